// A web of fake servers behind one fetch: each origin is a function from request to answer.

export type Answering = (request: Request) => Response | Promise<Response>

export interface FakeWeb {
  readonly fetch: typeof globalThis.fetch
  /** Every request so far as 'METHOD URL', oldest first. */
  readonly requests: readonly string[]
}

/** The web of these origins ('https://pod.example'); any other address does not answer. */
export function createFakeWeb(servers: Readonly<Record<string, Answering>>): FakeWeb {
  const requests: string[] = []
  return { requests, fetch: fakeFetch }

  async function fakeFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, { ...init, ...(isStream(init) ? { duplex: 'half' } : {}) })
    const url = request.url.replace(/#.*/, '')
    requests.push(`${request.method} ${url}`)
    const answer = servers[new URL(url).origin]
    if (!answer) throw new TypeError('fetch failed')
    const response = await answer(request)
    Object.defineProperty(response, 'url', { value: url })
    return response
  }
}

function isStream(init: RequestInit | undefined): boolean {
  return init?.body instanceof ReadableStream
}

/** A problem document as our servers send it. */
export function problemResponse(type: string, status: number, detail: string): Response {
  const body = { type: `https://w3id.org/freehold/problems#${type}`, status, title: type, detail }
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}
