// An OpenID issuer as we use it: its metadata, how to call it, and its errors in our words.
import {
  AuthorizationResponseError,
  ResponseBodyError,
  allowInsecureRequests,
  customFetch,
  discoveryRequest,
  isDPoPNonceError,
  processDiscoveryResponse,
} from 'oauth4webapi'
import type { AuthorizationServer } from 'oauth4webapi'
import { RequestError, refusal } from './request.ts'
import type { Fetch } from './request.ts'
import { isLoopback, requireSecure } from './secure-url.ts'

export interface Issuer {
  readonly server: AuthorizationServer
  /** To be given to every call of the library. */
  readonly options: IssuerOptions
}

interface IssuerOptions {
  readonly [customFetch]: (url: string, init: object) => Promise<Response>
  readonly [allowInsecureRequests]: boolean
}

/**
 * Reads the issuer's metadata.
 * @throws RequestError when the address is none of an OpenID issuer; TypeError when nobody answers
 */
export async function discoverIssuer(issuer: string, fetch: Fetch): Promise<Issuer> {
  const url = requireSecure(new URL(issuer))
  const options: IssuerOptions = {
    [customFetch]: (address, init) => fetch(address, init),
    [allowInsecureRequests]: isLoopback(url),
  }
  const response = await discoveryRequest(url, options)
  const server = await processDiscoveryResponse(url, response).catch((cause: unknown) => {
    throw Object.assign(refusal('unreachable', `There is no OpenID issuer at ${issuer}`), { cause })
  })
  return { server, options }
}

/**
 * Runs a call to the issuer, once more when it asks for a nonce in the proof.
 * @throws RequestError with the issuer's own words when it refuses
 */
export async function askIssuer<T>({ server }: Issuer, call: () => Promise<T>): Promise<T> {
  try {
    return await call().catch((error: unknown) => {
      if (isDPoPNonceError(error)) return call()
      throw error
    })
  } catch (error) {
    throw isOAuthError(error) ? refused(server.issuer, error) : error
  }
}

/** Whether a refusal of the issuer has this code: 'invalid_grant'. */
export function refusedWith(error: unknown, code: string): boolean {
  return error instanceof RequestError && error.members['error'] === code
}

type OAuthError = ResponseBodyError | AuthorizationResponseError

function isOAuthError(error: unknown): error is OAuthError {
  return error instanceof ResponseBodyError || error instanceof AuthorizationResponseError
}

function refused(issuer: string, cause: OAuthError): RequestError {
  const reason = [cause.error, cause.error_description].filter(Boolean).join(': ')
  const status = cause instanceof ResponseBodyError ? cause.status : 401
  const detail = `The issuer ${issuer} refused to sign in: ${reason}`
  const error = new RequestError('invalid-token', status, detail, { error: cause.error })
  return Object.assign(error, { cause })
}
