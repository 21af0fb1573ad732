// What happens to a form of the account page: who sends it, what it does, and the page after that.
import type { Request, Response } from 'express'
import { sendPage, textIn } from '../forms/forms.ts'
import { Refusal } from '../pages/refusal.ts'
import { wordsFor } from '../pages/words/words.ts'
import type { AccountWorld, Action } from './actions/action.ts'
import { setCookie, takeCookie } from '../forms/cookies.ts'
import { AccountFault } from './fault.ts'
import { accountPage } from './page.ts'
import type { Message, Telling } from './sections/parts.ts'
import { addressOfPlace, beginSignIn, placeOf } from './sign-in.ts'
import { readView } from './view.ts'
import { visitorOf } from './visitor.ts'
import type { Visitor } from './visitor.ts'
import { accountWords } from './words/words.ts'

export async function act(world: AccountWorld, action: Action, req: Request, res: Response) {
  const { section: to, needsProof } = action
  const visitor = await visitorOf(world, req, res)
  if (!visitor) return beginSignIn(world, res, { to, again: false })
  if (needsProof && !visitor.isRecent) return beginSignIn(world, res, { to, again: true })
  try {
    const words = accountWords(wordsFor(req))
    const outcome = await action.run({ world, visitor, req, words })
    if ('done' in outcome) {
      setCookie(world, res, 'account-notice', `${to}.${outcome.done}`)
      return res.redirect(303, addressOfPlace(to))
    }
    const once = { section: to, body: outcome.once }
    await showAccount(world, { req, res, visitor }, { once })
  } catch (error) {
    await tellFault(world, { req, res, visitor }, action, error)
  }
}

export interface Visited {
  readonly req: Request
  readonly res: Response
  readonly visitor: Visitor
}

/** Sends the account page, with what has just happened. */
export async function showAccount(
  world: AccountWorld,
  { req, res, visitor }: Visited,
  happened: Partial<Telling>,
): Promise<void> {
  const frame = wordsFor(req)
  const view = await readView(world, visitor)
  const page = accountPage(view, { frame, words: accountWords(frame), ...happened })
  sendPage(res, page, { script: visitor.isRecent })
}

/** What was done just before this page was asked for; told once. */
export function noticeFor(world: AccountWorld, req: Request, res: Response): Message | undefined {
  const [place, key = ''] = (takeCookie(world, req, res, 'account-notice') ?? '').split('.')
  const section = placeOf(place)
  const notices = new Map(Object.entries(accountWords(wordsFor(req)).done))
  const text = notices.get(key)
  return section && text !== undefined ? { section, kind: 'done', text } : undefined
}

/** The page once more, with the fault in its section. @throws what no person could be told there */
async function tellFault(world: AccountWorld, visited: Visited, action: Action, error: unknown) {
  const { req, res } = visited
  const isForPeople = req.accepts(['json', 'html']) === 'html'
  // Whose sign-in has just ended is shown nothing of the account any more.
  const isOver = error instanceof Refusal && error.reason === 'signInFirst'
  if (!isForPeople || isOver || !(error instanceof AccountFault || error instanceof Refusal))
    throw error
  const message: Message = { section: action.section, kind: 'fault', text: textOf(error, req) }
  res.status(error.status)
  await showAccount(world, visited, { message, typed: typedIn(req) })
}

function textOf(error: AccountFault | Refusal, req: Request): string {
  const frame = wordsFor(req)
  if (error instanceof Refusal) return frame.refusals[error.reason]
  return accountWords(frame).faults[error.reason]
}

/** Kept for correction: never secrets, and of a key only that there was one. */
function typedIn(req: Request): ReadonlyMap<string, string> {
  const names = ['kind', 'value', 'name', 'ends'].filter((name) => textIn(req, name) !== '')
  const typed = new Map(names.map((name) => [name, textIn(req, name)]))
  return textIn(req, 'jwk') === '' ? typed : typed.set('jwk', '')
}
