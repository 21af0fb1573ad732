// The pages of sign-up: a name, a way in, and the recovery codes, told once.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { webIdOf } from '../accounts/accounts.ts'
import type { AccountsWorld } from '../accounts/accounts.ts'
import { addressOf } from '../forms/client-address.ts'
import { continueTo } from '../forms/continue-to.ts'
import {
  errorsAsPages,
  errorsInWords,
  formAgain,
  formsOf,
  queryText,
  scriptPostsOf,
  sendPage,
  textIn,
} from '../forms/forms.ts'
import { newWayIn } from '../accounts/new-way-in.ts'
import { codesPage } from '../pages/recover.ts'
import { noSignUpPage, signUpPage } from '../pages/sign-up.ts'
import { wordsFor } from '../pages/words/words.ts'
import { optionsToMake } from '../passkeys/ceremony.ts'
import { handleFor } from '../passkeys/passkeys.ts'
import type { OpenIdProvider } from '../provider/provider.ts'
import type { Throttle } from '../throttle.ts'
import { admission, checkApplicant, checkName } from './applicant.ts'
import type { Applicant, SignUpPolicy } from './applicant.ts'
import { signUp } from './sign-up.ts'

export interface SignUpRoutesWorld extends AccountsWorld {
  readonly signUp: SignUpPolicy
  readonly throttle: Throttle
  readonly provider: Pick<OpenIdProvider, 'signIn'>
}

const path = '/.account/new'

export function signUpRoutes(world: SignUpRoutesWorld): Router {
  const { throttle, baseUrl } = world
  const router = Router()
  router.get(path, showForm)
  router.post(path, formsOf(baseUrl), takeForm, formAgain(form))
  router.post(`${path}/options`, scriptPostsOf(baseUrl), options, errorsInWords)
  router.post(`${path}/check`, scriptPostsOf(baseUrl), check, errorsInWords)
  router.use(path, errorsAsPages)
  return router

  async function showForm(req: Request, res: Response) {
    const words = wordsFor(req)
    const invitation = queryText(req, 'invitation')
    if (world.signUp === 'invite' && invitation === '') {
      return sendPage(res, noSignUpPage(words, words.signUp.invited))
    }
    await admission(world, invitation)
    const view = { words, baseUrl, name: '', displayName: '', withPassword: false, invitation }
    const next = continueTo(queryText(req, 'continue'))
    sendPage(res, signUpPage({ ...view, continueTo: next }), { script: true })
  }

  async function check(req: Request, res: Response) {
    await throttle.attempt([['names', addressOf(req), 300]])
    await checkName(world, applicantIn(req).name)
    res.status(204).end()
  }

  async function options(req: Request, res: Response) {
    await throttle.attempt([['challenges', addressOf(req), 600]])
    await admission(world, textIn(req, 'invitation'))
    const applicant = applicantIn(req)
    await checkApplicant(world, applicant)
    const { name, displayName } = applicant
    const handle = handleFor(webIdOf(baseUrl, name))
    const person = { handle, name, displayName: displayName || name }
    res.set('Cache-Control', 'no-store').json(await optionsToMake(world, subjectOf(name), person))
  }

  async function takeForm(req: Request, res: Response) {
    await throttle.attempt([['sign-up', addressOf(req), 30]])
    const applicant = applicantIn(req)
    const { name } = applicant
    const admitted = await admission(world, textIn(req, 'invitation'))
    await checkApplicant(world, applicant)
    const wayIn = await newWayIn(world, req, { subject: subjectOf(name), name })
    const { webId, codes } = await signUp(world, applicant, wayIn, admitted)
    await world.provider.signIn(req, res, { accountId: webId, by: wayIn.by })
    const next = continueTo(textIn(req, 'continue', 4000))
    sendPage(res.status(201), codesPage(wordsFor(req), { name, codes, continueTo: next }))
  }

  function form(req: Request, message: string): Promise<string> {
    const view = {
      ...applicantIn(req),
      words: wordsFor(req),
      baseUrl,
      message,
      withPassword: textIn(req, 'password') !== '',
      invitation: textIn(req, 'invitation'),
      continueTo: continueTo(textIn(req, 'continue', 4000)),
    }
    return Promise.resolve(signUpPage(view))
  }
}

function applicantIn(req: Request): Applicant {
  const name = textIn(req, 'name').trim().toLowerCase()
  return { name, displayName: textIn(req, 'displayName').trim() }
}

function subjectOf(name: string): string {
  return `sign up ${name}`
}
