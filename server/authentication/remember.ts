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
  /** What `load` brings now, which is kept from then on; nothing that began loading before. */
  renew(key: string, load: () => Promise<Kept<T>>): Promise<Kept<T>>
}

/** Keeps at most `limit` answers, those used last. */
export function createMemory<T>(limit: number, now: () => number): Memory<T> {
  const kept = createBoundedMap<Kept<T>>(limit)
  const loading = new Map<string, Promise<Kept<T>>>()
  return { get, renew }

  async function get(key: string, load: () => Promise<Kept<T>>): Promise<Kept<T>> {
    const known = kept.get(key)
    if (known !== undefined && known.until > now()) return known
    const running = loading.get(key) ?? keep(key, load)
    loading.set(key, running)
    return running
  }

  async function renew(key: string, load: () => Promise<Kept<T>>): Promise<Kept<T>> {
    const fresh = await load()
    kept.set(key, fresh)
    return fresh
  }

  async function keep(key: string, load: () => Promise<Kept<T>>): Promise<Kept<T>> {
    try {
      return await renew(key, load)
    } finally {
      loading.delete(key)
    }
  }
}
