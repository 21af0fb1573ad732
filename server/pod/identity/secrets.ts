// Secrets that we made: digests are kept of them, and compared.
import { createHash, timingSafeEqual } from 'node:crypto'

/** What is kept of a secret. A plain hash will do: our secrets have 256 random bits. */
export function secretDigest(secret: string): string {
  return `sha256:${createHash('sha256').update(secret).digest('base64url')}`
}

/** Whether `secret` is the one with this digest; takes equally long for all wrong secrets. */
export function isSecret(digest: string, secret: string): boolean {
  const kept = Buffer.from(digest)
  const given = Buffer.from(secretDigest(secret))
  return kept.length === given.length && timingSafeEqual(kept, given)
}
