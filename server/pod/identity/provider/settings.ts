// The settings of the OpenID provider: which parts of the protocol are on, and how long things last.
import type { Adapter, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { Keys } from '../keys/key-times.ts'
import { errorPage } from '../pages/error.ts'
import { loggedOutPage, logoutPage } from '../pages/logout.ts'
import { pageHeaders } from '../pages/page-headers.ts'
import { wordsFor } from '../pages/words/words.ts'
import type { Words } from '../pages/words/words.ts'
import { accountSettings } from './accounts.ts'
import type { AccountsWorld } from './accounts.ts'

export interface SettingsWorld extends AccountsWorld {
  /** With a trailing slash: 'https://pods.example/'. */
  readonly issuer: string
  readonly keys: Keys
  readonly adapter: (model: string) => Adapter
  /** For the few documents of clients that the library reads itself. */
  readonly fetch: typeof globalThis.fetch
  /** Client id documents of this server's own apps, by their address. */
  readonly ownApps: ReadonlyMap<string, object>
}

export const scopes = ['openid', 'profile', 'offline_access', 'webid']

const minute = 60
const day = 24 * 60 * minute
/** How long a browser stays signed in after it was last used. */
export const sessionSeconds = 14 * day

export function settings(world: SettingsWorld): Configuration {
  return {
    adapter: world.adapter,
    jwks: { keys: [...world.keys.signing] },
    ...protocol,
    ...accountSettings(world),
    fetch: world.fetch,
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
  // Of what apps leave out when they register. Their method is then client_secret_basic (RFC 7591).
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
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
  Session: sessionSeconds,
}

/**
 * Where there is TLS, the names say so: such cookies cannot come from another host, nor from a page
 * without TLS. The two of a sign-in that is under way have paths of their own, so that several can be
 * under way at once; for names with __Host- they would need the same one.
 */
function cookies({ issuer, keys }: SettingsWorld): Configuration['cookies'] {
  const secure = issuer.startsWith('https:')
  const common = { httpOnly: true, sameSite: 'lax', signed: true, secure } as const
  const [host, scheme] = secure ? ['__Host-', '__Secure-'] : ['', '']
  return {
    keys: [...keys.cookies],
    names: {
      session: `${host}_session`,
      interaction: `${scheme}_interaction`,
      resume: `${scheme}_interaction_resume`,
    },
    long: sessionCookie(issuer),
    short: common,
  }
}

/** Sent to all our pages; the library reads it as well as `signIn` writes it. */
export function sessionCookie(issuer: string) {
  const secure = issuer.startsWith('https:')
  return { httpOnly: true, sameSite: 'lax', signed: true, secure, path: '/' } as const
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
