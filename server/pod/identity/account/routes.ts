// The account page over HTTP: looking at it, the forms on it, and signing in to it.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { errorsAsPages, formsOf, sendPage } from '../forms/forms.ts'
import { wordsFor } from '../pages/words/words.ts'
import { leaveSession } from '../sign-ins/sessions.ts'
import { act, noticeFor, showAccount } from './act.ts'
import { accessActions } from './actions/access.ts'
import type { AccountWorld } from './actions/action.ts'
import { identityActions } from './actions/identity.ts'
import { programActions } from './actions/programs.ts'
import { wayInActions } from './actions/ways-in.ts'
import { setCookie } from '../forms/cookies.ts'
import { signedOutPage } from './page.ts'
import { addressOfPlace, beginSignIn, endSignIn, placeOf } from './sign-in.ts'
import { visitorOf } from './visitor.ts'

export type { AccountWorld } from './actions/action.ts'

const actions = [...accessActions, ...wayInActions, ...programActions, ...identityActions]

export function accountPageRoutes(world: AccountWorld): Router {
  // Without a slash at the end it is the operator's address, but for people who type it.
  const router = Router({ strict: true })
  const form = formsOf(world.baseUrl)
  router.get('/.account', (req, res, next) => {
    if (req.accepts(['json', 'html']) === 'html') res.redirect(303, '/.account/')
    else next()
  })
  router.get('/.account/', look)
  router.get('/.account/again', (req, res) => {
    beginSignIn(world, res, { to: placeOf(req.query['to']), again: true })
  })
  router.get('/.account/back', comeBack)
  router.get('/.account/signed-out', (req, res) => sendPage(res, signedOutPage(wordsFor(req))))
  router.post('/.account/sign-out', form, signOut)
  for (const action of actions) {
    const path: string = `/.account/${action.path}`
    router.get(path, (_req, res) => res.redirect(303, addressOfPlace(action.section)))
    router.post(path, form, (req: Request, res: Response) => act(world, action, req, res))
  }
  router.use(errorsAsPages)
  return router

  async function look(req: Request, res: Response) {
    const visitor = await visitorOf(world, req, res)
    if (!visitor) return beginSignIn(world, res, { to: undefined, again: false })
    await showAccount(world, { req, res, visitor }, { message: noticeFor(world, req, res) })
  }

  async function comeBack(req: Request, res: Response) {
    const { to, isConfirmed } = endSignIn(world, req, res)
    const visitor = await visitorOf(world, req, res)
    if (!visitor) {
      const why = isConfirmed ? 'noCookies' : 'failed'
      return sendPage(res.status(isConfirmed ? 400 : 403), signedOutPage(wordsFor(req), why))
    }
    if (!isConfirmed && to) setCookie(world, res, 'account-notice', `${to}.notConfirmed`)
    res.redirect(303, addressOfPlace(to))
  }

  async function signOut(req: Request, res: Response) {
    const visitor = await visitorOf(world, req, res)
    if (visitor) await leaveSession(world.store, visitor.webId, visitor.sessionId)
    res.redirect(303, '/.account/signed-out')
  }
}
