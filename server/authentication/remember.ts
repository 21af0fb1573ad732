// Answers kept until they end: one load for all who ask meanwhile, nothing kept of a failed one.
import { createBoundedMap } from './bounded-map.ts'

export interface Kept<T> {
  readonly value: T
  /** In milliseconds since 1970; the value holds before this moment. */
  readonly until: number
  /** From when on it is loaded anew behind the back of who asks; `until` unless told. */
  readonly renew?: number
}

/** @param known What is kept and still holds, for when there is nothing better to be had. */
export type Load<T> = (known?: Kept<T>) => Promise<Kept<T>>

export interface Memory<T> {
  /** What is kept under the key while it holds, else what `load` brings, which is kept then. */
  get(key: string, load: Load<T>): Promise<Kept<T>>
  /** What `load` brings now, which is kept from then on; nothing that began loading before. */
  renew(key: string, load: Load<T>): Promise<Kept<T>>
  /** What is kept under the key, whether or not it still holds. */
  peek(key: string): Kept<T> | undefined
  set(key: string, kept: Kept<T>): void
}

/** Keeps at most `limit` answers, those used last. */
export function createMemory<T>(limit: number, now: () => number): Memory<T> {
  const kept = createBoundedMap<Kept<T>>(limit)
  const loading = new Map<string, Promise<Kept<T>>>()
  return { get, renew, peek: kept.get, set: kept.set }

  async function get(key: string, load: Load<T>): Promise<Kept<T>> {
    const known = kept.get(key)
    if (known === undefined || known.until <= now()) return loadOnce(key, () => load())
    const { renew: from = known.until } = known
    // What is kept holds whether or not this brings something.
    if (from <= now()) loadOnce(key, () => load(known)).catch(() => undefined)
    return known
  }

  async function renew(key: string, load: Load<T>): Promise<Kept<T>> {
    const fresh = await load()
    kept.set(key, fresh)
    return fresh
  }

  function loadOnce(key: string, load: Load<T>): Promise<Kept<T>> {
    const running = loading.get(key) ?? keep(key, load)
    loading.set(key, running)
    return running
  }

  async function keep(key: string, load: Load<T>): Promise<Kept<T>> {
    try {
      return await renew(key, load)
    } finally {
      loading.delete(key)
    }
  }
}

/** How long what builds on an answer may be kept: it must see what is loaded behind its back. */
export function lookAgainAt({ until, renew = until }: Kept<unknown>, now: number): number {
  return renew > now ? renew : Math.min(until, now + soonMs)
}

const soonMs = 5_000
