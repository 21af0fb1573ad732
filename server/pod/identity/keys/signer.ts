// Signing things other than tokens with the key that tokens are signed with now: its public half is
// where everybody finds the keys of this issuer.
import { createPrivateKey, sign } from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'
import type { Keys } from './key-times.ts'

export interface Signer {
  /** The kid of the public half in the key set of the issuer. */
  readonly keyId: string
  /** ECDSA with P-256 and SHA-256, as the two numbers one after the other (64 bytes). */
  sign(text: string): Uint8Array
}

/** What is signed must not be a token: say in it what it is for. */
export function signerOf({ signing }: Pick<Keys, 'signing'>): Signer {
  const jwk = signing.find(({ alg }) => alg === 'ES256')!
  const key = createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' })
  return {
    keyId: jwk.kid!,
    sign: (text) => sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }),
  }
}
