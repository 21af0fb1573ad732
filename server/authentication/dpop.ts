// DPoP proofs: whether a proof shows that this very request comes from the holder of the token's
// key. Pure; that each proof is used once is the business of seen-proofs.ts. Source: RFC 9449 §4.3.
import { isObject, isSignedBy, parseJws } from './jws.ts'
import type { JsonObject, Jws } from './jws.ts'
import { fits, isSoundPublicKey, thumbprintOf } from './public-keys.ts'
import type { PublicKeys } from './public-keys.ts'
import { Refused } from './refused.ts'

/** What the proof must be about. */
export interface Expected {
  readonly method: string
  /** The URL of the request as clients see it. */
  readonly url: string
  /** The base64url SHA-256 of the access token. */
  readonly tokenHash: string
  /** The thumbprint of the key that the token is bound to. */
  readonly thumbprint: string
  /** In milliseconds since 1970. */
  readonly now: number
}

/** A proof that holds, as far as it must be remembered to refuse it the next time. */
export interface Proof {
  readonly thumbprint: string
  readonly jti: string
  /** When the client made it, in seconds since 1970. */
  readonly iat: number
}

/** A proof is accepted from this many seconds after it was made … */
export const maxAgeSeconds = 120
/** … to this many before, for clients whose clock is ahead. */
export const maxAheadSeconds = 10
const maxProofLength = 8_192
const maxIdLength = 256

/** @throws Refused (invalid_dpop_proof) saying what does not hold */
export function checkProof(text: string, expected: Expected, keys: PublicKeys): Proof {
  const jws = parseJws(text, maxProofLength)
  if (!jws) throw refused('The proof is not a JWT signed with an algorithm we accept')
  checkKey(jws, expected.thumbprint, keys)
  checkTarget(jws.payload, expected)
  const { jti, iat } = jws.payload
  if (typeof jti !== 'string' || jti === '' || jti.length > maxIdLength) {
    throw refused(`The proof needs a jti of at most ${maxIdLength} characters`)
  }
  return { thumbprint: expected.thumbprint, jti, iat: checkTime(iat, expected.now) }
}

function checkKey(jws: Jws, thumbprint: string, keys: PublicKeys) {
  const { typ, jwk } = jws.header
  if (typ !== 'dpop+jwt') throw refused('The typ of the proof must be dpop+jwt')
  if (!isObject(jwk) || !isSoundPublicKey(jwk) || !fits(jwk, jws.algorithm)) {
    throw refused('The jwk of the proof must be a public key for its alg, and nothing more')
  }
  if (thumbprintOf(jwk) !== thumbprint) {
    throw refused('The proof is signed with another key than the one the token is bound to')
  }
  const key = keys.keyOf(jwk, thumbprint)
  if (!key || !isSignedBy(jws, key)) throw refused('The signature of the proof does not verify')
}

function checkTarget({ htm, htu, ath }: JsonObject, expected: Expected) {
  if (htm !== expected.method) throw refused(`The htm of the proof must be ${expected.method}`)
  const target = typeof htu === 'string' ? normalTarget(htu) : undefined
  if (target === undefined || target !== normalTarget(expected.url)) {
    throw refused('The htu of the proof must be the URL of this request, without its query')
  }
  // Clients in use leave it out, so it is not required; what is there must be right.
  if (ath !== undefined && ath !== expected.tokenHash) {
    throw refused('The ath of the proof belongs to another access token')
  }
}

function checkTime(iat: unknown, now: number): number {
  const age = typeof iat === 'number' ? now / 1000 - iat : Number.NaN
  if (!(age <= maxAgeSeconds && age >= -maxAheadSeconds)) {
    throw refused('The proof is too old or from the future: make one per request, check the clock')
  }
  return iat as number
}

/**
 * A URL in the one form in which two of them are compared: no query, no fragment, lower-case host,
 * no default port, %-escapes in upper case and only where needed. Undefined for what is not
 * http(s) or carries a user name. 'HTTP://Pods.example:80/%7ea?x#y' → 'http://pods.example/~a'
 * Source: RFC 9449 §4.3, RFC 3986 §6.2.2.
 */
export function normalTarget(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, username, password, origin, pathname } = new URL(text)
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return undefined
  return origin + pathname.replaceAll(/%[\da-f]{2}/gi, normalEscape)
}

function normalEscape(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
  return /[\w.~-]/.test(character) ? character : escape.toUpperCase()
}

function refused(message: string): Refused {
  return new Refused('invalid_dpop_proof', message)
}
