// Noting when something was used last, so that people see what they can do without: a few writes an
// hour, however often it is used.
import { Stale } from '../../../store/store.ts'
import type { Key, Store } from '../../../store/store.ts'
import { jsonOf, jsonWrite } from '../json-entries.ts'

export interface Used {
  /** Milliseconds; written now and then only. */
  readonly lastUsed: number
}

const noteEveryMs = 5 * 60_000

/** Notes that these records are used now, those that are there and have not been noted lately. */
export async function noteUse(store: Store, keys: readonly Key[], now: number): Promise<void> {
  await Promise.all(keys.map((key) => noteOne(store, key, now)))
}

async function noteOne(store: Store, key: Key, now: number): Promise<void> {
  const entry = await store.get(key)
  const record = entry && (jsonOf(entry.value) as Used)
  if (!entry || !record || record.lastUsed + noteEveryMs > now) return
  try {
    const { revision } = entry
    await store.commit([jsonWrite(key, { ...record, lastUsed: now })], [{ key, revision }])
  } catch (error) {
    // It has ended, or somebody else has noted it.
    if (!(error instanceof Stale)) throw error
  }
}
