// Public keys that people put into their WebID document. Pure.
import {
  createPublicKeys,
  isSoundPublicKey,
  thumbprintOf,
} from '../../../authentication/public-keys.ts'

export interface PublicKey {
  /** Only what makes the key, and its name. */
  readonly jwk: Readonly<Record<string, string>>
  readonly thumbprint: string
}

export type KeyFault = 'keyNoJson' | 'keyPrivate' | 'keyKind'

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const kept = ['kty', 'crv', 'x', 'y', 'n', 'e', 'alg', 'use']
const curves = new Set<unknown>(['P-256', 'P-384', 'P-521', 'Ed25519'])

/** The key in the text of a JWK, named by its `kid` or else its thumbprint; or why it cannot be had. */
export function readPublicKey(text: string): PublicKey | KeyFault {
  const jwk = objectIn(text)
  if (!jwk) return 'keyNoJson'
  if (privateMembers.some((each) => Object.hasOwn(jwk, each))) return 'keyPrivate'
  if (!isSoundPublicKey(jwk)) return 'keyKind'
  if (jwk['kty'] !== 'RSA' && !curves.has(jwk['crv'])) return 'keyKind'
  const thumbprint = thumbprintOf(jwk)
  if (!createPublicKeys(1).keyOf(jwk, thumbprint)) return 'keyKind'
  const members = Object.entries(jwk).filter(
    (each): each is [string, string] => kept.includes(each[0]) && typeof each[1] === 'string',
  )
  return { jwk: { ...Object.fromEntries(members), kid: nameIn(jwk, thumbprint) }, thumbprint }
}

/** A JWK's own name if it is a plain one. */
function nameIn({ kid }: Record<string, unknown>, thumbprint: string): string {
  return typeof kid === 'string' && /^[\w.:/#-]{1,200}$/.test(kid) ? kid : thumbprint
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
