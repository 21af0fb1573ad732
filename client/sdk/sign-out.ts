// Signing out: here first, then at the issuer, so that the next sign-in asks who it is again.
// Source: https://openid.net/specs/openid-connect-rpinitiated-1_0.html
import { None, generateRandomState, revocationRequest } from 'oauth4webapi'
import type { BrowserWorld } from './browser-world.ts'
import { browserWorld } from './browser-world.ts'
import { discoverIssuer } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import { keptSession, sessionLock } from './kept-session.ts'
import type { KeptSession } from './kept-session.ts'
import { forgetRegistrations } from './registration.ts'
import { isSecure } from './secure-url.ts'
import { claimsOf } from './tokens.ts'

const entry = 'logout'

/** How long the issuer may take to answer: the person is waiting to be signed out. */
const patienceMs = 5000

/** Issuers change their keys: an older ID token may no longer be one that they recognise. */
const maxHintAgeMs = 24 * 60 * 60_000

/**
 * Forgets everything that this browser knows of the person, ends what the issuer gave it, and leaves
 * the page for the issuer, which ends its own session and sends the person back. False when the page
 * stays: nobody was signed in, or the issuer does not answer or has no such address.
 */
export async function logout(world = browserWorld()): Promise<boolean> {
  // Not while another tab renews: it would keep what it was given after all is forgotten.
  const kept = await world.alone(sessionLock, async () => {
    const last = await keptSession(world)
    await world.vault.clear()
    return last
  })
  forgetRegistrations(world)
  // Best effort: without the key, which is gone, the tokens are of no use to anybody.
  const issuer = kept && (await discoverIssuer(kept.issuer, hurried(world)).catch(() => undefined))
  if (!kept || !issuer) return false
  await revoke(issuer, kept).catch(() => undefined)
  const state = generateRandomState()
  const url = endSessionUrl(issuer, kept, { state, now: world.now() })
  if (url === undefined) return false
  await world.vault.put(entry, state)
  world.goTo(url)
  return true
}

/** Whether the person is back from a sign-out of ours; asked once. */
export async function takeLogout({ vault }: BrowserWorld, state: string): Promise<boolean> {
  const isOurs = (await vault.get(entry)) === state
  if (isOurs) await vault.remove(entry)
  return isOurs
}

async function revoke({ server, options }: Issuer, kept: KeptSession): Promise<void> {
  if (kept.refreshToken === undefined) return
  await revocationRequest(server, kept.client, None(), kept.refreshToken, options)
}

function endSessionUrl(
  { server }: Issuer,
  { client, redirectUrl, idToken }: KeptSession,
  { state, now }: { readonly state: string; readonly now: number },
): URL | undefined {
  const { end_session_endpoint: endpoint } = server
  const url = URL.parse(endpoint ?? '')
  if (!url || !isSecure(url)) return undefined
  url.searchParams.set('client_id', client.client_id)
  if (idToken !== undefined && isFresh(idToken, now)) {
    url.searchParams.set('id_token_hint', idToken)
  }
  // Issuers refuse an address that was not registered; then the person stays there.
  const back: unknown = client['post_logout_redirect_uris']
  if (Array.isArray(back) && back.includes(redirectUrl)) {
    url.searchParams.set('post_logout_redirect_uri', redirectUrl)
    url.searchParams.set('state', state)
  }
  return url
}

function isFresh(idToken: string, now: number): boolean {
  const { iat } = claimsOf(idToken)
  return typeof iat === 'number' && now - iat * 1000 < maxHintAgeMs
}

function hurried({ fetch }: BrowserWorld): BrowserWorld['fetch'] {
  return (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(patienceMs) })
}
