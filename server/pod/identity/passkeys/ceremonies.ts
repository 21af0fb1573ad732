// The two ceremonies of WebAuthn, judged: a passkey was made, a passkey was used. The one import of the
// library, which is loaded at the first ceremony. Source: Web Authentication Level 3, §7.1 and §7.2.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Answer } from './answer.ts'
import { algorithms } from './options.ts'
import type { Site } from './options.ts'

/** What is kept of a passkey to know it again: id and key are base64url. */
export interface PublicPasskey {
  readonly id: string
  readonly publicKey: string
  /** How often it was used, by its own count; stays 0 where a person has it on several devices. */
  readonly counter: number
}

/** The passkey that was made, or undefined when the answer is not in order. */
export async function madePasskey(
  site: Site,
  challenge: string,
  answer: Answer,
): Promise<PublicPasskey | undefined> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers')
  return whenInOrder(async () => {
    // The library reads the answer as carefully as we would.
    const response = answer as unknown as RegistrationResponseJSON
    const attestation = Buffer.from(response.response.attestationObject, 'base64url')
    if (hasCertificates(decodeAttestationObject(attestation))) return undefined
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified) return undefined
    const { id, publicKey, counter } = registrationInfo.credential
    return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter }
  })
}

/** The count that the passkey says when it was used, or undefined when it was not this one. */
export async function provenCount(
  site: Site,
  challenge: string,
  answer: Answer,
  { id, publicKey }: PublicPasskey,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  return whenInOrder(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      // The caller compares the counts, to tell a copied passkey from a forged answer.
      credential: { id, publicKey: Buffer.from(publicKey, 'base64url'), counter: 0 },
    })
    return verified ? authenticationInfo.newCounter : undefined
  })
}

interface Attestation {
  get(name: 'fmt'): string
  get(name: 'attStmt'): { get(name: 'x5c'): unknown }
}

/**
 * The library would fetch the lists of revoked certificates that an attestation names, wherever they
 * are. We ask for no attestation, and take none.
 */
function hasCertificates(attestation: Attestation): boolean {
  const isPlain = ['none', 'packed'].includes(attestation.get('fmt'))
  return !isPlain || attestation.get('attStmt').get('x5c') !== undefined
}

/** Whatever the library throws, it throws because of what was sent. */
async function whenInOrder<T>(judge: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await judge()
  } catch {
    return undefined
  }
}
