// The door of the OpenID provider: what happens to a request before the protocol library sees it.
import type { IncomingMessage } from 'node:http'
import express, { Router } from 'express'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { Problem } from '../../../http/problem.ts'
import { withPlainHint } from './id-token.ts'
import { addressOf } from '../forms/client-address.ts'
import { errorsAsPages } from '../forms/forms.ts'
import type { KeyRing } from '../keys/keys.ts'
import type { OpenIdProvider } from './provider.ts'
import type { Throttle } from '../throttle.ts'

export interface ProviderRoutesWorld {
  readonly provider: OpenIdProvider
  readonly throttle: Throttle
  readonly keys: KeyRing
}

const endSession = '/.oidc/session/end'
const longestRegistration = 8_192

const discovery = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']

export function providerRoutes({ provider, throttle, keys }: ProviderRoutesWorld): Router {
  const router = Router()
  router.use((req, res, next) => (isProviders(req.path) ? anyOrigin(req, res, next) : next()))
  router.post('/.oidc/reg', async (req, _res, next) => {
    checkLength(req)
    await throttle.attempt([['registration', addressOf(req), 60]])
    next()
  })
  router.all('/.oidc/auth', begin, errorsAsPages)
  router.post(endSession, express.urlencoded({ extended: false, limit: '16kb' }), askAgain)
  // Without a mount path the library sees the whole address, and so writes whole addresses.
  router.use(async (req, res, next) => {
    if (!isProviders(req.path)) return next()
    req.url = await withPlainHint(req.url, await keys.current())
    await provider.handle(req, res)
  })
  return router

  /** Every sign-in that is begun is kept for an hour, and anybody can begin one. */
  async function begin(req: Request, _res: Response, next: NextFunction) {
    await throttle.attempt([['sign-ins begun', addressOf(req), 1000]])
    next()
  }
}

/**
 * A form of an app asks to sign out. Browsers send no cookies of ours with forms of other sites, so it
 * would reach nobody: asked once more by address, it does.
 */
const askAgain: RequestHandler = (req, res) => {
  const fields = Object.entries(Object(req.body) as object).filter(
    (each): each is [string, string] => typeof each[1] === 'string',
  )
  res.redirect(303, `${endSession}?${new URLSearchParams(fields)}`)
}

/** Registrations are kept, and anybody can send them. */
function checkLength({ headers }: IncomingMessage) {
  if (Number(headers['content-length'] ?? Infinity) <= longestRegistration) return
  const detail = `A registration takes at most ${longestRegistration} bytes, and says how many`
  throw new Problem('too-large', detail)
}

/** The pages that people answer belong to no protocol: other origins have no business there. */
function isProviders(path: string): boolean {
  if (path.startsWith('/.oidc/interaction')) return false
  return discovery.includes(path) || path.startsWith('/.oidc/')
}

/**
 * Apps everywhere may use the protocol from a browser. Cookies are never sent along, as credentials
 * are not allowed. The policy is for the few pages that the library makes itself.
 */
const anyOrigin: RequestHandler = (req, res, next) => {
  res.vary('Origin').set({
    'Access-Control-Allow-Origin': req.headers.origin ?? '*',
    'Access-Control-Expose-Headers': 'WWW-Authenticate, DPoP-Nonce, Retry-After',
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
  })
  if (req.method !== 'OPTIONS') return next()
  const asked = req.headers['access-control-request-headers']
  res.set({
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, OPTIONS',
    'Access-Control-Allow-Headers': asked ?? 'Authorization, Content-Type, DPoP',
    'Access-Control-Max-Age': '86400',
  })
  res.vary('Access-Control-Request-Headers').status(204).end()
}
