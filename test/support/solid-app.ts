// An app that signs people in, made of the plain protocol library.
import * as oauth from 'oauth4webapi'
import type { Browser, Landing } from './browser.ts'

export const appAddress = 'http://localhost:9/back'
const insecure = { [oauth.allowInsecureRequests]: true }

export type SolidApp = Awaited<ReturnType<typeof openSolidApp>>

/** @param client Metadata to register with, or the id of a client that needs no registration. */
export async function openSolidApp(issuer: string, client: string | Record<string, unknown> = {}) {
  const server = await discover(issuer)
  const clientId = typeof client === 'string' ? client : (await register(issuer, client)).client_id
  const app: oauth.Client = { client_id: clientId }
  const verifier = oauth.generateRandomCodeVerifier()
  const keys = await oauth.generateKeyPair('ES256')
  const dpop = oauth.DPoP(app, keys)
  const state = oauth.generateRandomState()
  return { clientId, server, state, loginUrl, redeem, refresh, ask }

  /** The address to send the browser to; a parameter that is `undefined` is left out. */
  async function loginUrl(change: Record<string, string | undefined> = {}): Promise<string> {
    const parameters = {
      client_id: clientId,
      redirect_uri: appAddress,
      response_type: 'code',
      scope: 'openid webid offline_access',
      prompt: 'consent',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...change,
    }
    const given = Object.entries(parameters).filter((each): each is [string, string] => {
      return each[1] !== undefined
    })
    return `${server.authorization_endpoint}?${new URLSearchParams(given)}`
  }

  /** Exchanges the code in the address that the browser came back to; checks `iss` and `state`. */
  async function redeem(back: string, withProof = true) {
    const parameters = oauth.validateAuthResponse(server, app, new URL(back), state)
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      app,
      oauth.None(),
      parameters,
      appAddress,
      verifier,
      withProof ? { DPoP: dpop, ...insecure } : insecure,
    )
    return oauth.processAuthorizationCodeResponse(server, app, response)
  }

  async function refresh(token: string, key = dpop) {
    const options = { DPoP: key, ...insecure }
    const response = await oauth.refreshTokenGrantRequest(server, app, oauth.None(), token, options)
    return oauth.processRefreshTokenResponse(server, app, response)
  }

  /** A GET with this token, whatever it is, and a proof by the key of the app. */
  async function ask(url: string, token: string, fetch = globalThis.fetch): Promise<Response> {
    const over = (target: string, init: object) => fetch(target, init)
    const options = { DPoP: dpop, ...insecure, [oauth.customFetch]: over }
    const sent = oauth.protectedResourceRequest(
      token,
      'GET',
      new URL(url),
      undefined,
      null,
      options,
    )
    return sent.catch((error: unknown) => {
      if (error instanceof oauth.WWWAuthenticateChallengeError) return error.response
      throw error
    })
  }
}

export async function discover(issuer: string): Promise<oauth.AuthorizationServer> {
  const response = await oauth.discoveryRequest(new URL(issuer), insecure)
  return oauth.processDiscoveryResponse(new URL(issuer), response)
}

export async function register(issuer: string, metadata: Record<string, unknown>) {
  const server = await discover(issuer)
  const response = await oauth.dynamicClientRegistrationRequest(
    server,
    {
      client_name: 'Test app',
      redirect_uris: [appAddress],
      grant_types: ['authorization_code', 'refresh_token'],
      scope: 'openid webid offline_access',
      token_endpoint_auth_method: 'none',
      ...metadata,
    },
    insecure,
  )
  return oauth.processDynamicClientRegistrationResponse(response)
}

/** Signs a person in and lets the app in; the result is where the browser ends. */
export async function signIn(browser: Browser, app: SolidApp, name: string): Promise<Landing> {
  const login = await browser.visit(await app.loginUrl())
  const consent = await browser.submit(login, '/login', { name, password: `${name}'s password` })
  return browser.submit(consent, '/consent', { decision: 'allow' })
}
