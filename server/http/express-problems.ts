// The last two handlers of every Express app: nothing found, and something thrown.
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { Problem, problemOf, sendProblem } from './problem.ts'

export const nothingHere: RequestHandler = (req, res) => {
  sendProblem(res, new Problem('not-found', `There is nothing at ${req.path}`))
}

/** Answers with a problem document; what is no Problem is a bug, and logged in full. */
export function problems(log: {
  error(fields: object, message: string): void
}): ErrorRequestHandler {
  // Express tells error handlers by their four parameters.
  return (error, req, res, _next) => {
    // The client went away in the middle: nobody is left to answer.
    if (req.destroyed && !req.complete) {
      res.destroy()
      return
    }
    const problem = isClientError(error) ? malformed(error) : problemOf(error)
    const request = res.getHeader('X-Request-Id')
    if (problem.type === 'internal') log.error({ err: error, request }, 'request failed')
    sendProblem(res, problem)
  }
}

/** Errors that Express and its parts raise for bad input carry a status of 4xx. */
function isClientError(error: unknown): error is { status: number } {
  const status = (error as { status?: unknown } | undefined)?.status
  return !(error instanceof Problem) && typeof status === 'number' && status >= 400 && status < 500
}

function malformed(error: unknown): Problem {
  return new Problem('bad-request', 'The address or the headers are malformed', { cause: error })
}
