// The settings of the OpenID provider: which parts of the protocol are on, and how long things last.
import type { Adapter, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { Keys } from '../keys.ts'
import { errorPage } from '../pages/error.ts'
import { loggedOutPage, logoutPage } from '../pages/logout.ts'
import { pageHeaders } from '../pages/page-headers.ts'
import { wordsFor } from '../pages/words/words.ts'
import type { Words } from '../pages/words/words.ts'

export interface SettingsWorld {
  /** With a trailing slash: 'https://pods.example/'. */
  readonly issuer: string
  readonly keys: Keys
  readonly adapter: (model: string) => Adapter
  /** Whether there is an account with this WebID. */
  readonly hasAccount: (webId: string) => Promise<boolean>
  /** The WebID that a client's own tokens are for. @throws when the client acts for nobody */
  readonly webIdOfClient: (clientId: string) => Promise<string>
  /** The id of what this person has allowed this app before, if anything. */
  readonly consentGiven: (webId: string, clientId: string) => Promise<string | undefined>
}

export const scopes = ['openid', 'profile', 'offline_access', 'webid']

const minute = 60
const day = 24 * 60 * minute

export function settings(world: SettingsWorld): Configuration {
  return {
    adapter: world.adapter,
    jwks: { keys: [...world.keys.signing] },
    ...protocol,
    ...accounts(world),
    cookies: cookies(world),
    features: features,
    routes,
    ttl,
    interactions: { url: (_ctx, { uid }) => `/.oidc/interaction/${uid}` },
    renderError(ctx, out) {
      if (ctx.accepts('json', 'html') === 'json') ctx.body = out
      else sendPage(ctx, requestErrorPage(out.error_description ?? out.error, wordsOf(ctx)))
    },
  }
}

const protocol: Configuration = {
  scopes,
  // Old clients list 'profile' when they register; nothing is behind it.
  claims: { openid: ['sub', 'azp'], webid: ['webid'], profile: [] },
  conformIdTokenClaims: false,
  responseTypes: ['code'],
  pkce: { required: () => true },
  clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
  // Client documents say nothing of this, and must not need a secret.
  clientDefaults: { token_endpoint_auth_method: 'none', id_token_signed_response_alg: 'ES256' },
  allowOmittingSingleRegisteredRedirectUri: false,
  rotateRefreshToken: true,
  clientBasedCORS: () => true,
  enabledJWA: {
    dPoPSigningAlgValues: ['ES256', 'RS256', 'PS256', 'Ed25519', 'EdDSA'],
    idTokenSigningAlgValues: ['ES256', 'RS256'],
  },
}

const features: Configuration['features'] = {
  devInteractions: { enabled: false },
  dPoP: { enabled: true },
  clientCredentials: { enabled: true },
  // Registrations are read and changed by nobody, so nobody gets a token for that.
  registration: { enabled: true, issueRegistrationAccessToken: false },
  revocation: {
    enabled: true,
    allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
  },
  pushedAuthorizationRequests: { enabled: false },
  userinfo: { enabled: false },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: (ctx, form) => {
      const after = ctx.oidc.session!.state?.['postLogoutRedirectUri']
      sendPage(ctx, logoutPage(form, wordsOf(ctx)), typeof after === 'string' ? [after] : [])
    },
    postLogoutSuccessSource: (ctx) => sendPage(ctx, loggedOutPage(wordsOf(ctx))),
  },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => 'urn:solid',
    useGrantedResource: () => true,
    // Whichever pod is meant: Solid's access tokens are for all of them.
    getResourceServerInfo: () => ({
      scope: scopes.join(' '),
      audience: 'solid',
      accessTokenFormat: 'jwt',
      accessTokenTTL: 10 * minute,
      jwt: { sign: { alg: 'ES256' } },
    }),
  },
}

const routes = {
  authorization: '/.oidc/auth',
  end_session: '/.oidc/session/end',
  jwks: '/.oidc/jwks',
  registration: '/.oidc/reg',
  revocation: '/.oidc/token/revocation',
  token: '/.oidc/token',
}

const ttl = {
  AccessToken: 10 * minute,
  AuthorizationCode: minute,
  ClientCredentials: 10 * minute,
  Grant: 180 * day,
  IdToken: 60 * minute,
  Interaction: 60 * minute,
  RefreshToken: 30 * day,
  Session: 14 * day,
}

/** Who is who: the account id of the library is the WebID, so that `sub` is it too. */
function accounts(world: SettingsWorld): Configuration {
  return {
    async findAccount(_ctx, webId) {
      if (!(await world.hasAccount(webId))) return undefined
      return { accountId: webId, claims: () => ({ sub: webId, webid: webId }) }
    },
    async extraTokenClaims(_ctx, token) {
      if (token.kind === 'AccessToken') return { webid: token.accountId }
      return { webid: await world.webIdOfClient(token.clientId!) }
    },
    async loadExistingGrant({ oidc }) {
      const { clientId } = oidc.client!
      const { accountId } = oidc.session!
      const grantId =
        oidc.result?.consent?.grantId ??
        oidc.session!.grantIdFor(clientId) ??
        (accountId && (await world.consentGiven(accountId, clientId)))
      const grant = grantId ? await oidc.provider.Grant.find(grantId) : undefined
      return grant?.accountId === accountId ? grant : undefined
    },
  }
}

function cookies({ issuer, keys }: SettingsWorld): Configuration['cookies'] {
  const common = { httpOnly: true, sameSite: 'lax', signed: true } as const
  const secure = issuer.startsWith('https:')
  return {
    keys: [...keys.cookies],
    long: { ...common, secure, path: '/.oidc' },
    short: { ...common, secure },
  }
}

/** What the library says of a request is for the makers of the app. */
function requestErrorPage(technical: string, words: Words): string {
  return errorPage(words.refusals.badApp, words, technical)
}

function wordsOf({ req, query }: KoaContextWithOIDC): Words {
  const { ui_locales: locales } = query
  return wordsFor(req, typeof locales === 'string' ? locales : undefined)
}

function sendPage(ctx: KoaContextWithOIDC, page: string, formTargets: readonly string[] = []) {
  ctx.set(pageHeaders({ formTargets }))
  ctx.type = 'html'
  ctx.body = page
}
