// The keys of the OpenID provider: kept in the store, so that a restart signs nobody out, and
// replaced from time to time, so that one that leaked unnoticed does not open doors for ever.
import { randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import type { JWK } from 'jose'
import { Stale, retryWhenStale } from '../../../store/store.ts'
import type { Condition, Entry, Store, Write } from '../../../store/store.ts'
import { jsonOf, jsonWrite } from '../json-entries.ts'
import { changesAt, isDue, keysAt, rotated, stateOf, withoutOld } from './key-times.ts'
import type { KeptKey, KeyRecord, Keys, KeyState } from './key-times.ts'

export interface KeyRing {
  /** The keys of this moment: the same object as before, as long as nothing has changed. */
  current(): Promise<Keys>
  /** The signing keys that are not gone yet. */
  list(): Promise<ListedKey[]>
  /** Looks whether it is time for new keys, or to forget old ones. */
  tend(): Promise<void>
  /** Publishes new keys now, which sign a day later; nothing while others are about to. */
  rotate(): Promise<void>
  /**
   * Replaces all keys at once, for when they leaked: what the old ones signed is refused at the next
   * request, tokens and cookies. Apps that hold a token for later get new ones by themselves.
   * @param endings What else ends with the old keys, in the same commit.
   */
  replace(endings: () => Promise<readonly Write[]>): Promise<void>
}

export interface ListedKey {
  readonly keyId: string
  readonly algorithm: string
  readonly state: KeyState
  /** When it begins to sign, in milliseconds. */
  readonly from: number
  /** When it is published no longer, in milliseconds; absent when nothing follows it yet. */
  readonly until?: number | undefined
}

interface Known {
  readonly revision: number
  /** Milliseconds. */
  readonly until: number
  readonly keys: Keys
}

const key = ['identity', 'keys']

/** Holds as long as the keys are these. */
export function areKeys({ revision }: Keys): Condition {
  return { key, revision }
}

/** The keys of this store, made on the first call. */
export async function openKeyRing(store: Store, now: () => number): Promise<KeyRing> {
  let known: Known | undefined
  await makeFirst(store, now())
  return { current, list, tend, rotate, replace }

  async function current(): Promise<Keys> {
    const entry = await read()
    if (known?.revision === entry.revision && now() < known.until) return known.keys
    const record = recordOf(entry)
    const keys = keysAt(record, entry.revision, now())
    known = { revision: entry.revision, until: changesAt(record, now()), keys }
    return keys
  }

  async function list() {
    const record = withoutOld(recordOf(await read()), now())
    return record.signing.map((each) => listed(each, stateOf(record, each, now())))
  }

  function tend() {
    return change(async (record) => {
      const kept = withoutOld(record, now())
      return isDue(kept, now()) ? rotated(kept, await makeKeys(), now()) : kept
    })
  }

  function rotate() {
    return change(async (record) => {
      const isComing = record.signing.some((each) => stateOf(record, each, now()) === 'next')
      return isComing ? record : rotated(record, await makeKeys(), now())
    })
  }

  async function replace(endings: () => Promise<readonly Write[]>) {
    const made = await firstKeys(now())
    await store.commit([jsonWrite(key, made), ...(await endings())])
  }

  async function change(decide: (record: KeyRecord) => Promise<KeyRecord>) {
    await retryWhenStale(async () => {
      const entry = await read()
      const record = recordOf(entry)
      const changed = await decide(record)
      const unchanged: Condition = { key, revision: entry.revision }
      if (changed !== record) await store.commit([jsonWrite(key, changed)], [unchanged])
    })
  }

  /** @throws Error when somebody has removed them, for then nobody can be known any more */
  async function read(): Promise<Entry> {
    const entry = await store.get(key)
    if (!entry) throw new Error('The keys of the OpenID provider are gone from the store')
    return entry
  }
}

async function makeFirst(store: Store, now: number): Promise<void> {
  if (await store.get(key)) return
  try {
    await store.commit([jsonWrite(key, await firstKeys(now))], [{ key, absent: true }])
  } catch (error) {
    // When another process was faster, its keys are the keys.
    if (!(error instanceof Stale)) throw error
  }
}

function recordOf({ value }: Entry): KeyRecord {
  return jsonOf(value) as KeyRecord
}

function listed({ kid, alg, from = 0, until }: KeptKey, state: KeyState): ListedKey {
  return { keyId: kid!, algorithm: alg!, state, from, until }
}

async function firstKeys(now: number): Promise<KeyRecord> {
  const { signing, cookies } = await makeKeys()
  return { signing: signing.map((each) => ({ ...each, from: now })), cookies, services: secret() }
}

async function makeKeys(): Promise<Pick<KeyRecord, 'signing' | 'cookies'>> {
  return { signing: await Promise.all(['ES256', 'RS256'].map(makeSigningKey)), cookies: [secret()] }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

async function makeSigningKey(alg: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, alg, use: 'sig', kid: await calculateJwkThumbprint(jwk) }
}
