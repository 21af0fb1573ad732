// Apps that are described by the document at their client id. Source: Solid-OIDC, Client ID Documents.
import type { Payload } from './records.ts'

export interface ClientDocumentsWorld {
  /** The one outbound client: refuses private addresses, limits size and time. */
  readonly fetch: typeof globalThis.fetch
  /** Documents by client id that need not be fetched: those of this server's own apps. */
  readonly ownApps: ReadonlyMap<string, object>
  /** Milliseconds. */
  readonly now: () => number
  /** Whether http://localhost may be an app: only where the provider itself is at http. */
  readonly allowLocal: boolean
  /** The error that tells the app's developer what is wrong with the document. */
  readonly refuse: (why: string) => Error
}

interface Cached {
  readonly result: Promise<Payload>
  until: number
}

const context = 'https://www.w3.org/ns/solid/oidc-context.jsonld'
const longestBytes = 32_768
const timeoutMs = 5_000
const mostCached = 500

/**
 * A look-up from client id to client metadata. Documents are kept as long as they allow, but at least
 * a minute, so that one sign-in sees one document, and at most a day; failures for ten seconds.
 */
export function createClientDocuments(world: ClientDocumentsWorld) {
  const cache = new Map<string, Cached>()
  return function findDocument(url: string): Promise<Payload> {
    const own = world.ownApps.get(url)
    if (own) return Promise.resolve(metadataOf(own, url, world.refuse))
    const known = cache.get(url)
    if (known && known.until > world.now()) return known.result
    const cached: Cached = { result: read(url), until: world.now() + 10_000 }
    cache.delete(url)
    cache.set(url, cached)
    if (cache.size > mostCached) cache.delete(cache.keys().next().value!)
    return cached.result

    async function read(url: string): Promise<Payload> {
      checkAddress(url)
      const response = await get(url)
      const metadata = metadataOf(await jsonOf(response), url, world.refuse)
      cached.until = world.now() + secondsToKeep(response.headers.get('cache-control')) * 1000
      return metadata
    }
  }

  function checkAddress(url: string) {
    if (!URL.canParse(url)) throw world.refuse('the client id is no URL')
    const { protocol, hostname } = new URL(url)
    const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
    if (protocol === 'https:' || (world.allowLocal && isLocal)) return
    throw world.refuse('a client id must be an https URL')
  }

  async function get(url: string): Promise<Response> {
    const response = await world
      .fetch(url, {
        headers: { accept: 'application/ld+json, application/json;q=0.9' },
        // Who can make a host redirect does not speak for that host.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      .catch(() => undefined)
    if (!response) throw world.refuse('the client id document cannot be reached')
    if (response.ok) return response
    await response.body?.cancel()
    throw world.refuse(`the client id document was answered with ${response.status}`)
  }

  async function jsonOf(response: Response): Promise<unknown> {
    try {
      return JSON.parse(await textOf(response))
    } catch {
      throw world.refuse(`the client id document is no JSON of at most ${longestBytes} bytes`)
    }
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > longestBytes) throw new RangeError('too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/**
 * The client metadata in a document. Unknown scopes and grant types are left out rather than refused;
 * and whoever can be read by everyone has no secret.
 */
export function metadataOf(
  document: unknown,
  url: string,
  refuse: (why: string) => Error,
): Payload {
  const isObject = typeof document === 'object' && document !== null && !Array.isArray(document)
  if (!isObject) throw refuse('the client id document is no JSON object')
  const members = document as Payload
  if (![members['@context']].flat().includes(context)) {
    throw refuse(`the client id document lacks the context ${context}`)
  }
  if (members['client_id'] !== url) throw refuse('the client id document is about another client')
  const plain = Object.entries(members).filter(([name]) => taken.has(name))
  const scope = known(members['scope'], ['openid', 'profile', 'webid', 'offline_access']).join(' ')
  return {
    ...Object.fromEntries(plain),
    ...(scope === '' ? {} : { scope }),
    grant_types: known(members['grant_types'], ['authorization_code', 'refresh_token']),
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  }
}

const taken = new Set([
  'application_type',
  'client_id',
  'client_name',
  'client_uri',
  'default_max_age',
  'logo_uri',
  'policy_uri',
  'post_logout_redirect_uris',
  'redirect_uris',
  'require_auth_time',
  'tos_uri',
])

/** The words of a list, or of a text with spaces, that we know; all of them when it says nothing. */
function known(value: unknown, words: readonly string[]): string[] {
  if (value === undefined) return [...words]
  const given: unknown[] = typeof value === 'string' ? value.split(' ') : [value].flat()
  return words.filter((word) => given.includes(word))
}

function secondsToKeep(cacheControl: string | null): number {
  const age = Number(/(?:^|[\s,])max-age=(\d{1,9})/i.exec(cacheControl ?? '')?.[1] ?? 0)
  const forbidden = /no-store|no-cache/i.test(cacheControl ?? '')
  return Math.min(86_400, Math.max(60, forbidden ? 0 : age))
}
