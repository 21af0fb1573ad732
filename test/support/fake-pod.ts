// A pod provider in memory for the SDK's own tests: documents, containers, access rules at addresses
// that nobody could guess, preconditions. It lets everybody do everything.
import { acp } from '../../vocab/generated/acp.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { Graph, parseTurtle, writeTurtle } from '../../shapes/graph.ts'
import { solid } from '../../vocab/generated/solid.ts'
import type { Answering } from './fake-web.ts'

export interface FakePod {
  readonly answer: Answering
  /** Turtle by path: '/alice/data/a.ttl'. */
  readonly documents: Map<string, string>
  /** The path of the access rules of a resource. */
  rulesOf(path: string): string
  /** Called before each request is answered; may change documents, or answer itself. */
  before: (request: Request) => Response | undefined
  /** Whether rules are said to be ACP. */
  isAcp: boolean
}

/** `root` is the path of the one storage: '/alice/'. */
export function createFakePod(origin: string, root: string): FakePod {
  const documents = new Map<string, string>()
  const pod: FakePod = { answer, documents, rulesOf, before: () => undefined, isAcp: false }
  return pod

  async function answer(request: Request): Promise<Response> {
    const special = pod.before(request)
    if (special) return special
    const path = new URL(request.url).pathname
    if (isStale(request, documents.get(path))) return new Response(null, { status: 412 })
    if (request.method === 'PUT') return put(path, await request.text())
    if (request.method === 'PATCH') return patch(path, await request.text())
    if (request.method === 'DELETE') return remove(path)
    return get(path, request.method)
  }

  function get(path: string, method: string): Response {
    const text = documents.get(path)
    const headers = new Headers({ link: linksOf(path), 'content-type': 'text/turtle' })
    if (text === undefined) return new Response(null, { status: 404, headers })
    headers.set('etag', etagOf(text))
    return new Response(method === 'HEAD' ? null : text, { headers })
  }

  function put(path: string, text: string): Response {
    documents.set(path, text)
    return new Response(null, { status: 204 })
  }

  /** N3 patches that name every triple, as the SDK makes them. */
  function patch(path: string, text: string): Response {
    const graph = new Graph(parseTurtle(documents.get(path) ?? '', origin + path))
    const deletes = clause(text, solid.deletes)
    if (![...deletes].every((each) => graph.has(each))) return new Response(null, { status: 409 })
    graph.removeQuads([...deletes])
    graph.addQuads([...clause(text, solid.inserts)])
    return put(path, writeTurtle(graph.getQuads(null, null, null, null)))
  }

  function remove(path: string): Response {
    return new Response(null, { status: documents.delete(path) ? 204 : 404 })
  }

  function linksOf(path: string): string {
    const links = [`<${rulesOf(path)}>; rel="acl"`]
    if (path === root) links.push(`<${pim.Storage}>; rel="type"`)
    const isRules = path.startsWith('/.rules/')
    if (isRules && pod.isAcp) links.push(`<${acp.AccessControlResource}>; rel="type"`)
    return links.join(', ')
  }
}

function rulesOf(path: string): string {
  return `/.rules/${encodeURIComponent(path)}`
}

function clause(patch: string, property: string): Graph {
  const [, triples = ''] = patch.split(`<${property}> {`)
  return parseTurtle(triples.split('}')[0] ?? '', 'https://unused.example/')
}

function isStale(request: Request, text: string | undefined): boolean {
  const match = request.headers.get('if-match')
  if (request.headers.get('if-none-match') === '*' && text !== undefined) return true
  return match !== null && (text === undefined || match !== etagOf(text))
}

function etagOf(text: string): string {
  let hash = 0
  for (const each of text) hash = (hash * 31 + each.charCodeAt(0)) >>> 0
  return `"${hash}"`
}
