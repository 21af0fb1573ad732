// Forms of our pages: where they may come from, what is in them, and refusals that people can read.
import express from 'express'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { Problem } from '../../../http/problem.ts'
import { refusalPage, refusalText } from '../pages/error.ts'
import { pageHeaders } from '../pages/page-headers.ts'
import type { PageNeeds } from '../pages/page-headers.ts'
import { Refusal } from '../pages/refusal.ts'
import { wordsFor } from '../pages/words/words.ts'

/** What browsers make of a passkey is longer than what people type. */
export const longestAnswer = 12_000

/** What every route that takes a form begins with. */
export function formsOf(baseUrl: string): RequestHandler[] {
  return [
    sameOrigin(baseUrl),
    ofType('application/x-www-form-urlencoded'),
    express.urlencoded({ extended: false, limit: '16kb' }),
  ]
}

/** What every route begins with that takes JSON from the script of our pages. */
export function scriptPostsOf(baseUrl: string): RequestHandler[] {
  return [
    sameOrigin(baseUrl),
    ofType('application/json'),
    express.json({ limit: '32kb', strict: true }),
  ]
}

/** A field of a form, or of a JSON object: its text, '' when it is no text or not there. */
export function textIn(req: Request, field: string, longest = 1000): string {
  const body: unknown = req.body
  const isOwn = typeof body === 'object' && body !== null && Object.hasOwn(body, field)
  const value: unknown = isOwn ? Reflect.get(body, field) : ''
  return typeof value === 'string' ? value.slice(0, longest) : ''
}

/** A parameter of the address: its text, '' when it is not there or there twice. */
export function queryText(req: Request, name: string): string {
  const value = req.query[name]
  return typeof value === 'string' ? value : ''
}

/** Sends a page with the headers that allow what it needs, and nothing else. */
export function sendPage(res: Response, page: string, needs: PageNeeds = {}): void {
  res.set(pageHeaders(needs)).type('html').send(page)
}

/** The script of our pages shows what is refused: a problem document in the language of the page. */
export const errorsInWords: ErrorRequestHandler = (error, req, _res, next) => {
  if (!(error instanceof Problem)) return next(error)
  const { type, headers } = error
  next(new Problem(type, refusalText(error, wordsFor(req)), { headers, cause: error }))
}

/** A refused form comes back as a page, with what was typed and what was wrong with it. */
export function formAgain(
  draw: (req: Request, message: string) => Promise<string>,
): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (!(error instanceof Problem) || req.accepts(['json', 'html']) !== 'html') return next(error)
    const page = await draw(req, refusalText(error, wordsFor(req)))
    res.status(error.status).set(error.headers)
    sendPage(res, page, { script: true })
  }
}

/** People see a page, programs a problem document. Express tells by the four parameters. */
export const errorsAsPages: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof Problem) || req.accepts(['json', 'html']) !== 'html') return next(error)
  const words = wordsFor(req)
  res.status(error.status).set(error.headers)
  sendPage(res, refusalPage(error, words))
}

/**
 * Forms of other sites are refused. A client that says neither where a form comes from is no browser,
 * so nobody could have made it send one.
 */
function sameOrigin(baseUrl: string): RequestHandler {
  return (req, _res, next) => {
    const { origin = baseUrl, 'sec-fetch-site': site = 'same-origin' } = req.headers
    if (origin === baseUrl && site === 'same-origin') return next()
    throw new Refusal('forbidden', 'otherSite')
  }
}

/** Other sites can send some types without being asked first, so only the expected one is read. */
function ofType(type: string): RequestHandler {
  return (req, _res, next) => {
    if (req.is(type) === type) return next()
    throw new Problem('unsupported-media-type', `Send ${type}`)
  }
}
