// What a browser is asked for in a ceremony. Pure. Source: Web Authentication Level 3, §5.4 and §5.5.
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'

/** Whose passkeys these are: the host and the origin that a browser must be at. */
export interface Site {
  /** 'pods.example' */
  readonly id: string
  /** 'https://pods.example' */
  readonly origin: string
}

export interface Person {
  /** Who it is to the authenticator: at most 64 bytes as base64url, without a name in them. */
  readonly handle: string
  readonly name: string
  readonly displayName: string
}

/** EdDSA, ES256 and RS256, as COSE numbers them. */
export const algorithms = [-8, -7, -257]

export const ceremonyMs = 5 * 60_000

/** 'https://pods.example:8443' → { id: 'pods.example', … } */
export function siteOf(baseUrl: string): Site {
  return { id: new URL(baseUrl).hostname, origin: baseUrl }
}

/**
 * Asks for a passkey that can be found without a name, for a person who proves that it is she.
 * @param known Credential ids that the person has already: the same authenticator makes no second one.
 */
export function creationOptions(
  site: Site,
  challenge: string,
  { handle, name, displayName }: Person,
  known: readonly string[],
): PublicKeyCredentialCreationOptionsJSON {
  return {
    challenge,
    rp: { id: site.id, name: site.id },
    user: { id: handle, name, displayName },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: ceremonyMs,
    excludeCredentials: known.map((id) => ({ id, type: 'public-key' })),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
  }
}

/** Asks for a proof of any passkey of this site, so that nobody's passkeys are told to anybody. */
export function requestOptions(
  site: Site,
  challenge: string,
): PublicKeyCredentialRequestOptionsJSON {
  return { challenge, rpId: site.id, timeout: ceremonyMs, userVerification: 'required' }
}
