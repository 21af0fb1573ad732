// The keys of OpenID providers, ours and foreign ones, fetched when needed and kept for a while.
// Source: OpenID Connect Discovery §4, Solid-OIDC.
import type { VerifiedLocalToken } from './agent.ts'
import { isObject } from './jws.ts'
import type { JsonObject, Jws } from './jws.ts'
import { fits, isSoundPublicKey } from './public-keys.ts'
import { createMemory, lookAgainAt } from './remember.ts'
import type { Kept } from './remember.ts'
import { createRegulars, unlessCrowded } from './regulars.ts'
import type { OutboundWorld } from './regulars.ts'

export interface IssuerWorld extends OutboundWorld {
  readonly localIssuer: LocalIssuer | undefined
}

/** The issuer that belongs to this server: it is asked without HTTP. */
export interface LocalIssuer {
  /** With a trailing slash: 'https://pods.example/'. */
  readonly issuer: string
  /** The public keys that tokens of this issuer are signed with. */
  readonly jwks: () => Promise<{ keys: JsonWebKey[] }>
  /** Whether nothing that a verified token hangs on has ended; asked at every request. */
  readonly stillHolds: (token: VerifiedLocalToken) => Promise<boolean>
}

export interface Issuers {
  /**
   * The keys of an issuer that may have signed this token; [] when it has none, or when its
   * configuration cannot be read or names another issuer.
   * @throws Crowded when nobody can be asked at this moment
   */
  keysFor(issuer: string, jws: Jws): Promise<Kept<readonly JsonObject[]>>
  /** A token of this issuer was believed: it is asked before strangers from now on. */
  admit(issuer: string): void
}

/** Long enough to be cheap; a withdrawn key is refused after this time at the latest. */
const keysMs = 600_000
/** How soon a failing issuer, or one that seems to lack a key, is asked again. */
const retryMs = 30_000
const patienceMs = 3_000
const maxIssuers = 1_000
const maxKeys = 50

export function createIssuers(world: IssuerWorld): Issuers {
  const { now, localIssuer } = world
  const known = createRegulars<KeySet>(world)
  const renewed = createMemory<KeySet>(maxIssuers, now)
  return { keysFor, admit: known.admit }

  async function keysFor(issuer: string, jws: Jws): Promise<Kept<readonly JsonObject[]>> {
    if (issuer === localIssuer?.issuer) {
      const { keys } = await localIssuer.jwks()
      return { value: candidates(soundKeys(keys), jws), until: Infinity }
    }
    const first = await known.get(issuer, (fetch, kept) => load(fetch, issuer, kept))
    const found = candidates(first.value.keys, jws)
    const isFresh = first.value.loaded + retryMs > now()
    if (found.length > 0 || isFresh) return { value: found, until: lookAgainAt(first, now()) }
    // Perhaps the issuer has new keys. Asked once in a while only, and without forgetting the old
    // ones, so that tokens with invented key ids neither flood the issuer nor shut others out.
    const second = await renewed.get(issuer, async () => {
      const { value } = await load(known.fetchFor(issuer), issuer)
      return { value, until: now() + retryMs }
    })
    return { value: candidates(second.value.keys, jws), until: second.until }
  }

  async function load(
    fetch: typeof globalThis.fetch,
    issuer: string,
    kept?: Kept<KeySet>,
  ): Promise<Kept<KeySet>> {
    const keys = await fetchKeys(fetch, issuer).catch(unlessCrowded)
    const loaded = now()
    const again = loaded + retryMs
    if (keys) {
      return { value: { keys, loaded }, until: loaded + keysMs, renew: loaded + keysMs / 2 }
    }
    return kept ? { ...kept, renew: again } : { value: { keys: [], loaded }, until: again }
  }
}

interface KeySet {
  readonly keys: readonly JsonObject[]
  readonly loaded: number
}

/** @throws Error of any kind when there is no usable answer */
async function fetchKeys(fetch: typeof globalThis.fetch, issuer: string): Promise<JsonObject[]> {
  const configuration = await fetchJson(
    fetch,
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  )
  if (configuration.issuer !== issuer) throw new Error('The configuration names another issuer')
  const { keys } = await fetchJson(fetch, String(configuration.jwks_uri))
  return soundKeys(Array.isArray(keys) ? keys : [])
}

async function fetchJson(fetch: typeof globalThis.fetch, url: string): Promise<JsonObject> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(patienceMs),
  })
  const value: unknown = response.ok ? await response.json() : undefined
  if (!isObject(value)) throw new Error(`No JSON object: status ${response.status}`)
  return value
}

function soundKeys(keys: readonly unknown[]): JsonObject[] {
  return keys.slice(0, maxKeys).filter((each): each is JsonObject => isSound(each))
}

function isSound(key: unknown): boolean {
  return isObject(key) && isSoundPublicKey(key) && key.use !== 'enc'
}

/** At most three: a key set may hold several keys that fit a token without a kid. */
function candidates(keys: readonly JsonObject[], { header, algorithm }: Jws): JsonObject[] {
  const { kid, alg } = header
  return keys
    .filter((key) => kid === undefined || key.kid === kid)
    .filter((key) => fits(key, algorithm) && (key.alg === undefined || key.alg === alg))
    .slice(0, 3)
}
