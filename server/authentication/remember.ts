// Answers kept until they end: one load for all who ask meanwhile, nothing kept of a failed one.
import { createBoundedMap } from './bounded-map.ts'

export interface Kept<T> {
  readonly value: T
  /** In milliseconds since 1970; the value holds before this moment. */
  readonly until: number
}

export interface Memory<T> {
  /** What is kept under the key while it holds, else what `load` brings, which is kept then. */
  get(key: string, load: () => Promise<Kept<T>>): Promise<Kept<T>>
}

/** Keeps at most `limit` answers, those used last. */
export function createMemory<T>(limit: number, now: () => number): Memory<T> {
  const kept = createBoundedMap<Kept<T>>(limit)
  const loading = new Map<string, Promise<Kept<T>>>()
  return { get }

  async function get(key: string, load: () => Promise<Kept<T>>): Promise<Kept<T>> {
    const known = kept.get(key)
    if (known !== undefined && known.until > now()) return known
    const running = loading.get(key) ?? keep(key, load)
    loading.set(key, running)
    return running
  }

  async function keep(key: string, load: () => Promise<Kept<T>>): Promise<Kept<T>> {
    try {
      const fresh = await load()
      kept.set(key, fresh)
      return fresh
    } finally {
      loading.delete(key)
    }
  }
}
