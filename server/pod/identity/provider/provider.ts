// The OpenID provider: what the rest of the room needs of the oidc-provider library.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { errors } from 'oidc-provider'
import type { Interaction as LibraryInteraction, InteractionResults, Provider } from 'oidc-provider'
import { readAccount } from '../accounts/accounts.ts'
import { missingOf, textsOf } from '../interactions/interaction.ts'
import type { Interaction } from '../interactions/interaction.ts'
import type { Keys } from '../keys/key-times.ts'
import type { KeyRing } from '../keys/keys.ts'
import { noteUse } from '../sign-ins/last-use.ts'
import { beginSession, sessionKey } from '../sign-ins/sessions.ts'
import type { SignInBy } from '../sign-ins/sessions.ts'
import type { Login } from './accounts.ts'
import { buildLibrary } from './library.ts'
import type { LibraryWorld } from './library.ts'
import { sessionCookie, sessionSeconds } from './settings.ts'

export interface ProviderWorld extends Omit<LibraryWorld, 'keys'> {
  readonly keys: KeyRing
}

/** Who is signed in at a browser. */
export interface BrowserSession {
  /** The id of the sign-in (`sessions.ts`). */
  readonly id: string
  readonly webId: string
  /** When she last showed who she is, in seconds since 1970. */
  readonly since: number
}

export interface OpenIdProvider {
  /** Answers discovery and everything of the protocol, but not our pages. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** The sign-in that the cookie of this request belongs to; undefined when there is none any more. */
  interaction(req: IncomingMessage, res: ServerResponse): Promise<Interaction | undefined>
  /** Goes on with the sign-in: back to the provider, by redirect. */
  finish(req: IncomingMessage, res: ServerResponse, outcome: Outcome): Promise<void>
  /** Who is signed in at the browser that sent this, for pages of ours; undefined when nobody is. */
  sessionOf(req: IncomingMessage, res: ServerResponse): Promise<BrowserSession | undefined>
  /**
   * Signs a person in at this browser without an app that asks for it, such as after signing up: sets
   * the cookie; the answer is up to the caller. False when something of hers has ended meanwhile.
   */
  signIn(req: IncomingMessage, res: ServerResponse, login: NewLogin): Promise<boolean>
}

export interface NewLogin {
  /** Her WebID. */
  readonly accountId: string
  /** 'password' unless told. */
  readonly by?: SignInBy
  /**
   * The revision of her account before she showed who she is, so that a password that is replaced at
   * this moment opens nothing any more; that of now unless told.
   */
  readonly account?: number
}

export type Outcome =
  | { readonly login: NewLogin }
  | { readonly consent: Readonly<Record<string, never>> }
  | { readonly error: string; readonly error_description: string }

/** The library with the keys that it was built with. */
interface Built {
  readonly keys: Keys
  readonly provider: Provider
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>
}

export function createProvider(world: ProviderWorld): OpenIdProvider {
  let built: Built | undefined
  return { handle, interaction, finish, sessionOf, signIn }

  /** The library cannot take other keys: with those of a new day it is built again. */
  async function library(): Promise<Built> {
    const keys = await world.keys.current()
    if (built?.keys === keys) return built
    const provider = buildLibrary({ ...world, keys })
    built = { keys, provider, handle: provider.callback() }
    return built
  }

  async function handle(req: IncomingMessage, res: ServerResponse) {
    await (await library()).handle(req, res)
  }

  async function interaction(req: IncomingMessage, res: ServerResponse) {
    const { provider } = await library()
    try {
      return await interactionOf(world, provider, await provider.interactionDetails(req, res))
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    }
  }

  async function finish(req: IncomingMessage, res: ServerResponse, outcome: Outcome) {
    // A refusal must not be merged with what was submitted before.
    const mergeWithLastSubmission = !('error' in outcome)
    const { provider } = await library()
    const result = await resultOf(outcome)
    await provider.interactionFinished(req, res, result, { mergeWithLastSubmission })
  }

  async function resultOf(outcome: Outcome): Promise<InteractionResults> {
    if ('login' in outcome) return { login: { ...(await loginOf(outcome.login)) } }
    return 'consent' in outcome ? { consent: {} } : { ...outcome }
  }

  async function sessionOf(req: IncomingMessage, res: ServerResponse) {
    const { provider } = await library()
    const session = await provider.Session.get(provider.createContext(req, res))
    const { accountId: webId, uid: id, loginTs: since } = session
    if (webId === undefined || since === undefined) return undefined
    await noteUse(world.store, [sessionKey(webId, id)], world.now())
    return { id, webId, since }
  }

  async function signIn(req: IncomingMessage, res: ServerResponse, asked: NewLogin) {
    const { provider } = await library()
    const { accountId: webId, ts, by, account } = await loginOf(asked)
    // A new one in any case: what somebody else has put into this browser must not become hers.
    const session = new provider.Session()
    session.loginAccount({ accountId: webId, loginTs: ts })
    const userAgent = req.headers['user-agent']
    const begun = { id: session.uid, webId, userAgent, by, account }
    if (!(await beginSession(world, begun))) return false
    await session.save(sessionSeconds)
    setSessionCookie(provider, { req, res, id: session.jti })
    return true
  }

  async function loginOf({ by = 'password', ...login }: NewLogin): Promise<Login> {
    const { accountId } = login
    const account =
      login.account ?? (await readAccount(world.store, accountId))?.entry.revision ?? 0
    return { accountId, ts: Math.floor(world.now() / 1000), by, account }
  }
}

function setSessionCookie(
  provider: Provider,
  { req, res, id }: { req: IncomingMessage; res: ServerResponse; id: string },
) {
  const { cookies } = provider.createContext(req, res)
  const ends = new Date(Date.now() + sessionSeconds * 1000)
  cookies.set(provider.cookieName('session'), id, {
    ...sessionCookie(provider.issuer),
    expires: ends,
  })
}

async function interactionOf(
  { ownApps }: Pick<ProviderWorld, 'ownApps'>,
  provider: Provider,
  { uid, prompt, session, params }: LibraryInteraction,
): Promise<Interaction | undefined> {
  const texts = textsOf(params)
  const client = await provider.Client.find(texts['client_id'] ?? '')
  if (!client) return undefined
  return {
    uid,
    prompt: prompt.name === 'consent' ? 'consent' : 'login',
    webId: session?.accountId,
    sid: session?.uid,
    app: {
      id: client.clientId,
      name: client.clientName,
      hasDocument: hasHost(client.clientId, provider.issuer) || ownApps.has(client.clientId),
      pages: { about: client.clientUri, privacy: client.policyUri, terms: client.tosUri },
    },
    redirectUri: texts['redirect_uri'] ?? '',
    params: texts,
    scopes: (texts['scope'] ?? '').split(' '),
    missing: missingOf(prompt.details),
  }
}

/** Who has a pod here can put any document there: that is not the word of this host. */
function hasHost(clientId: string, issuer: string): boolean {
  return /^https?:/.test(clientId) && URL.parse(clientId)?.origin !== new URL(issuer).origin
}
