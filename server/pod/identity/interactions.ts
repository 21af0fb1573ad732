// Signing in and consenting: the pages that the provider sends people to, and what they answer.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { errorsAsPages, formsOf, textIn } from './forms.ts'
import type { Interaction } from './interaction.ts'
import { consentPage } from './pages/consent.ts'
import { stylesheetPath } from './pages/frame.ts'
import { loginPage } from './pages/login.ts'
import type { LoginView } from './pages/login.ts'
import { pageHeaders } from './pages/page-headers.ts'
import { Refusal } from './pages/refusal.ts'
import { stylesheet } from './pages/stylesheet.ts'
import { wordsFor } from './pages/words/words.ts'
import type { OpenIdProvider } from './provider/provider.ts'
import type { Subject, Throttle } from './throttle.ts'

export interface InteractionsWorld {
  readonly provider: OpenIdProvider
  readonly throttle: Throttle
  readonly baseUrl: string
  readonly demo: boolean
  /** The WebID that signs in with this name and password, or undefined. */
  readonly webIdFor: (name: string, password: string) => Promise<string | undefined>
  /** Keeps what the person allows the app that asks. */
  readonly allow: (interaction: Interaction) => Promise<void>
}

export function interactionRoutes(world: InteractionsWorld): Router {
  const { provider, throttle, demo } = world
  const path = '/.oidc/interaction/:uid'
  const form = formsOf(world.baseUrl)
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
    const words = wordsOf(req, interaction)
    if (interaction.prompt === 'login') return sendLogin(res, { words, interaction, isDemo: demo })
    res
      .set(pageHeaders({ formTargets: [interaction.redirectUri] }))
      .type('html')
      .send(consentPage(interaction, words))
  }

  async function login(req: Request, res: Response) {
    const interaction = await interactionOf(req, res, 'login')
    const name = textIn(req, 'name').trim().toLowerCase()
    const subjects = subjectsOf(name, req)
    await throttle.attempt(subjects)
    const webId = await world.webIdFor(name, textIn(req, 'password'))
    if (webId === undefined) {
      const words = wordsOf(req, interaction)
      const message = words.login.wrong
      return sendLogin(res.status(403), { words, interaction, name, message, isDemo: demo })
    }
    await throttle.forgive(subjects)
    await provider.finish(req, res, { login: { accountId: webId } })
  }

  async function consent(req: Request, res: Response) {
    const interaction = await interactionOf(req, res, 'consent')
    if (textIn(req, 'decision') !== 'allow') return refuse(req, res)
    await world.allow(interaction)
    await provider.finish(req, res, { consent: {} })
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
    throw new Refusal('not-found', 'signInOver')
  }
}

function wordsOf(req: Request, { params }: Interaction) {
  return wordsFor(req, params['ui_locales'])
}

function sendLogin(res: Response, view: LoginView) {
  res
    .set(pageHeaders({ formTargets: [view.interaction.redirectUri] }))
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
