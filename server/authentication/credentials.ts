// The credentials of a request: an access token and the proof that its sender holds the key. Pure.
// Source: RFC 9449 §7.1.
import { Refused } from './refused.ts'

export interface Credentials {
  readonly token: string
  readonly proof: string
}

/**
 * What the headers carry, or undefined when there is no Authorization header at all.
 * @throws Refused for another scheme than DPoP, and for headers that are missing or there twice
 */
export function readCredentials(rawHeaders: readonly string[]): Credentials | undefined {
  const [authorization, ...more] = valuesOf(rawHeaders, 'authorization')
  if (authorization === undefined) return undefined
  if (more.length > 0) throw new Refused('invalid_token', 'Send one Authorization header')
  const [, scheme = '', token = ''] = /^([A-Za-z]+) +(\S+) *$/.exec(authorization) ?? []
  if (scheme.toLowerCase() !== 'dpop') {
    throw new Refused('invalid_token', 'Send the access token as: Authorization: DPoP <token>')
  }
  const proofs = valuesOf(rawHeaders, 'dpop')
  if (proofs.length !== 1) throw new Refused('invalid_dpop_proof', 'Send exactly one DPoP header')
  return { token, proof: proofs[0] ?? '' }
}

function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  )
}
