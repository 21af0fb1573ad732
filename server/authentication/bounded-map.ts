// A map that forgets what was used longest ago, so that foreign keys cannot fill the memory.

export interface BoundedMap<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
}

/** Holds at most `limit` entries. */
export function createBoundedMap<T>(limit: number): BoundedMap<T> {
  const entries = new Map<string, T>()
  return { get, set }

  function get(key: string): T | undefined {
    const value = entries.get(key)
    if (value !== undefined) set(key, value)
    return value
  }

  function set(key: string, value: T) {
    // A Map keeps the order of insertion: the first key is the one used longest ago.
    entries.delete(key)
    entries.set(key, value)
    if (entries.size > limit) entries.delete(entries.keys().next().value ?? key)
  }
}
