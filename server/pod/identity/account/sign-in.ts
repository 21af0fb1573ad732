// How the account page signs people in: like any app, at the provider's one login page. What comes
// back must belong to what this browser began, and be from our own provider.
import { createHash, randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { ownClientId } from '../sign-ins/consents.ts'
import { Refusal } from '../pages/refusal.ts'
import type { AccountWorld } from './actions/action.ts'
import { setCookie, takeCookie } from '../forms/cookies.ts'
import { isSection } from './page.ts'
import type { Section } from './sections/parts.ts'

/** Where on the account page somebody wants to be; undefined for its beginning. */
export type Place = Section | undefined

/** @param again Whether she must show who she is even if she is signed in. */
export function beginSignIn(
  world: AccountWorld,
  res: Response,
  { to, again }: { readonly to: Place; readonly again: boolean },
): void {
  const state = random()
  setCookie(world, res, 'account-sign-in', `${state}.${to ?? ''}`)
  const question = new URLSearchParams({
    client_id: ownClientId,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: `${world.baseUrl}/.account/back`,
    state,
    // The code is not redeemed: that she is signed in says the cookie of the provider.
    code_challenge: createHash('sha256').update(random()).digest('base64url'),
    code_challenge_method: 'S256',
    ...(again && { prompt: 'login' }),
  })
  res.redirect(303, `/.oidc/auth?${question}`)
}

/**
 * Where somebody who comes back from the provider wanted to go, and whether she has signed in.
 * @throws Refusal bad-request when this browser did not begin that, or somebody else answers
 */
export function endSignIn(
  world: AccountWorld,
  req: Request,
  res: Response,
): { readonly to: Place; readonly isConfirmed: boolean } {
  const [state, to = ''] = (takeCookie(world, req, res, 'account-sign-in') ?? '').split('.')
  const { query } = req
  const isOurs = state !== '' && query['state'] === state && query['iss'] === world.issuer
  if (!isOurs) throw new Refusal('bad-request', 'signInOver')
  return { to: placeOf(to), isConfirmed: query['error'] === undefined }
}

/** Only places on our own page are gone to. */
export function placeOf(text: unknown): Place {
  return typeof text === 'string' && isSection(text) ? text : undefined
}

/** The address of a place on the account page. */
export function addressOfPlace(place: Place): string {
  return place === undefined ? '/.account/' : `/.account/#${place}`
}

function random(): string {
  return randomBytes(24).toString('base64url')
}
