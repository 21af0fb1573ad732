// Signing in and consenting: the pages that the provider sends people to, and what they answer.
import express, { Router } from 'express'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { Problem } from '../../http/problem.ts'
import type { Interaction } from './interaction.ts'
import { pageHeaders } from './page-headers.ts'
import { consentPage, errorPage, loginPage, stylesheetPath } from './pages.ts'
import type { LoginView } from './pages.ts'
import type { OpenIdProvider } from './provider.ts'
import { stylesheet } from './stylesheet.ts'
import type { Subject, Throttle } from './throttle.ts'

export interface InteractionsWorld {
  readonly provider: OpenIdProvider
  readonly throttle: Throttle
  readonly baseUrl: string
  readonly demo: boolean
  /** The WebID that signs in with this name and password, or undefined. */
  readonly webIdFor: (name: string, password: string) => Promise<string | undefined>
  readonly rememberConsent: (interaction: Interaction, grantId: string) => Promise<void>
}

export function interactionRoutes(world: InteractionsWorld): Router {
  const { provider, throttle, demo } = world
  const path = '/.oidc/interaction/:uid'
  const form = [sameOrigin(world.baseUrl), express.urlencoded({ extended: false, limit: '8kb' })]
  const router = Router()
  router.get(stylesheetPath, (_req, res) => {
    res.set('Cache-Control', 'public, max-age=3600').type('css').send(stylesheet)
  })
  router.get(path, showPrompt)
  router.post(`${path}/login`, form, login)
  router.post(`${path}/consent`, form, consent)
  router.post(`${path}/cancel`, form, cancel)
  router.use('/.oidc/interaction', errorsAsPages)
  return router

  async function showPrompt(req: Request, res: Response) {
    const interaction = await interactionOf(req, res)
    if (interaction.prompt === 'login') return sendLogin(res, { interaction, isDemo: demo })
    res
      .set(pageHeaders([interaction.redirectUri]))
      .type('html')
      .send(consentPage(interaction))
  }

  async function login(req: Request, res: Response) {
    const interaction = await interactionOf(req, res, 'login')
    const name = textIn(req, 'name').trim().toLowerCase()
    const subjects = subjectsOf(name, req)
    await throttle.attempt(subjects)
    const webId = await world.webIdFor(name, textIn(req, 'password'))
    if (webId === undefined) {
      const message = 'Name and password do not go together.'
      return sendLogin(res.status(403), { interaction, name, message, isDemo: demo })
    }
    await throttle.forgive(subjects)
    await provider.finish(req, res, { login: { accountId: webId } })
  }

  async function consent(req: Request, res: Response) {
    const interaction = await interactionOf(req, res, 'consent')
    if (textIn(req, 'decision') !== 'allow') return refuse(req, res)
    const grantId = await provider.allow(interaction)
    await world.rememberConsent(interaction, grantId)
    await provider.finish(req, res, { consent: { grantId } })
  }

  async function cancel(req: Request, res: Response) {
    await interactionOf(req, res)
    await refuse(req, res)
  }

  function refuse(req: Request, res: Response) {
    const error_description = 'The person did not allow it'
    return provider.finish(req, res, { error: 'access_denied', error_description })
  }

  async function interactionOf(req: Request, res: Response, prompt?: Interaction['prompt']) {
    const interaction = await provider.interaction(req, res)
    const fits =
      interaction?.uid === req.params['uid'] &&
      (prompt ?? interaction?.prompt) === interaction?.prompt
    if (interaction && fits) return interaction
    throw new Problem('not-found', 'This sign-in is over, or was begun elsewhere')
  }
}

function sendLogin(res: Response, view: LoginView) {
  res
    .set(pageHeaders([view.interaction.redirectUri]))
    .type('html')
    .send(loginPage(view))
}

/**
 * Few attempts from one address at one account; more at an account from everywhere, so that a
 * stranger cannot easily lock a person out; more from an address, for many live behind one.
 */
function subjectsOf(name: string, req: Request): Subject[] {
  const address = req.ip ?? ''
  return [
    ['account and address', `${name} ${address}`, 5],
    ['account', name, 100],
    ['address', address, 200],
  ]
}

/**
 * Forms of other sites are refused. A client that says neither where a form comes from is no browser,
 * so nobody could have made it send one.
 */
function sameOrigin(baseUrl: string): RequestHandler {
  return (req, _res, next) => {
    const { origin = baseUrl, 'sec-fetch-site': site = 'same-origin' } = req.headers
    if (origin === baseUrl && site === 'same-origin') return next()
    throw new Problem('forbidden', 'This form was sent by another site')
  }
}

function textIn(req: Request, field: string): string {
  const body: unknown = req.body
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : ''
  return typeof value === 'string' ? value.slice(0, 1000) : ''
}

/** People see a page, programs a problem document. Express tells by the four parameters. */
const errorsAsPages: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof Problem) || req.accepts(['json', 'html']) !== 'html') return next(error)
  res.status(error.status).set({ ...pageHeaders(), ...error.headers })
  res.type('html').send(errorPage(error.message))
}
