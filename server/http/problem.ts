// Errors that a client may see, and the one place that writes them. Source: RFC 9457.
import type { ServerResponse } from 'node:http'
import { ldp } from '../../vocab/generated/ldp.ts'
import { problemBase, problems } from '../../vocab/generated/problems.ts'
import type { ProblemType } from '../../vocab/generated/problems.ts'
import { linkText } from './links.ts'

/** What a problem may carry beside its text. */
export interface ProblemExtra {
  /** Extension members of the document, such as the violations of a shape. */
  readonly members?: Readonly<Record<string, unknown>>
  /** Headers that the answer needs, such as Allow or WWW-Authenticate. */
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/** Thrown by shells, never by rules. `message` reaches the client: no secrets, no other agents. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly type: ProblemType
  readonly members: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(type: ProblemType, message: string, extra: ProblemExtra = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.type = type
    this.members = extra.members ?? {}
    this.headers = extra.headers ?? {}
  }

  get status(): number {
    return problems[this.type].status
  }
}

/** The statuses of requests that are well formed and allowed, but against a rule. */
const statusesOfRules = new Set([409, 413, 415, 422])

/** Writes a problem document. Headers set before (CORS, for one) stay; a body begun is cut off. */
export function sendProblem(res: ServerResponse, problem: Problem): void {
  if (res.headersSent) {
    res.destroy()
    return
  }
  const { status, title } = problems[problem.type]
  const type = problemBase + problem.type
  // What the log of this server calls the request, for those who ask its operator for help.
  const request = problem.type === 'internal' ? res.getHeader('X-Request-Id') : undefined
  const detail = problem.message
  const body = JSON.stringify({ ...problem.members, type, title, status, detail, request })
  res.statusCode = status
  for (const [name, value] of Object.entries(problem.headers)) res.setHeader(name, value)
  // Source: LDP §4.2.1.6
  if (statusesOfRules.has(status)) {
    res.appendHeader('Link', linkText({ target: type, rel: ldp.constrainedBy }))
  }
  res.setHeader('Content-Type', 'application/problem+json')
  res.setHeader('Content-Length', Buffer.byteLength(body))
  res.setHeader('Cache-Control', 'no-store')
  res.end(res.req.method === 'HEAD' ? undefined : body)
}

/** The problem to answer with: the error itself, or an internal one that tells nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem('internal', 'The server log has the details', { cause: error })
}
