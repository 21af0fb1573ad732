// A fetch that adds the token and a fresh proof to every request, and tries again where that helps.
// Source: RFC 9449, sections 7 and 9.
import {
  WWWAuthenticateChallengeError,
  allowInsecureRequests,
  customFetch,
  protectedResourceRequest,
} from 'oauth4webapi'
import type { DPoPHandle, WWWAuthenticateChallenge } from 'oauth4webapi'
import { isRepeatable, outgoingOf } from './outgoing.ts'
import type { Outgoing } from './outgoing.ts'
import type { Fetch } from './request.ts'
import { isLoopback, requireSecure } from './secure-url.ts'
import type { TokenKeeper } from './tokens.ts'

export interface Signing {
  readonly tokens: TokenKeeper
  readonly proofs: DPoPHandle
  readonly fetch: Fetch
}

interface Answer {
  readonly response: Response
  readonly challenges: readonly WWWAuthenticateChallenge[]
}

const maxRedirects = 5

/**
 * Repeats a request once for a nonce and once for a token that a server no longer takes, if its body
 * can be repeated. Redirects of reads are followed with a proof of their own; others are refused.
 */
export function signedFetch(signing: Signing): Fetch {
  return async (input, init) => follow(signing, await outgoingOf(input, init), maxRedirects)
}

async function follow(signing: Signing, outgoing: Outgoing, left: number): Promise<Response> {
  const response = await sendWithRetries(signing, outgoing)
  if (outgoing.redirect === 'manual' || !isRedirect(response)) return response

  const location = response.headers.get('location')
  const isRead = outgoing.method === 'GET' || outgoing.method === 'HEAD'
  if (outgoing.redirect === 'error' || !isRead || location === null || left === 0) {
    throw new TypeError(`${outgoing.url.href} sends elsewhere; ask for the final address`)
  }
  await response.body?.cancel()
  return follow(signing, { ...outgoing, url: new URL(location, outgoing.url) }, left - 1)
}

/** In a browser a redirect that was not followed is opaque: it has neither status nor location. */
function isRedirect({ status, type }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status)
}

async function sendWithRetries(signing: Signing, outgoing: Outgoing): Promise<Response> {
  const token = await signing.tokens.current()
  const first = await send(signing, outgoing, token)
  if (!isRepeatable(outgoing)) return first.response

  const second = wantsNonce(first) ? await again(first, signing, outgoing, token) : first
  if (!refusesToken(second)) return second.response
  const renewed = await signing.tokens.replace(token)
  return (await again(second, signing, outgoing, renewed)).response
}

async function again(before: Answer, signing: Signing, outgoing: Outgoing, token: string) {
  await before.response.body?.cancel()
  return send(signing, outgoing, token)
}

async function send(signing: Signing, outgoing: Outgoing, token: string): Promise<Answer> {
  const { url, method, headers, body, rest } = outgoing
  const options = {
    DPoP: signing.proofs,
    [allowInsecureRequests]: isLoopback(requireSecure(url)),
    [customFetch]: (address: string, init: object) => signing.fetch(address, { ...rest, ...init }),
    ...(rest.signal ? { signal: rest.signal } : {}),
  }
  try {
    // The library's type of a body is narrower than what it hands on to fetch.
    const sent = body as Parameters<typeof protectedResourceRequest>[4]
    const response = await protectedResourceRequest(token, method, url, headers, sent, options)
    return { response, challenges: [] }
  } catch (error) {
    if (!(error instanceof WWWAuthenticateChallengeError)) throw error
    return { response: error.response, challenges: error.cause }
  }
}

function wantsNonce({ response, challenges }: Answer): boolean {
  return response.status === 401 && errorsOf(challenges).includes('use_dpop_nonce')
}

/** A 401 to a signed request that names no error is how some servers say that a token has ended. */
function refusesToken({ response, challenges }: Answer): boolean {
  const errors = errorsOf(challenges)
  return response.status === 401 && (errors.length === 0 || errors.includes('invalid_token'))
}

function errorsOf(challenges: readonly WWWAuthenticateChallenge[]): string[] {
  return challenges.flatMap(({ parameters }) => parameters.error ?? [])
}
