// Records of the identity room: JSON in the store.
import { entriesBelow } from '../../store/store.ts'
import type { Condition, Key, Put, Store } from '../../store/store.ts'

/** The value of an entry that this room wrote, or undefined. The type is what its writer promised. */
export async function readJsonEntry<T>(store: Store, key: Key): Promise<T | undefined> {
  const entry = await store.get(key)
  return entry && (jsonOf(entry.value) as T)
}

/** The value of an entry, if it is there, and the condition that it is still so. */
export interface Read<T> {
  readonly value: T | undefined
  readonly condition: Condition
}

/** For commits that are right only as long as nobody has changed the entry. */
export async function readWithCondition<T>(store: Store, key: Key): Promise<Read<T>> {
  const entry = await store.get(key)
  if (!entry) return { value: undefined, condition: { key, absent: true } }
  return { value: jsonOf(entry.value) as T, condition: { key, revision: entry.revision } }
}

export interface JsonEntry<T> {
  readonly key: Key
  /** What its writer promised. */
  readonly value: T
}

/** All values below a prefix, in key order; for prefixes below which there is little. */
export async function readJsonBelow<T>(store: Store, prefix: Key): Promise<JsonEntry<T>[]> {
  const found: JsonEntry<T>[] = []
  for await (const { key, value } of entriesBelow(store, prefix)) {
    found.push({ key, value: jsonOf(value) as T })
  }
  return found
}

/** The value in some bytes that `jsonWrite` wrote. */
export function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString())
}

export function jsonWrite(key: Key, value: unknown): Put {
  return { key, value: Buffer.from(JSON.stringify(value)) }
}
