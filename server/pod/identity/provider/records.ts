// How the provider's records lie in the store: ['oidc', model, id], and beside them the indexes
// '@grant', '@uid' and '@user-code'. Every value says when it ends.
import { Stale, entriesBelow } from '../../../store/store.ts'
import type { Entry, Key, Put, Store, Write } from '../../../store/store.ts'
import { jsonOf, jsonWrite } from '../json-entries.ts'

export type Payload = Readonly<Record<string, unknown>>

export interface Envelope {
  /** What the provider keeps, or in an index the id of the record. */
  readonly payload: Payload | string
  /** Milliseconds; null: never. */
  readonly expires: number | null
}

/** The write that keeps a record of the provider, for commits that other things belong to. */
export function recordWrite(
  model: string,
  id: string,
  payload: Payload,
  expires: number | null = null,
): Put {
  return jsonWrite(recordKey(model, id), { payload, expires } satisfies Envelope)
}

/** The writes that keep a record, and by which it is found through its grant, session or user code. */
export function recordWrites(
  model: string,
  id: string,
  payload: Payload,
  expires: number | null,
): Write[] {
  const envelope: Envelope = { payload: id, expires }
  const indexes = indexKeys(model, id, payload).map((key) => jsonWrite(key, envelope))
  return [recordWrite(model, id, payload, expires), ...indexes]
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

export function hasExpired(entry: Entry, now: number): boolean {
  const { expires } = envelopeOf(entry)
  return expires !== null && expires <= now
}

/** What `recordWrite` and `indexWrites` wrote. */
export function envelopeOf(entry: Entry): Envelope {
  return jsonOf(entry.value) as Envelope
}

export function recordKey(model: string, id: string): Key {
  return ['oidc', model, id]
}

export function indexKeys(model: string, id: string, { grantId, uid, userCode }: Payload): Key[] {
  const keys: Key[] = []
  if (typeof grantId === 'string') keys.push(['oidc', '@grant', grantId, model, id])
  if (model === 'Session' && typeof uid === 'string') keys.push(['oidc', '@uid', uid])
  if (typeof userCode === 'string') keys.push(['oidc', '@user-code', userCode])
  return keys
}

/** Ids come from the network: what cannot be a key is not there. */
export function isStorable(id: string): boolean {
  return /^[\x20-\x7e]{1,1000}$/.test(id)
}
