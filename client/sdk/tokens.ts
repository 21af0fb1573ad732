// Access tokens: what we know of one, and keeping one fresh.
import type { TokenEndpointResponse } from 'oauth4webapi'
import { refusal } from './request.ts'

export interface Token {
  readonly value: string
  /** When to fetch the next one, in ms: well before this one ends. */
  readonly renewAt: number
}

export interface TokenKeeper {
  /** A token that has not ended as far as we know. */
  current(): Promise<string>
  /** Another token than this one, which a server refused. */
  replace(stale: string): Promise<string>
}

const shareOfLife = 0.9

/**
 * Keeps one token fresh: requests that come together wait for one renewal, not for one each.
 * `renew` is given the token that is no longer good.
 */
export function keepToken(
  first: Token,
  renew: (stale: string) => Promise<Token>,
  now: () => number,
): TokenKeeper {
  let token = first
  let renewal: Promise<Token> | undefined

  async function replace(stale: string): Promise<string> {
    if (token.value !== stale) return token.value
    renewal ??= renew(stale).finally(() => (renewal = undefined))
    token = await renewal
    return token.value
  }

  return {
    replace,
    current: async () => (now() < token.renewAt ? token.value : replace(token.value)),
  }
}

/** @throws RequestError when the issuer gave a token that is not bound to our key */
export function tokenOf(response: TokenEndpointResponse, now: number): Token {
  if (response.token_type !== 'dpop') {
    throw refusal('invalid-token', 'The issuer gave a token that is not bound to a key (DPoP)')
  }
  const life = response.expires_in ?? Number.POSITIVE_INFINITY
  return { value: response.access_token, renewAt: now + life * 1000 * shareOfLife }
}

/**
 * The WebID that a token speaks for. Not verified here: only servers that are given the token decide by it.
 * @throws RequestError when the token names none
 */
export function webIdOf(token: string): string {
  const webId = claimsOf(token)['webid']
  if (typeof webId === 'string' && URL.canParse(webId)) return webId
  throw refusal('invalid-token', 'The issuer gave a token without a WebID')
}

/** What a token says, unverified; {} for one that says nothing readable. */
export function claimsOf(token: string): Record<string, unknown> {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(payload), (each) => each.codePointAt(0) ?? 0)
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof claims === 'object' && claims !== null ? { ...claims } : {}
  } catch {
    // An opaque token: it has no claims that we could read.
    return {}
  }
}
