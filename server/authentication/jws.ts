// Signed tokens: reading one and verifying its signature, with the same short list of algorithms
// for access tokens and proofs. Pure. Source: RFC 7515, RFC 7518.
import { constants, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

export type JsonObject = Readonly<Record<string, unknown>>

export interface Jws {
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly algorithm: Algorithm
  /** The characters that the signature covers. */
  readonly signed: string
  readonly signature: Uint8Array
}

/** What a key must be for an algorithm, and how node:crypto verifies with it. */
export interface Algorithm {
  readonly kty: 'EC' | 'RSA' | 'OKP'
  readonly crv?: string
  readonly hash: string | null
  readonly options: object
}

const pss = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
}
const ecdsa = { dsaEncoding: 'ieee-p1363' }

/** Asymmetric only: with a symmetric algorithm, whoever knows a public key could sign. */
const algorithms = new Map<string, Algorithm>([
  ['ES256', { kty: 'EC', crv: 'P-256', hash: 'sha256', options: ecdsa }],
  ['RS256', { kty: 'RSA', hash: 'sha256', options: {} }],
  ['PS256', { kty: 'RSA', hash: 'sha256', options: pss }],
  ['EdDSA', { kty: 'OKP', crv: 'Ed25519', hash: null, options: {} }],
  // The same under its newer name. Source: RFC 9864.
  ['Ed25519', { kty: 'OKP', crv: 'Ed25519', hash: null, options: {} }],
  ['ES384', { kty: 'EC', crv: 'P-384', hash: 'sha384', options: ecdsa }],
  ['ES512', { kty: 'EC', crv: 'P-521', hash: 'sha512', options: ecdsa }],
  ['RS384', { kty: 'RSA', hash: 'sha384', options: {} }],
  ['RS512', { kty: 'RSA', hash: 'sha512', options: {} }],
  ['PS384', { kty: 'RSA', hash: 'sha384', options: pss }],
  ['PS512', { kty: 'RSA', hash: 'sha512', options: pss }],
])

/** The algorithms that clients are told about; the longer hashes are accepted beside them. */
export const algorithmNames = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const

/**
 * A token in its parts, not verified yet; undefined when it is longer than `maxLength`, not three
 * segments of which the first two are JSON objects, asks for an extension (`crit`), or names an
 * algorithm that is not on the list.
 */
export function parseJws(text: string, maxLength: number): Jws | undefined {
  if (text.length > maxLength || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return undefined
  const [head = '', body = '', signature = ''] = text.split('.')
  const header = jsonOf(head)
  const payload = jsonOf(body)
  const algorithm = algorithms.get(String(header?.alg))
  if (!header || !payload || !algorithm || 'crit' in header) return undefined
  const signed = `${head}.${body}`
  return { header, payload, algorithm, signed, signature: Buffer.from(signature, 'base64url') }
}

/** Whether this key made the signature. */
export function isSignedBy(jws: Jws, key: KeyObject): boolean {
  const { hash, options } = jws.algorithm
  return verify(hash, Buffer.from(jws.signed), { key, ...options }, jws.signature)
}

function jsonOf(segment: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString())
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether a parsed JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
