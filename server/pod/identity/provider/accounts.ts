// Who signs in, and what tokens hang on: where the library asks, our records answer.
import { errors } from 'oidc-provider'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { Store } from '../../../store/store.ts'
import { hasAccount } from '../accounts/accounts.ts'
import { consentKey, grantFor, ownClientId } from '../sign-ins/consents.ts'
import { credentialsKey, credentialsOf } from '../programs/credentials.ts'
import { grantById } from '../sign-ins/grants.ts'
import { noteUse } from '../sign-ins/last-use.ts'
import { beginSession, sessionKey } from '../sign-ins/sessions.ts'
import type { SignInBy } from '../sign-ins/sessions.ts'
import { keepRegistration } from './clients.ts'

export interface AccountsWorld {
  readonly store: Store
  /** Milliseconds. */
  readonly now: () => number
}

/** What our login page says to the library, and the library hands back afterwards. */
export interface Login {
  readonly accountId: string
  /** When the person showed who she is, in seconds. */
  readonly ts: number
  readonly by: SignInBy
  /** The revision of her account before she did. */
  readonly account: number
}

type Token = Parameters<NonNullable<Configuration['extraTokenClaims']>>[1]

/** The account id of the library is the WebID, so that `sub` is it too. */
export function accountSettings(world: AccountsWorld): Configuration {
  return {
    async findAccount(ctx, webId, token) {
      if (!(await hasAccount(world.store, webId))) return undefined
      if (token === undefined) await beginSignIn(world, ctx)
      return { accountId: webId, claims: () => ({ sub: webId, webid: webId }) }
    },
    extraTokenClaims: (_ctx, token) => claimsOf(world, token),
    async loadExistingGrant({ oidc }) {
      const { clientId } = oidc.client!
      const { accountId: webId, uid: sid } = oidc.session!
      const known = oidc.session!.grantIdFor(clientId)
      const id = await grantFor(world, { webId: webId!, sid, clientId }, known)
      return id === undefined ? undefined : oidc.provider.Grant.find(id)
    },
  }
}

/** @throws LoginRequired when the login that was just made does not count any more */
async function beginSignIn(world: AccountsWorld, { oidc, req }: KoaContextWithOIDC) {
  // What `finish` in provider.ts said, and nobody else can have.
  const login = oidc.result?.login as Login | undefined
  const { accountId: webId, uid: id } = oidc.session ?? {}
  if (login === undefined || webId === undefined || id === undefined) return
  const { by, account } = login
  const userAgent = req.headers['user-agent']
  const counts = await beginSession(world, { id, webId, userAgent, by, account })
  if (!counts) throw new errors.LoginRequired('something has changed meanwhile: sign in again')
}

/**
 * The claims by which our own pods find out whether a token still holds (`still-holds.ts`): the
 * sign-in and the grant it came from; tokens of programs hang on their credentials.
 */
async function claimsOf({ store, now }: AccountsWorld, token: Token) {
  const clientId = token.clientId!
  if (token.kind !== 'AccessToken') return { webid: await webIdOfProgram(store, clientId, now()) }
  // Our own pages are no app: they have the cookie, and no use for tokens.
  if (clientId === ownClientId) throw new errors.UnauthorizedClient('there are no tokens for this')
  const grant = await grantById(store, token.grantId, now())
  if (!grant) throw new errors.InvalidGrant('what it came from has ended')
  const { webId, sid } = grant
  await noteUse(store, [sessionKey(webId, sid), consentKey(webId, clientId)], now())
  await keepRegistration(store, clientId, now())
  return { webid: webId, sid, grant_id: grant.id }
}

async function webIdOfProgram(store: Store, clientId: string, now: number): Promise<string> {
  const credentials = await credentialsOf(store, clientId)
  if (!credentials) throw new errors.UnauthorizedClient('the client acts for nobody')
  await noteUse(store, [credentialsKey(clientId)], now)
  return credentials.webId
}
