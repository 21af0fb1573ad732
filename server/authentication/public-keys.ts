// Public keys as JWKs: which we accept, their thumbprints, and key objects ready to verify with.
// Source: RFC 7517, RFC 7638.
import { createHash, createPublicKey } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'
import { createBoundedMap } from './bounded-map.ts'
import type { Algorithm, JsonObject } from './jws.ts'

/** The members that make a key, in the order in which its thumbprint takes them. */
const requiredMembers = new Map<unknown, readonly string[]>([
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
  ['RSA', ['e', 'kty', 'n']],
])

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/**
 * Whether a JWK is a public key of a kind and size that is worth verifying with: RSA has 2048 to
 * 4096 bits and a short exponent, because anything else is weak or slow.
 */
export function isSoundPublicKey(jwk: JsonObject): boolean {
  const members = requiredMembers.get(jwk.kty)
  if (!members || privateMembers.some((each) => each in jwk)) return false
  if (!members.every((each) => isShortBase64url(jwk[each]))) return false
  return jwk.kty !== 'RSA' || (String(jwk.n).length >= 342 && String(jwk.e).length <= 6)
}

/** Whether a key may be used with an algorithm. */
export function fits(jwk: JsonObject, { kty, crv }: Algorithm): boolean {
  return jwk.kty === kty && (crv === undefined || jwk.crv === crv)
}

/** The base64url SHA-256 thumbprint of a sound public key. */
export function thumbprintOf(jwk: JsonObject): string {
  const members = requiredMembers.get(jwk.kty) ?? []
  const text = JSON.stringify(Object.fromEntries(members.map((each) => [each, jwk[each]])))
  return createHash('sha256').update(text).digest('base64url')
}

/** Key objects by thumbprint. */
export interface PublicKeys {
  /** Undefined when the numbers of the JWK make no key, such as a point off the curve. */
  keyOf(jwk: JsonObject, thumbprint: string): KeyObject | undefined
}

/** Remembers the key objects of the `limit` keys used last: making one costs as much as using it. */
export function createPublicKeys(limit: number): PublicKeys {
  const made = createBoundedMap<KeyObject>(limit)
  return {
    keyOf(jwk, thumbprint) {
      const key = made.get(thumbprint) ?? makeKey(jwk)
      if (key !== undefined) made.set(thumbprint, key)
      return key
    },
  }
}

function makeKey(jwk: JsonObject): KeyObject | undefined {
  const members = requiredMembers.get(jwk.kty) ?? []
  const key = Object.fromEntries(members.map((each) => [each, jwk[each]])) as JsonWebKey
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return undefined
  }
}

function isShortBase64url(value: unknown): boolean {
  return typeof value === 'string' && /^[\w-]{1,684}$/.test(value)
}
