// Records of the identity room: JSON in the store.
import type { Key, Store, Write } from '../../store/store.ts'

/** The value of an entry that this room wrote, or undefined. The type is what its writer promised. */
export async function readJsonEntry<T>(store: Store, key: Key): Promise<T | undefined> {
  const entry = await store.get(key)
  return entry && (jsonOf(entry.value) as T)
}

/** The value in some bytes that `jsonWrite` wrote. */
export function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString())
}

export function jsonWrite(key: Key, value: unknown): Write {
  return { key, value: Buffer.from(JSON.stringify(value)) }
}
