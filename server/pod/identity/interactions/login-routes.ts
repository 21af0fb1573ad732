// Signing in, within a sign-in that an app has begun: by password or by passkey.
import { Router } from 'express'
import type { NextFunction, Request, Response } from 'express'
import { Problem } from '../../../http/problem.ts'
import { loginBy } from '../accounts/accounts.ts'
import { addressOf } from '../forms/client-address.ts'
import {
  errorsInWords,
  formsOf,
  longestAnswer,
  scriptPostsOf,
  sendPage,
  textIn,
} from '../forms/forms.ts'
import type { Interaction } from './interaction.ts'
import { refusalText } from '../pages/error.ts'
import { loginPage } from '../pages/login.ts'
import { optionsToProve, provenLogin } from '../passkeys/ceremony.ts'
import type { CeremonyWorld } from '../passkeys/ceremony.ts'
import type { OpenIdProvider } from '../provider/provider.ts'
import { attemptsAt } from '../throttle.ts'
import type { Subject, Throttle } from '../throttle.ts'
import { waitingInteraction, wordsOf } from './waiting.ts'

export interface LoginWorld extends CeremonyWorld {
  readonly provider: OpenIdProvider
  readonly throttle: Throttle
  readonly demo: boolean
  /** Whether strangers may make accounts here. */
  readonly canSignUp: boolean
}

/** @param path Of the interaction, with its uid. */
export function loginRoutes(world: LoginWorld, path: string): Router {
  const { provider, throttle, baseUrl } = world
  const form = formsOf(baseUrl)
  return Router()
    .post(`${path}/login`, form, password, again)
    .post(`${path}/passkey/options`, scriptPostsOf(baseUrl), passkeyOptions, errorsInWords)
    .post(`${path}/passkey`, form, passkey, again)

  async function password(req: Request, res: Response) {
    const interaction = await waitingInteraction(provider, { req, res }, 'login')
    const name = textIn(req, 'name').trim().toLowerCase()
    const subjects = attemptsAt('sign-in', name, addressOf(req))
    const proven = await attempt(subjects, () => loginBy(world, name, textIn(req, 'password')))
    if (proven) return provider.finish(req, res, { login: proven })
    const message = wordsOf(req, interaction).login.wrong
    sendLogin(world, { req, res: res.status(403) }, { interaction, name, message })
  }

  async function passkeyOptions(req: Request, res: Response) {
    const { uid } = await waitingInteraction(provider, { req, res }, 'login')
    await throttle.attempt([['challenges', addressOf(req), 600]])
    res.set('Cache-Control', 'no-store').json(await optionsToProve(world, uid))
  }

  async function passkey(req: Request, res: Response) {
    const { uid } = await waitingInteraction(provider, { req, res }, 'login')
    const answer = textIn(req, 'answer', longestAnswer)
    const proven = await attempt([['address', addressOf(req), 200]], () =>
      provenLogin(world, uid, answer),
    )
    await provider.finish(req, res, { login: proven })
  }

  /** Attempts are counted before they are made; one that was rightful is taken back. */
  async function attempt<T>(subjects: readonly Subject[], prove: () => Promise<T>): Promise<T> {
    await throttle.attempt(subjects)
    const proven = await prove()
    if (proven !== undefined) await throttle.forgive(subjects)
    return proven
  }

  /** A refused form comes back with what was wrong; of a sign-in that is over there is no form. */
  async function again(error: unknown, req: Request, res: Response, next: NextFunction) {
    if (!(error instanceof Problem) || req.accepts(['json', 'html']) !== 'html') return next(error)
    const interaction = await provider.interaction(req, res)
    const isWaiting = interaction?.prompt === 'login' && interaction.uid === req.params['uid']
    if (!interaction || !isWaiting) return next(error)
    const message = refusalText(error, wordsOf(req, interaction))
    res.status(error.status).set(error.headers)
    sendLogin(world, { req, res }, { interaction, message })
  }
}

/** Sends the page on which a person signs in. */
export function sendLogin(
  { demo: isDemo, canSignUp }: Pick<LoginWorld, 'demo' | 'canSignUp'>,
  { req, res }: { readonly req: Request; readonly res: Response },
  view: { readonly interaction: Interaction; readonly name?: string; readonly message?: string },
): void {
  const { interaction } = view
  const words = wordsOf(req, interaction)
  const needs = { formTargets: [interaction.redirectUri], script: true }
  sendPage(res, loginPage({ ...view, words, isDemo, canSignUp }), needs)
}
