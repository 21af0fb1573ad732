// What the provider sends people to, and what they answer: signing in, and letting an app in.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { errorsAsPages, formsOf, sendPage, textIn } from '../forms/forms.ts'
import type { Interaction } from './interaction.ts'
import { loginRoutes, sendLogin } from './login-routes.ts'
import type { LoginWorld } from './login-routes.ts'
import { consentView, isAllowedAlready } from './consent-view.ts'
import { consentPage } from '../pages/consent.ts'
import { stylesheetPath } from '../pages/frame.ts'
import { stylesheet } from '../pages/stylesheet.ts'
import { waitingInteraction, wordsOf } from './waiting.ts'

export interface InteractionsWorld extends LoginWorld {
  /** Keeps what the person allows the app that asks. */
  readonly allow: (interaction: Interaction) => Promise<void>
}

export function interactionRoutes(world: InteractionsWorld): Router {
  const { provider } = world
  const path = '/.oidc/interaction/:uid'
  const form = formsOf(world.baseUrl)
  const router = Router()
  router.get(stylesheetPath, (_req, res) => {
    res.set('Cache-Control', 'public, max-age=3600').type('css').send(stylesheet)
  })
  router.get(path, showPrompt)
  router.use(loginRoutes(world, path))
  router.post(`${path}/consent`, form, consent)
  router.post(`${path}/cancel`, form, cancel)
  router.use('/.oidc/interaction', errorsAsPages)
  return router

  async function showPrompt(req: Request, res: Response) {
    const interaction = await waitingInteraction(provider, { req, res })
    if (interaction.prompt === 'login') return sendLogin(world, { req, res }, { interaction })
    const formTargets = [interaction.redirectUri]
    const view = await consentView(world, interaction)
    if (isAllowedAlready(view)) return provider.finish(req, res, { consent: {} })
    sendPage(res, consentPage(view, wordsOf(req, interaction)), { formTargets })
  }

  async function consent(req: Request, res: Response) {
    const interaction = await waitingInteraction(provider, { req, res }, 'consent')
    if (textIn(req, 'decision') !== 'allow') return refuse(req, res)
    await world.allow(interaction)
    await provider.finish(req, res, { consent: {} })
  }

  async function cancel(req: Request, res: Response) {
    await waitingInteraction(provider, { req, res })
    await refuse(req, res)
  }

  function refuse(req: Request, res: Response) {
    const error_description = 'The person did not allow it'
    return provider.finish(req, res, { error: 'access_denied', error_description })
  }
}
