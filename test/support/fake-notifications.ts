// A provider that tells of changes to one resource, its sockets, and a clock that only moves when told.
import { expect } from 'vitest'
import type { Socket } from '../../client/sdk/watch.ts'

export const topic = 'https://pod.example/a.ttl'

export interface FakeSocket extends Socket {
  readonly isClosed: boolean
  say(message: string): void
}

const type = 'http://www.w3.org/ns/solid/notifications#'
const service = 'https://pod.example/subscriptions'
const bodies = {
  compact: JSON.stringify({
    id: 'https://pod.example/',
    subscription: [{ id: service, channelType: 'WebSocketChannel2023', feature: ['state'] }],
  }),
  expanded: JSON.stringify([
    { '@id': 'https://pod.example/', [`${type}subscription`]: [{ '@id': service }] },
    {
      '@id': service,
      [`${type}channelType`]: [{ '@id': `${type}WebSocketChannel2023` }],
      [`${type}feature`]: [{ '@id': `${type}state` }],
    },
  ]),
  turtle: `<${service}> <${type}channelType> <${type}WebSocketChannel2023> ;
    <${type}feature> <${type}state> .`,
  none: '{}',
}

export type FakeProvider = ReturnType<typeof createFakeProvider>

export function createFakeProvider() {
  const sockets: FakeSocket[] = []
  const sleeping: { readonly until: number; readonly wake: () => void }[] = []
  const provider = {
    /** What the topic's ETag is; '' for none. */
    etag: '"1"',
    form: 'compact' as keyof typeof bodies,
    /** Whether the topic has a description that names a service of its own. */
    ownDescription: false,
    refusesContext: '',
    receiveFrom: 'wss://pod.example/socket',
    /** Where its services are, and what they can do beside `state`. */
    origin: 'https://pod.example',
    features: ['state'],
    /** Whether its service says that it is one. */
    isService: true,
    /** The base of the ids of its channels. */
    channels: 'https://pod.example/channels/',
    /** Whether subscriptions that name an end are refused. */
    refusesEnd: false,
    lifeMs: undefined as number | undefined,
    /** How many requests for the topic fail, as when nobody answers. */
    isDown: 0,
    /** How many requests for the topic are answered with 404. */
    isGone: 0,
    /** A status that every request is answered with; 0 for none. */
    refusal: 0,
    clock: Date.parse('2026-03-01T12:00:00Z'),
    requests: [] as string[],
    subscriptions: [] as Record<string, unknown>[],
    /** Pauses between connections, in ms; they end at once. */
    pauses: [] as number[],
    /** All other waiting, in ms; it ends when the time has passed. */
    waits: [] as number[],
    fetch: (async (input, init) => answer(new Request(input, init))) as typeof globalThis.fetch,
    now: () => provider.clock,
    wait,
    openSocket,
    pass,
    socket,
  }
  return provider

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    provider.requests.push(`${request.method} ${request.url}`)
    if (provider.refusal > 0) return new Response(null, { status: provider.refusal })
    if (pathname === '/a.ttl') return head()
    if (pathname === '/about') return described(bodies[provider.form])
    if (pathname === '/own') return described(bodies.compact.replace(service, '/own-subscriptions'))
    if (request.method === 'GET') return described(provider.isService ? bodies.compact : '{}')
    if (pathname.endsWith('subscriptions')) return subscribed(await request.text())
    return new Response(null, { status: request.method === 'DELETE' ? 204 : 404 })
  }

  function head(): Response {
    provider.isDown -= 1
    if (provider.isDown >= 0) throw new TypeError('fetch failed')
    provider.isGone -= 1
    if (provider.isGone >= 0) return new Response(null, { status: 404 })
    const about = '</about>; rel="http://www.w3.org/ns/solid/terms#storageDescription"'
    const link = provider.ownDescription ? `${about}, </own>; rel="describedby"` : about
    const headers = { link, ...(provider.etag ? { etag: provider.etag } : {}) }
    return answered(new Response(null, { headers }), topic)
  }

  function described(body: string): Response {
    const { form, origin, features } = provider
    const contentType = form === 'turtle' ? 'text/turtle' : 'application/ld+json'
    const told = body.replace('"state"', features.map((each) => `"${each}"`).join())
    const text = told.replace(service, origin + new URL(service).pathname)
    return new Response(text, { headers: { 'content-type': contentType } })
  }

  function subscribed(body: string): Response {
    const wanted = JSON.parse(body) as Record<string, unknown>
    provider.subscriptions.push(wanted)
    if (String(wanted['@context']).includes(provider.refusesContext || 'nothing')) {
      return new Response(null, { status: 422 })
    }
    if (provider.refusesEnd && 'endAt' in wanted) return new Response(null, { status: 422 })
    const { receiveFrom, lifeMs, clock } = provider
    const endAt = lifeMs === undefined ? undefined : new Date(clock + lifeMs).toISOString()
    const id = provider.channels + String(sockets.length + 1)
    return Response.json({ ...wanted, id, receiveFrom, endAt })
  }

  function openSocket(): FakeSocket {
    const target = new EventTarget()
    const socket = {
      isClosed: false,
      addEventListener: target.addEventListener.bind(target) as FakeSocket['addEventListener'],
      say: (data: string) => void target.dispatchEvent(new MessageEvent('message', { data })),
      close: () => {
        socket.isClosed = true
        target.dispatchEvent(new Event('close'))
      },
    }
    sockets.push(socket)
    return socket
  }

  /** Pauses are powers of two of a second up to a minute. */
  async function wait(ms: number, signal: AbortSignal): Promise<void> {
    if (Number.isInteger(Math.log2(ms / 1000)) || ms === 60_000) {
      provider.pauses.push(ms)
      return
    }
    provider.waits.push(ms)
    const until = provider.clock + ms
    await new Promise<void>((wake) => {
      sleeping.push({ until, wake })
      signal.addEventListener('abort', () => wake())
    })
  }

  function pass(ms: number) {
    provider.clock += ms
    for (const { until, wake } of sleeping) if (until <= provider.clock) wake()
  }

  /** The socket with this number, once it is opened. */
  async function socket(number: number): Promise<FakeSocket> {
    await expect.poll(() => sockets.length).toBe(number)
    return sockets[number - 1]!
  }
}

function answered(response: Response, url: string): Response {
  return Object.defineProperty(response, 'url', { value: url })
}
