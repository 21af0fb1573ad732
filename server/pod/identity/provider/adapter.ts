// Where the OpenID provider keeps its sessions, codes, tokens and clients: in our store.
import { Stale, entriesBelow } from '../../../store/store.ts'
import type { Condition, Entry, Key, Store, Write } from '../../../store/store.ts'
import {
  envelopeOf,
  hasExpired,
  indexKeys,
  isStorable,
  recordKey,
  recordWrite,
  recordWrites,
} from './records.ts'
import type { Envelope, Payload } from './records.ts'

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

/** The storage of one model ('Session', 'Client', …). Unknown, expired and impossible ids: undefined. */
export function createAdapter(world: AdapterWorld, model: string): Adapter {
  const { store, now } = world
  return { upsert, find, findByUid, findByUserCode, consume, destroy, revokeByGrantId }

  async function upsert(id: string, payload: Payload, expiresInSeconds?: number) {
    const expires = expiresInSeconds === undefined ? null : now() + expiresInSeconds * 1000
    const writes = recordWrites(model, id, payload, expires)
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

function expectation(entry: Entry | undefined) {
  return entry ? { revision: entry.revision } : ({ absent: true } as const)
}
