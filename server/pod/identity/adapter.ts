// Where the OpenID provider keeps its sessions, codes, tokens and clients: in our store.
// Layout: ['oidc', model, id], and beside it the indexes '@grant', '@uid' and '@user-code'.
import { Stale, entriesBelow } from '../../store/store.ts'
import type { Condition, Entry, Key, Store, Write } from '../../store/store.ts'
import { jsonOf, jsonWrite } from './json-entries.ts'

export type Payload = Record<string, unknown>

/** What the provider library asks of a model's storage. */
export interface Adapter {
  upsert(id: string, payload: Payload, expiresInSeconds?: number): Promise<void>
  find(id: string): Promise<Payload | undefined>
  findByUid(uid: string): Promise<Payload | undefined>
  findByUserCode(userCode: string): Promise<Payload | undefined>
  consume(id: string): Promise<void>
  destroy(id: string): Promise<void>
  revokeByGrantId(grantId: string): Promise<void>
}

export interface AdapterWorld {
  readonly store: Store
  /** Milliseconds. */
  readonly now: () => number
  /** The error that tells a client that what it sent was used before. */
  readonly alreadyUsed: (what: string) => Error
}

interface Envelope {
  readonly payload: Payload | string
  /** Milliseconds; null: never. */
  readonly expires: number | null
}

/** The storage of one model ('Session', 'Client', …). Unknown, expired and impossible ids: undefined. */
export function createAdapter(world: AdapterWorld, model: string): Adapter {
  const { store, now } = world
  return { upsert, find, findByUid, findByUserCode, consume, destroy, revokeByGrantId }

  async function upsert(id: string, payload: Payload, expiresInSeconds?: number) {
    const expires = expiresInSeconds === undefined ? null : now() + expiresInSeconds * 1000
    const writes = [recordWrite(model, id, payload, expires)]
    for (const key of indexKeys(model, id, payload)) {
      writes.push(jsonWrite(key, { payload: id, expires } satisfies Envelope))
    }
    if (model === 'ReplayDetection') return commitOnce(id, writes)
    await store.commit(writes)
  }

  /** Of two requests with one proof, at most one comes through, however close they are. */
  async function commitOnce(id: string, writes: readonly Write[]) {
    const key = recordKey(model, id)
    const entry = await store.get(key)
    if (entry && isLive(entry)) throw world.alreadyUsed('The DPoP proof')
    await commitUnchanged(writes, { key, ...expectation(entry) }, 'The DPoP proof')
  }

  async function find(id: string): Promise<Payload | undefined> {
    const envelope = await read(recordKey(model, id))
    return typeof envelope?.payload === 'object' ? envelope.payload : undefined
  }

  function findByUid(uid: string) {
    return findThrough(['oidc', '@uid', uid])
  }

  function findByUserCode(userCode: string) {
    return findThrough(['oidc', '@user-code', userCode])
  }

  async function findThrough(index: Key): Promise<Payload | undefined> {
    const envelope = await read(index)
    return typeof envelope?.payload === 'string' ? find(envelope.payload) : undefined
  }

  async function consume(id: string) {
    const key = recordKey(model, id)
    const entry = await store.get(key)
    if (!entry) return
    const { payload, expires } = envelopeOf(entry)
    if (typeof payload === 'string' || payload['consumed']) throw world.alreadyUsed(model)
    const consumed = { ...payload, consumed: Math.floor(now() / 1000) }
    await commitUnchanged(
      [recordWrite(model, id, consumed, expires)],
      { key, ...expectation(entry) },
      model,
    )
  }

  async function destroy(id: string) {
    const payload = await find(id)
    const keys = [recordKey(model, id), ...(payload ? indexKeys(model, id, payload) : [])]
    if (isStorable(id)) await store.commit(keys.map((key) => ({ key, value: null })))
  }

  async function revokeByGrantId(grantId: string) {
    const prefix = ['oidc', '@grant', grantId, model]
    if (!isStorable(grantId)) return
    for await (const { key } of entriesBelow(store, prefix)) {
      const record = recordKey(model, key.at(-1)!)
      await store.commit([record, key].map((each) => ({ key: each, value: null })))
    }
  }

  async function read(key: Key): Promise<Envelope | undefined> {
    // Ids come from the network: what cannot be a key is not there.
    if (!key.every(isStorable)) return undefined
    const entry = await store.get(key)
    return entry && isLive(entry) ? envelopeOf(entry) : undefined
  }

  function isLive(entry: Entry): boolean {
    return !hasExpired(entry, now())
  }

  async function commitUnchanged(writes: readonly Write[], condition: Condition, what: string) {
    try {
      await store.commit(writes, [condition])
    } catch (error) {
      if (error instanceof Stale) throw world.alreadyUsed(what)
      throw error
    }
  }
}

/** The write that keeps a record of the provider, for commits that other things belong to. */
export function recordWrite(
  model: string,
  id: string,
  payload: Payload,
  expires: number | null = null,
): Write {
  return jsonWrite(recordKey(model, id), { payload, expires } satisfies Envelope)
}

/** Removes what has expired; returns how many entries that were. */
export async function sweepExpired(store: Store, now: number): Promise<number> {
  let removed = 0
  for await (const entry of entriesBelow(store, ['oidc'])) {
    if (!hasExpired(entry, now)) continue
    try {
      const { key, revision } = entry
      await store.commit([{ key, value: null }], [{ key, revision }])
      removed++
    } catch (error) {
      // Renewed in the meantime, so it stays.
      if (!(error instanceof Stale)) throw error
    }
  }
  return removed
}

function hasExpired(entry: Entry, now: number): boolean {
  const { expires } = envelopeOf(entry)
  return expires !== null && expires <= now
}

/** Only `recordWrite` and its neighbours write below ['oidc']. */
function envelopeOf(entry: Entry): Envelope {
  return jsonOf(entry.value) as Envelope
}

function expectation(entry: Entry | undefined) {
  return entry ? { revision: entry.revision } : ({ absent: true } as const)
}

function recordKey(model: string, id: string): Key {
  return ['oidc', model, id]
}

function indexKeys(model: string, id: string, { grantId, uid, userCode }: Payload): Key[] {
  const keys: Key[] = []
  if (typeof grantId === 'string') keys.push(['oidc', '@grant', grantId, model, id])
  if (model === 'Session' && typeof uid === 'string') keys.push(['oidc', '@uid', uid])
  if (typeof userCode === 'string') keys.push(['oidc', '@user-code', userCode])
  return keys
}

function isStorable(id: string): boolean {
  return /^[\x20-\x7e]{1,1000}$/.test(id)
}
