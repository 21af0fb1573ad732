// What an access token claims, checked as far as that needs no key and no other server. Pure.
// Source: Solid-OIDC, RFC 9068, RFC 9449 §6.
import { isSecureUrl } from '../http/outbound-rules.ts'
import { isObject, parseJws } from './jws.ts'
import type { JsonObject, Jws } from './jws.ts'
import { Refused } from './refused.ts'

export interface AccessToken {
  readonly jws: Jws
  readonly webId: string
  readonly issuer: string
  readonly clientId: string | undefined
  /** The thumbprint of the key that the token is bound to. */
  readonly thumbprint: string
  /** The sign-in and the grant that our own issuer says the token came from. */
  readonly sid: string | undefined
  readonly grantId: string | undefined
  /** In milliseconds since 1970. */
  readonly expires: number
}

const maxTokenLength = 8_192
const maxIriLength = 2_048
/** How far the clock of an issuer may be ahead of ours. */
const skewSeconds = 60
const tokenTypes = new Set(['at+jwt', 'application/at+jwt', 'jwt'])
/** Claims that only an ID token has, which some issuers give the same type and audience. */
const idTokenClaims = ['nonce', 'at_hash', 'c_hash', 's_hash']

/** @throws Refused naming the claim that is missing or does not hold */
export function readAccessToken(text: string, now: number): AccessToken {
  const jws = parseJws(text, maxTokenLength)
  if (!jws) throw refused('The access token is not a JWT signed with an algorithm we accept')
  const { header, payload } = jws
  if (!tokenTypes.has(String(header.typ).toLowerCase())) {
    throw refused('The token must be an access token: its typ is at+jwt, or JWT')
  }
  if (idTokenClaims.some((each) => each in payload)) {
    throw refused('This is an ID token: send the access token')
  }
  checkAudience(payload.aud)
  const { sid, grant_id: grantId } = payload
  const origin = { sid: textOf(sid), grantId: textOf(grantId) }
  return { jws, ...readParties(payload), ...origin, expires: readTimes(payload, now) }
}

function checkAudience(aud: unknown) {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud]
  if (!audiences.includes('solid')) throw refused('The audience of the token must contain "solid"')
}

function readParties(payload: JsonObject) {
  const { webid, iss, cnf } = payload
  if (!isSecureIri(webid)) {
    throw refused('The token must name a webid: an https URL (http on localhost)')
  }
  if (!isSecureIri(iss) || /[?#]/.test(iss)) {
    throw refused('The issuer must be an https URL (http on localhost) without query and fragment')
  }
  const thumbprint = isObject(cnf) ? cnf.jkt : undefined
  if (typeof thumbprint !== 'string' || !/^[\w-]{43}$/.test(thumbprint)) {
    throw refused('The token must be bound to a key (cnf.jkt): ask for it with a DPoP proof')
  }
  return { webId: webid, issuer: iss, clientId: clientIdOf(payload), thumbprint }
}

/** When the token ends, in milliseconds. */
function readTimes({ exp, iat, nbf }: JsonObject, now: number): number {
  const seconds = now / 1000
  if (typeof exp !== 'number' || typeof iat !== 'number') {
    throw refused('The token must say when it was issued (iat) and when it ends (exp)')
  }
  if (exp <= seconds) throw refused('The access token has expired: get a new one from the issuer')
  const start = typeof nbf === 'number' ? Math.max(iat, nbf) : iat
  if (start > seconds + skewSeconds) throw refused('The access token is not valid yet')
  return exp * 1000
}

function clientIdOf({ client_id, azp }: JsonObject): string | undefined {
  return [client_id, azp].find((each) => typeof each === 'string')
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function isSecureIri(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > maxIriLength) return false
  return URL.canParse(value) && isSecureUrl(new URL(value))
}

function refused(message: string): Refused {
  return new Refused('invalid_token', message)
}
