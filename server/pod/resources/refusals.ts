// Refusals that several operations share, each with words that help.
import type { IncomingMessage } from 'node:http'
import { SyntaxProblem } from '../../../shapes/graph.ts'
import { InvalidPatch } from '../../rdf/patch.ts'
import { UnsupportedRdf } from '../../rdf/unsupported.ts'
import { checkWrite } from '../../http/preconditions.ts'
import type { Current } from '../../http/preconditions.ts'
import { Problem } from '../../http/problem.ts'
import type { Ask } from './ask.ts'
import { creationHeaders, methodsOf, patchTypes } from './methods.ts'

/** Clients look at the headers to learn how to make what they did not find. */
export function absenceProblem({ id }: Pick<Ask, 'id'>): Problem {
  const headers = creationHeaders(id)
  return new Problem('not-found', 'There is nothing here that you may read', { headers })
}

export function negotiationProblem(type: string): Problem {
  return new Problem('not-acceptable', `It is offered as ${type}, RDF also as Turtle and JSON-LD`)
}

export function methodProblem({ id, method }: Pick<Ask, 'id' | 'method'>): Problem {
  const methods = methodsOf(id).join(', ')
  return new Problem('method-not-allowed', `${method} is not possible here; ${methods} are`, {
    headers: { Allow: methods },
  })
}

export function patchTypeProblem(): Problem {
  const types = patchTypes.join(', ')
  return new Problem('unsupported-media-type', `Patches are taken as ${types}, on RDF`, {
    headers: { 'Accept-Patch': types },
  })
}

/**
 * Pods share an origin with our own pages, which may load scripts from it: not those of people.
 * @throws Problem forbidden for a request of a browser that would run what it gets
 */
export function refuseScripts({ headers }: Pick<IncomingMessage, 'headers'>): void {
  const purpose = [headers['sec-fetch-dest'] ?? []].flat().join()
  const isOurPage = headers['sec-fetch-site'] === 'same-origin' && scriptPurposes.has(purpose)
  if (!isOurPage && headers['service-worker'] === undefined) return
  throw new Problem('forbidden', 'What is in a pod is not served as a script')
}

const scriptPurposes = new Set(
  'script worker sharedworker serviceworker audioworklet paintworklet embed object xslt'.split(' '),
)

/** @throws Problem precondition-failed when the conditional headers of a write do not hold */
export function requirePreconditions({ req }: Ask, current: Current | undefined): void {
  if (checkWrite(req.headers, current) === 'go-on') return
  const detail = current ? 'It has another ETag or date now' : 'There is nothing here yet'
  throw new Problem('precondition-failed', detail)
}

/** Runs something that reads RDF from a client. @throws Problem bad-syntax or unprocessable */
export async function readingRdf<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof SyntaxProblem) throw problemFor('bad-syntax', error)
    if (error instanceof UnsupportedRdf) throw problemFor('unprocessable', error)
    if (error instanceof InvalidPatch) throw problemFor('unprocessable', error)
    throw error
  }
}

function problemFor(type: 'bad-syntax' | 'unprocessable', error: Error): Problem {
  // A parser may quote what it met, however long.
  return new Problem(type, error.message.slice(0, 300), { cause: error })
}
