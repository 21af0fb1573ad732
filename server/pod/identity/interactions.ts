// Signing in and consenting: the pages that the provider sends people to, and what they answer.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { loginBy } from './accounts.ts'
import { consentView } from './consent-view.ts'
import {
  errorsAsPages,
  errorsInWords,
  formsOf,
  longestAnswer,
  scriptPostsOf,
  sendPage,
  textIn,
} from './forms.ts'
import type { Interaction } from './interaction.ts'
import { consentPage } from './pages/consent.ts'
import { stylesheetPath } from './pages/frame.ts'
import { loginPage } from './pages/login.ts'
import type { LoginView } from './pages/login.ts'
import { Refusal } from './pages/refusal.ts'
import { stylesheet } from './pages/stylesheet.ts'
import { wordsFor } from './pages/words/words.ts'
import { optionsToProve, provenWebId } from './passkeys/ceremony.ts'
import type { CeremonyWorld } from './passkeys/ceremony.ts'
import type { NewLogin, OpenIdProvider } from './provider/provider.ts'
import { attemptsAt } from './throttle.ts'
import type { Subject, Throttle } from './throttle.ts'

export interface InteractionsWorld extends CeremonyWorld {
  readonly provider: OpenIdProvider
  readonly throttle: Throttle
  readonly demo: boolean
  /** Whether strangers may make accounts here. */
  readonly canSignUp: boolean
  /** Keeps what the person allows the app that asks. */
  readonly allow: (interaction: Interaction) => Promise<void>
}

export function interactionRoutes(world: InteractionsWorld): Router {
  const { provider, throttle, demo: isDemo, canSignUp } = world
  const path = '/.oidc/interaction/:uid'
  const form = formsOf(world.baseUrl)
  const script = scriptPostsOf(world.baseUrl)
  const router = Router()
  router.get(stylesheetPath, (_req, res) => {
    res.set('Cache-Control', 'public, max-age=3600').type('css').send(stylesheet)
  })
  router.get(path, showPrompt)
  router.post(`${path}/login`, form, login)
  router.post(`${path}/passkey/options`, script, passkeyOptions, errorsInWords)
  router.post(`${path}/passkey`, form, passkey)
  router.post(`${path}/consent`, form, consent)
  router.post(`${path}/cancel`, form, cancel)
  router.use('/.oidc/interaction', errorsAsPages)
  return router

  async function showPrompt(req: Request, res: Response) {
    const interaction = await interactionOf(req, res)
    if (interaction.prompt === 'login') return sendLogin(req, res, { interaction })
    const formTargets = [interaction.redirectUri]
    const view = await consentView(world, interaction)
    sendPage(res, consentPage(view, wordsOf(req, interaction)), { formTargets })
  }

  async function login(req: Request, res: Response) {
    const interaction = await interactionOf(req, res, 'login')
    const name = textIn(req, 'name').trim().toLowerCase()
    const subjects = attemptsAt('sign-in', name, req.ip ?? '')
    const proven = await attempt(subjects, () => loginBy(world, name, textIn(req, 'password')))
    if (proven) return provider.finish(req, res, { login: proven })
    const message = wordsOf(req, interaction).login.wrong
    sendLogin(req, res.status(403), { interaction, name, message })
  }

  async function passkeyOptions(req: Request, res: Response) {
    const { uid } = await interactionOf(req, res, 'login')
    await throttle.attempt([['challenges', req.ip ?? '', 600]])
    res.set('Cache-Control', 'no-store').json(await optionsToProve(world, uid))
  }

  async function passkey(req: Request, res: Response) {
    const { uid } = await interactionOf(req, res, 'login')
    const answer = textIn(req, 'answer', longestAnswer)
    const proven = await attempt([['address', req.ip ?? '', 200]], async (): Promise<NewLogin> => {
      return { accountId: await provenWebId(world, uid, answer), by: 'passkey' }
    })
    await provider.finish(req, res, { login: proven })
  }

  /** Attempts are counted before they are made; one that was rightful is taken back. */
  async function attempt<T>(subjects: readonly Subject[], prove: () => Promise<T>): Promise<T> {
    await throttle.attempt(subjects)
    const proven = await prove()
    if (proven !== undefined) await throttle.forgive(subjects)
    return proven
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

  function sendLogin(
    req: Request,
    res: Response,
    view: Pick<LoginView, 'interaction' | 'name' | 'message'>,
  ) {
    const { interaction } = view
    const words = wordsOf(req, interaction)
    const needs = { formTargets: [interaction.redirectUri], script: true }
    sendPage(res, loginPage({ ...view, words, isDemo, canSignUp }), needs)
  }
}

function wordsOf(req: Request, { params }: Interaction) {
  return wordsFor(req, params['ui_locales'])
}
