// A pod reduced to documents with ETags behind a fetch: for tests of what the SDK writes.
import { createHash } from 'node:crypto'
import type { Session } from '../../client/sdk/session.ts'

export interface MemoryPod {
  readonly session: Session
  /** Documents by address. */
  readonly documents: Map<string, string>
  /** 'PUT https://pod.example/a.ttl', oldest first. */
  readonly requests: string[]
  /** What to answer instead, or undefined to go on; it may change documents before. */
  interfere: (method: string, url: string) => Response | undefined
}

export function memoryPod(): MemoryPod {
  const documents = new Map<string, string>()
  const pod: MemoryPod = {
    documents,
    requests: [],
    interfere: () => undefined,
    session: {
      webId: 'https://pod.example/profile/card#me',
      issuer: 'https://pod.example/',
      fetch: async (input, init) => {
        const request = new Request(input, init)
        pod.requests.push(`${request.method} ${request.url}`)
        return pod.interfere(request.method, request.url) ?? answer(documents, request)
      },
    },
  }
  return pod
}

async function answer(documents: Map<string, string>, request: Request): Promise<Response> {
  const { url, method, headers } = request
  const present = documents.get(url)
  if (method !== 'PUT') return present === undefined ? problem(404) : turtle(present)
  const isFree = headers.get('if-none-match') !== '*' || present === undefined
  const expected = headers.get('if-match')
  const isFresh = expected === null || (present !== undefined && expected === etagOf(present))
  if (!isFree || !isFresh) return problem(412)
  documents.set(url, await request.text())
  return new Response(null, { status: present === undefined ? 201 : 204 })
}

function turtle(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/turtle', etag: etagOf(text) } })
}

function problem(status: number): Response {
  return new Response(null, { status })
}

function etagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('hex')}"`
}
