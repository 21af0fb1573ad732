// Signing in from a page, at any Solid-OIDC issuer: away to the issuer, back with a code, and again
// after a reload without leaving. Source: https://solidproject.org/TR/oidc
import {
  DPoP,
  calculatePKCECodeChallenge,
  generateKeyPair,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from 'oauth4webapi'
import { browserWorld } from './browser-world.ts'
import type { BrowserWorld } from './browser-world.ts'
import { discoverIssuer, refusedWith } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import { keep, keptSession, revive, sessionLock } from './kept-session.ts'
import { hasUnfinishedLogin, rememberLogin, takeLogin } from './pending-login.ts'
import type { PendingLogin } from './pending-login.ts'
import { redeemCode } from './redeem-code.ts'
import { forgetRegistration, registrationOf, scope } from './registration.ts'
import type { App } from './registration.ts'
import { refusal } from './request.ts'
import type { Session } from './session.ts'
import { takeLogout } from './sign-out.ts'

export { logout } from './sign-out.ts'

export interface LoginChoice extends App {
  readonly issuer: string
}

/**
 * Leaves the page for the issuer; `restoreSession` ends the sign-in when the person is back.
 * @throws RequestError when the issuer does not take this app; TypeError when it does not answer
 */
export async function startLogin(choice: LoginChoice, world = browserWorld()): Promise<void> {
  const issuer = await discoverIssuer(choice.issuer, world.fetch)
  // A sign-in that never came back may mean that the issuer does not know this app, or not any more.
  const isStuck = await hasUnfinishedLogin(world, choice.issuer)
  if (isStuck) forgetRegistration(world, issuer, choice.redirectUrl)
  const login: PendingLogin = {
    issuer: choice.issuer,
    client: await registrationOf(
      world,
      issuer,
      isStuck ? { ...choice, clientId: undefined } : choice,
    ),
    redirectUrl: choice.redirectUrl,
    keys: await generateKeyPair('ES256'),
    verifier: generateRandomCodeVerifier(),
    nonce: generateRandomNonce(),
    hash: world.address().hash,
  }
  const state = generateRandomState()
  await rememberLogin(world, state, login)
  world.goTo(await authorizationUrl(issuer, login, state))
}

/**
 * The session of this browser: what the issuer sent the person back with, else what was kept.
 * Undefined when nobody is signed in.
 * @throws RequestError when the issuer or the person said no; TypeError when a server does not answer
 */
export async function restoreSession(world = browserWorld()): Promise<Session | undefined> {
  await world.alone(sessionLock, () => finishLogin(world))
  const kept = await keptSession(world)
  return kept && revive(world, kept)
}

/** Redeems the code in the address, once; nothing when there is none or it is not ours. */
async function finishLogin(world: BrowserWorld): Promise<void> {
  const address = world.address()
  const state = address.searchParams.get('state')
  if (state === null) return
  if (!['code', 'error'].some((each) => address.searchParams.has(each))) {
    const isBack = await takeLogout(world, state)
    return isBack ? world.showAddress(withoutAnswer(address, address.hash)) : undefined
  }
  const login = await takeLogin(world, state)
  world.showAddress(withoutAnswer(address, login?.hash ?? address.hash))
  if (!login) return
  const issuer = await discoverIssuer(login.issuer, world.fetch)
  try {
    await keep(world, await redeemCode(world, issuer, login, { address, state }))
  } catch (error) {
    if (refusedWith(error, 'invalid_client')) forgetRegistration(world, issuer, login.redirectUrl)
    throw error
  }
}

async function authorizationUrl(
  { server }: Issuer,
  login: PendingLogin,
  state: string,
): Promise<URL> {
  const { client, redirectUrl, keys, verifier, nonce } = login
  if (server.authorization_endpoint === undefined) {
    throw refusal('unreachable', `The issuer ${server.issuer} has no page to sign in at`)
  }
  const url = new URL(server.authorization_endpoint)
  const parameters = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUrl,
    scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    dpop_jkt: await DPoP({}, keys).calculateThumbprint(),
    // Refresh tokens are only given with consent. Source: OpenID Connect Core, section 11
    prompt: 'consent',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}

function withoutAnswer(address: URL, hash: string): URL {
  const url = new URL(address)
  for (const name of ['code', 'state', 'iss', 'error', 'error_description', 'scope']) {
    url.searchParams.delete(name)
  }
  url.hash = hash
  return url
}
