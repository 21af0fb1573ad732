// Reads what comes in: a request document, a person's decision, a reason.
import type { IncomingMessage } from 'node:http'
import { readBody, readJson } from '../http/bodies.ts'
import { Problem } from '../http/problem.ts'
import { essenceOf, isRdfType, parseRdf } from '../rdf/rdf.ts'
import type { RdfType } from '../rdf/rdf.ts'
import { UnsupportedRdf } from '../rdf/unsupported.ts'
import { accessRequest, accessRequestsIn } from '../../shapes/access-request.ts'
import type { AccessRequest } from '../../shapes/access-request.ts'
import { Graph, SyntaxProblem, writeTurtle } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import { validate } from '../../shapes/validate.ts'

export interface Intake {
  readonly request: AccessRequest
  /** The whole document as Turtle. */
  readonly original: string
}

export interface Wish {
  readonly resources: readonly string[]
  /** Milliseconds since 1970; undefined: as long as was asked for. */
  readonly until: number | undefined
}

const largestRequest = 65_536
// Checking the form takes time that grows with the square of the triples, and holds up everybody.
const mostTriples = 250
const mostResources = 100
const longestReason = 2_000

/**
 * The access request in a body, whose relative IRIs are resolved against `base`.
 * @throws Problem content-type-required, unsupported-media-type, too-large, bad-syntax,
 *   unprocessable, or shape-violation with the `violations`
 */
export async function readRequest(
  req: IncomingMessage,
  base: string,
  language: 'en' | 'fr',
): Promise<Intake> {
  const type = rdfTypeOf(req)
  const text = (await readBody(req, largestRequest)).toString()
  const quads = (await parse(type, text, base)).filter(
    ({ graph }) => graph.termType === 'DefaultGraph',
  )
  if (quads.length > mostTriples) {
    throw violation(`A request takes at most ${mostTriples} triples`)
  }
  const graph = new Graph(quads)
  const id = idIn(graph, base)
  const violations = await validate(graph, 'access-request', language)
  if (violations.length > 0) {
    const listed = violations.map(({ path, message, value }) => ({ path, message, value }))
    throw new Problem('shape-violation', violations[0]!.message, {
      members: { violations: listed },
    })
  }
  return { request: accessRequest(graph, id), original: writeTurtle(quads) }
}

/** @throws Problem unsupported-media-type, too-large, bad-syntax, bad-request or unprocessable */
export async function readWish(req: IncomingMessage): Promise<Wish> {
  const { resources, until } = await readJson(req)
  if (!isListOfText(resources) || resources.length === 0) {
    throw new Problem('bad-request', 'Name the resources: {"resources": ["https://…"]}')
  }
  if (resources.length > mostResources) {
    throw new Problem('unprocessable', `A grant covers at most ${mostResources} resources`)
  }
  return { resources: [...new Set(resources)], until: momentOf(until) }
}

/** The reason in an optional JSON body. @throws Problem as readJson, or bad-request */
export async function readReason(req: IncomingMessage): Promise<string | undefined> {
  if (req.headers['content-type'] === undefined) return undefined
  const { reason } = await readJson(req)
  if (reason === undefined) return undefined
  if (typeof reason !== 'string' || reason.length > longestReason) {
    throw new Problem('bad-request', `The reason is a text of at most ${longestReason} characters`)
  }
  return reason
}

function rdfTypeOf(req: IncomingMessage): RdfType {
  const header = req.headers['content-type']
  if (header === undefined) {
    throw new Problem('content-type-required', 'Send text/turtle or application/ld+json')
  }
  const type = essenceOf(header)
  if (isRdfType(type)) return type
  throw new Problem('unsupported-media-type', 'Send text/turtle or application/ld+json')
}

async function parse(type: RdfType, text: string, base: string): Promise<Quad[]> {
  try {
    return await parseRdf(type, text, base)
  } catch (error) {
    if (error instanceof SyntaxProblem) {
      throw new Problem('bad-syntax', error.message, { cause: error })
    }
    if (error instanceof UnsupportedRdf) {
      throw new Problem('unprocessable', error.message, { cause: error })
    }
    throw error
  }
}

/** The one request that a document is about; its IRI is the firm's own, not made from our base. */
function idIn(graph: Graph, base: string): string {
  const [id, ...others] = accessRequestsIn(graph)
  if (id === undefined || others.length > 0) {
    throw violation('The document describes exactly one fh:AccessRequest, named by an IRI')
  }
  if (id.startsWith(base)) {
    throw violation('Name the request by its full address in your own pod')
  }
  return id
}

function violation(message: string): Problem {
  const violations = [{ path: '', message }]
  return new Problem('shape-violation', message, { members: { violations } })
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function momentOf(until: unknown): number | undefined {
  if (until === undefined || until === null) return undefined
  const isMoment =
    typeof until === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(until)
  const time = isMoment ? Date.parse(until) : Number.NaN
  if (Number.isNaN(time)) {
    throw new Problem('bad-request', 'Write until as "2026-03-03T00:00:00Z"')
  }
  return time
}
