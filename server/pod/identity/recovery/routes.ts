// The pages of recovery: a name and a code, or a link of the operator, for a new way in.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { webIdOf } from '../accounts/accounts.ts'
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
import { isName } from '../accounts/names.ts'
import { newWayIn } from '../accounts/new-way-in.ts'
import { findRecovery } from '../operator/links.ts'
import { codesPage, recoverPage } from '../pages/recover.ts'
import type { RecoverView } from '../pages/recover.ts'
import { Refusal } from '../pages/refusal.ts'
import { wordsFor } from '../pages/words/words.ts'
import { optionsToMake } from '../passkeys/ceremony.ts'
import type { CeremonyWorld } from '../passkeys/ceremony.ts'
import { handleFor } from '../passkeys/passkeys.ts'
import { together } from '../sign-ins/signed-in.ts'
import type { Change } from '../sign-ins/standing.ts'
import { attemptsAt } from '../throttle.ts'
import type { OpenIdProvider } from '../provider/provider.ts'
import type { Subject, Throttle } from '../throttle.ts'
import { codeUse, newCodes } from './codes.ts'
import { recover } from './recover.ts'

export interface RecoveryRoutesWorld extends CeremonyWorld {
  readonly throttle: Throttle
  readonly provider: Pick<OpenIdProvider, 'signIn'>
}

/** Who wants to recover, and what allows it, if anything does. */
interface Claim {
  readonly name: string
  readonly webId: string
  readonly allowed: () => Promise<Change | undefined>
  /** Told afterwards, when there are new ones. */
  readonly codes: readonly string[]
}

const path = '/.account/recover'

export function recoveryRoutes(world: RecoveryRoutesWorld): Router {
  const { throttle, baseUrl } = world
  const router = Router()
  router.get(path, showForm)
  router.post(path, formsOf(baseUrl), takeForm, formAgain(form))
  router.post(`${path}/options`, scriptPostsOf(baseUrl), options, errorsInWords)
  router.use(path, errorsAsPages)
  return router

  async function showForm(req: Request, res: Response) {
    const view = await viewOf(queryText(req, 'recovery'), queryText(req, 'continue'))
    sendPage(res, recoverPage({ ...view, words: wordsFor(req), withPassword: false }), {
      script: true,
    })
  }

  async function viewOf(
    recovery: string,
    next: string,
    name = '',
  ): Promise<Pick<RecoverView, 'recovery' | 'continueTo' | 'name'>> {
    const continuing = { recovery, continueTo: continueTo(next) }
    if (recovery === '') return { ...continuing, name }
    return { ...continuing, name: (await linkClaim(recovery)).name }
  }

  async function options(req: Request, res: Response) {
    await throttle.attempt([['challenges', addressOf(req), 600]])
    const { name, webId } = await claimOf(req)
    const person = { handle: handleFor(webId), name, displayName: name }
    res.set('Cache-Control', 'no-store').json(await optionsToMake(world, subjectOf(webId), person))
  }

  async function takeForm(req: Request, res: Response) {
    const subjects = subjectsOf(req)
    await throttle.attempt(subjects)
    const { name, webId, allowed, codes } = await claimOf(req)
    const wayIn = await newWayIn(world, req, { subject: subjectOf(webId), name })
    const account = await recover(world, webId, wayIn, allowed)
    await throttle.forgive(subjects)
    await world.provider.signIn(req, res, { accountId: webId, by: 'recovery', account })
    const next = continueTo(textIn(req, 'continue', 4000))
    if (codes.length === 0) return res.redirect(303, next)
    sendPage(res, codesPage(wordsFor(req), { name, codes, continueTo: next }))
  }

  async function form(req: Request, message: string) {
    const view = await viewOf(textIn(req, 'recovery'), textIn(req, 'continue', 4000), nameIn(req))
    const withPassword = textIn(req, 'password') !== ''
    return recoverPage({ ...view, words: wordsFor(req), message, withPassword })
  }

  async function claimOf(req: Request): Promise<Claim> {
    const recovery = textIn(req, 'recovery')
    if (recovery !== '') return linkClaim(recovery)
    const name = nameIn(req)
    // The look-up is made for impossible names too: the answer takes as long.
    const webId = webIdOf(baseUrl, isName(name) ? name : '-')
    const code = textIn(req, 'code')
    return { name, webId, allowed: () => codeUse(world.store, webId, code), codes: [] }
  }

  /** Whoever needs a link has no codes any more, or somebody else has them: there are new ones. */
  async function linkClaim(recovery: string): Promise<Claim> {
    const found = await findRecovery(world, recovery)
    if (!found) throw new Refusal('not-found', 'linkOver')
    const webId = found.subject
    const { codes, write } = newCodes(webId)
    const name = new URL(webId).pathname.split('/')[1]!
    return { name, webId, allowed, codes }

    async function allowed() {
      const still = await findRecovery(world, recovery)
      return still && together(still, { writes: [write], conditions: [] })
    }
  }
}

/** Nobody can guess a link, and who tries must not use up the attempts of those who have one. */
function subjectsOf(req: Request): Subject[] {
  const address = addressOf(req)
  if (textIn(req, 'recovery') !== '') return [['address', address, 200]]
  return attemptsAt('recovery', nameIn(req), address)
}

function nameIn(req: Request): string {
  return textIn(req, 'name').trim().toLowerCase()
}

function subjectOf(webId: string): string {
  return `recover ${webId}`
}
