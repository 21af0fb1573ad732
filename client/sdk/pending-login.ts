// Sign-ins that were begun and have not come back yet, each under the state that the issuer sends back.
import type { Client } from 'oauth4webapi'
import type { BrowserWorld } from './browser-world.ts'

/** What must be remembered while the person is at her issuer. */
export interface PendingLogin {
  readonly issuer: string
  readonly client: Client
  readonly redirectUrl: string
  readonly keys: CryptoKeyPair
  /** The secret half of PKCE. */
  readonly verifier: string
  readonly nonce: string
  /** The route the person was at: '#/requests' */
  readonly hash: string
}

const prefix = 'login '

export async function rememberLogin(
  { vault }: BrowserWorld,
  state: string,
  login: PendingLogin,
): Promise<void> {
  await vault.put(prefix + state, login)
}

/** The sign-in with this state; it and all others are forgotten. Undefined when it is none of ours. */
export async function takeLogin(
  { vault }: BrowserWorld,
  state: string,
): Promise<PendingLogin | undefined> {
  // Only rememberLogin writes entries of this name.
  const login = (await vault.get(prefix + state)) as PendingLogin | undefined
  if (login) await Promise.all((await pending(vault)).map((name) => vault.remove(name)))
  return login
}

export async function hasUnfinishedLogin(
  { vault }: BrowserWorld,
  issuer: string,
): Promise<boolean> {
  const logins = await Promise.all((await pending(vault)).map((name) => vault.get(name)))
  return logins.some((each) => (each as PendingLogin | undefined)?.issuer === issuer)
}

async function pending(vault: BrowserWorld['vault']): Promise<string[]> {
  return (await vault.names()).filter((name) => name.startsWith(prefix))
}
