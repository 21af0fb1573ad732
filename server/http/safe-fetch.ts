// The one client for requests to addresses that others chose: it reaches public hosts over https,
// reads short answers, and does not wait long. Everything else fails like an unreachable host.
import { Agent, request as send } from 'undici'
import { checkedLookup, openResolver } from './checked-lookup.ts'
import type { Resolve } from './checked-lookup.ts'
import { outboundFault } from './outbound-rules.ts'
import { createSlots } from './outbound-slots.ts'

export interface SafeFetchOptions {
  /** Lets http(s) URLs on this machine through, for development and tests. */
  readonly allowLoopback: boolean
  /** The longest body that is read; 1 MiB unless told. */
  readonly maxBytes?: number
  /** For answers of which the head says all: what follows is thrown away, and cut when it is long. */
  readonly bodies?: 'read' | 'thrown away'
  /** From the first lookup to the last byte, redirects included; 5 s unless told. */
  readonly timeoutMs?: number
  /** The name servers of the system unless told. */
  readonly resolve?: Resolve
}

const maxRedirects = 3
const slotLimits = { total: 128, perSite: 64 }
/** How long a host may ask us to keep an idle connection. */
const longestIdleMs = 10_000
const redirectStatuses = new Set([301, 302, 303, 307, 308])
const bodyless = new Set([204, 205, 304])
const credentialHeaders = ['authorization', 'dpop', 'cookie', 'proxy-authorization']

/** One request on its way: what a redirect may change. */
interface Hop {
  readonly url: URL
  readonly method: string
  readonly headers: Headers
  readonly body: Uint8Array | undefined
}

interface Limits {
  readonly agent: Agent
  readonly maxBytes: number
  readonly bodies: 'read' | 'thrown away'
  readonly signal: AbortSignal
  readonly check: (url: URL) => void
}

/**
 * A `fetch` whose answers are read to the end before they are handed out, if at all. The connection is made
 * to the very address that was checked; credentials never travel along a redirect.
 * The function rejects with TypeError for a URL, address, size or duration beyond the limits.
 */
export function createSafeFetch(options: SafeFetchOptions): typeof globalThis.fetch {
  const { allowLoopback, maxBytes = 1_048_576, timeoutMs = 5_000 } = options
  const { bodies = 'read', resolve = openResolver(timeoutMs) } = options
  const slots = createSlots(slotLimits)
  const agent = new Agent({
    connections: 16,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveMaxTimeout: longestIdleMs,
    connect: {
      timeout: timeoutMs,
      lookup: checkedLookup(resolve),
      // Makes every socket ask for all addresses of a name.
      autoSelectFamily: true,
    },
  })

  return async function safeFetch(input, init) {
    const request = new Request(input, init)
    const giveBack = slots.take(new URL(request.url).hostname)
    try {
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)])
      return await follow(await firstHop(request), request.redirect, {
        agent,
        maxBytes,
        bodies,
        signal,
        check,
      })
    } catch (error) {
      request.signal.throwIfAborted()
      if (error instanceof TypeError) throw error
      throw new TypeError('The host gave no usable answer in time', { cause: error })
    } finally {
      giveBack()
    }
  }

  function check(url: URL) {
    const fault = outboundFault(url, allowLoopback)
    if (fault !== undefined) throw new TypeError(fault)
  }
}

async function firstHop(request: Request): Promise<Hop> {
  const headers = new Headers(request.headers)
  // A compressed answer could unfold to any size, so none is asked for and none is accepted.
  headers.set('accept-encoding', 'identity')
  if (!headers.has('accept')) headers.set('accept', '*/*')
  if (!headers.has('user-agent')) headers.set('user-agent', 'freehold')
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
  return { url: withoutFragment(request.url), method: request.method, headers, body }
}

async function follow(first: Hop, mode: RequestRedirect, limits: Limits): Promise<Response> {
  let hop = first
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await answer(hop, limits)
    const location = response.headers.get('location')
    const leadsOn = redirectStatuses.has(response.status) && location !== null
    if (!leadsOn || mode === 'manual') return describe(response, hop.url, redirects > 0)
    if (mode === 'error') throw new TypeError('The host redirects')
    hop = redirected(hop, response.status, withoutFragment(location, hop.url))
  }
  throw new TypeError(`The host redirects more than ${maxRedirects} times`)
}

async function answer(hop: Hop, limits: Limits): Promise<Response> {
  const { agent, maxBytes, signal, check } = limits
  check(hop.url)
  const { statusCode, headers, body } = await send(hop.url, {
    dispatcher: agent,
    method: hop.method,
    headers: Object.fromEntries(hop.headers),
    body: hop.body ?? null,
    signal,
  })
  if (limits.bodies === 'thrown away') {
    void body.dump({ limit: maxBytes }).catch(() => undefined)
    return new Response(null, { status: statusCode, headers: headersOf(headers) })
  }
  const bytes = await readUpTo(body, maxBytes)
  const isEmpty = bodyless.has(statusCode) || hop.method === 'HEAD'
  const response = new Response(isEmpty ? null : bytes, {
    status: statusCode,
    headers: headersOf(headers),
  })
  const coding = response.headers.get('content-encoding') ?? 'identity'
  if (coding !== 'identity') throw new TypeError('The host answers in a Content-Encoding')
  return response
}

async function readUpTo(body: AsyncIterable<Buffer>, maxBytes: number) {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > maxBytes) throw new TypeError(`The answer is longer than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** The next request. Source: Fetch standard, HTTP-redirect fetch. */
function redirected(hop: Hop, status: number, url: URL): Hop {
  const headers = new Headers(hop.headers)
  for (const name of credentialHeaders) headers.delete(name)
  const keepsMethod = status === 307 || status === 308 || ['GET', 'HEAD'].includes(hop.method)
  if (keepsMethod) return { ...hop, url, headers }
  headers.delete('content-type')
  return { url, method: 'GET', headers, body: undefined }
}

/** Gives a response its `url` and `redirected`, which no constructor sets. */
function describe(response: Response, url: URL, redirected: boolean): Response {
  return Object.defineProperties(response, {
    url: { value: url.href },
    redirected: { value: redirected },
  })
}

function headersOf(fields: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value ?? []].flat()) headers.append(name, each)
  }
  return headers
}

function withoutFragment(text: string, base?: URL): URL {
  const url = new URL(text, base)
  url.hash = ''
  return url
}
