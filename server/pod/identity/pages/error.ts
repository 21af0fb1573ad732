// The page for what did not work. Pure.
import type { Problem } from '../../../http/problem.ts'
import { alert, page } from './frame.ts'
import { html } from './html.ts'
import { Refusal } from './refusal.ts'
import type { Words } from './words/words.ts'

/** What a person reads of a refusal, in her language; what is no `Refusal` has one sentence for all. */
export function refusalText(problem: Problem, { refusals }: Words): string {
  if (problem instanceof Refusal) return refusals[problem.reason]
  if (problem.type !== 'too-many-requests') return refusals.other
  const seconds = Number(problem.headers['Retry-After'] ?? 60)
  return refusals.tooMany(Math.max(1, Math.ceil(seconds / 60)))
}

/** The page for a refusal: what it says, and what helps where it is about an app's sign-in. */
export function refusalPage(problem: Problem, words: Words): string {
  const isComplete = problem instanceof Refusal && problem.reason !== 'signInOver'
  const message = refusalText(problem, words)
  if (!isComplete) return errorPage(message, words)
  return page({ words, title: words.error.title, body: html`${alert(message)}` })
}

/** @param technical What the makers of an app can make something of, in English. */
export function errorPage(message: string, words: Words, technical?: string): string {
  return page({
    words,
    title: words.error.title,
    body: html`${alert(message)}
      <p>${words.error.help}</p>
      ${technical === undefined ? undefined : html`<p class="note" lang="en">${technical}</p>`}`,
  })
}
