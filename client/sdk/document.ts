// RDF documents at any provider: read, write, change.
import { SyntaxProblem, parseTurtle, turtleType, writeTurtle } from '../../shapes/graph.ts'
import type { Graph, Quad } from '../../shapes/graph.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { request } from './request.ts'
import type { Fetch } from './request.ts'

export interface Document {
  /** Where it was found, after redirects. */
  readonly url: string
  readonly graph: Graph
  /** For the next write; undefined when the server gave none. */
  readonly etag: string | undefined
}

/** What must hold for a write: unchanged since read, not there yet, or nothing. */
export type WriteCondition =
  | { readonly etag: string | undefined }
  | { readonly create: true }
  | Readonly<Record<string, never>>

export interface Change {
  readonly inserts?: readonly Quad[]
  readonly deletes?: readonly Quad[]
}

/**
 * @throws RequestError when the server refuses; SyntaxProblem when what it sent is not Turtle
 */
export async function readDocument(fetch: Fetch, url: string): Promise<Document> {
  const response = await request(fetch, url, { headers: { accept: turtleType } })
  return documentIn(response, url)
}

/**
 * The document that an answer to a request for `url` carries.
 * @throws SyntaxProblem when it is not Turtle
 */
export async function documentIn(response: Response, url: string): Promise<Document> {
  const type = response.headers.get('content-type') ?? 'of no stated type'
  if (!type.startsWith(turtleType)) throw new SyntaxProblem(`${url} is ${type}, not ${turtleType}`)

  const base = (response.url || url).replace(/#.*/, '')
  const graph = parseTurtle(await response.text(), base)
  return { url: base, graph, etag: response.headers.get('etag') ?? undefined }
}

/**
 * Writes the whole document.
 * @throws RequestError precondition-failed (412) when the condition does not hold: read again, decide again
 */
export async function writeDocument(
  fetch: Fetch,
  url: string,
  quads: Iterable<Quad>,
  condition: WriteCondition = {},
): Promise<void> {
  const headers = { 'content-type': turtleType, ...conditionHeaders(condition) }
  await request(fetch, url, { method: 'PUT', headers, body: writeTurtle(quads) })
}

/**
 * Deletes and inserts triples in one step, without touching others. Triples must not have blank nodes.
 * @throws RequestError conflict (409) when a triple to delete is not there
 */
export async function changeDocument(fetch: Fetch, url: string, change: Change): Promise<void> {
  const body = n3Patch(change)
  await request(fetch, url, { method: 'PATCH', headers: { 'content-type': 'text/n3' }, body })
}

/** The headers that make a write conditional. Source: RFC 9110, section 13.1 */
export function conditionHeaders(condition: WriteCondition): Record<string, string> {
  if ('create' in condition) return { 'if-none-match': '*' }
  return 'etag' in condition && condition.etag ? { 'if-match': condition.etag } : {}
}

/** Source: https://solidproject.org/TR/protocol#n3-patch */
function n3Patch({ inserts = [], deletes = [] }: Change): string {
  const clauses = [
    ...(deletes.length > 0 ? [`<${solid.deletes}> { ${writeTurtle(deletes)} }`] : []),
    ...(inserts.length > 0 ? [`<${solid.inserts}> { ${writeTurtle(inserts)} }`] : []),
  ]
  return `<> a <${solid.InsertDeletePatch}>; ${clauses.join('; ')} .`
}
