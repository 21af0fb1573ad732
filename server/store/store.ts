// The one door to durable state. A backend implements Store and nothing more.

/** A path of segments without NUL, compared segment by segment: ['meta', '/alice/health/']. */
export type Key = readonly string[]

export interface Entry {
  readonly key: Key
  readonly value: Uint8Array
  /** Grows with every commit that writes the key, also across delete and create again. */
  readonly revision: number
}

export type Write = Put | Add | Append

/** Replaces whatever is there. */
export interface Put {
  readonly key: Key
  /** New bytes, or null to delete. Deleting what is not there is fine. */
  readonly value: Uint8Array | null
}

/**
 * Adds to a counter, whatever it is at that moment, so that those who count do not wait for each
 * other. A counter is an entry like others, read by `countOf`; one that is not there is 0.
 */
export interface Add {
  readonly key: Key
  /** A whole number, negative ones too. */
  readonly add: number
}

/**
 * Puts a value at the end of a log: below `key`, in an entry that sorts behind all that was appended
 * there before. Who has read up to one entry never finds a new one in front of it.
 */
export interface Append {
  /** The log: its entries are `[...key, place]`. */
  readonly key: Key
  readonly append: Uint8Array
}

/** What must still hold when a commit takes effect, also for keys that it does not write. */
export type Condition =
  | { readonly key: Key; readonly revision: number }
  | { readonly key: Key; readonly absent: true }
  | { readonly emptyBelow: Key }
  | AtMost

/** A counter must not be above a limit once the writes of the commit are done. */
export interface AtMost {
  readonly key: Key
  readonly atMost: number
}

export interface Page {
  /** Start behind this key. */
  readonly after?: Key
  /** From the last entry to the first; `after` is then the key to start in front of. */
  readonly backwards?: boolean
  /** At most this many entries; 1000 unless told. */
  readonly limit?: number
}

/** Every implementation promises what is said here; `test/contract/store.test.ts` holds it to it. */
export interface Store {
  get(key: Key): Promise<Entry | undefined>

  /** Entries whose key is longer than `prefix` and begins with it, in key order unless told. */
  list(prefix: Key, page?: Page): Promise<Entry[]>

  /**
   * Applies all writes or none, and resolves only when they would survive a power cut (a store
   * that keeps nothing resolves at once).
   * @throws Stale when a condition does not hold; the caller reads again and decides again.
   * @throws OverLimit when all others hold and a counter would go above its limit
   * @throws RangeError when a key is longer than 1,900 bytes
   */
  commit(writes: readonly Write[], conditions?: readonly Condition[]): Promise<void>

  close(): Promise<void>
}

/** A commit was decided on state that has changed since it was read. */
export class Stale extends Error {
  override readonly name = 'Stale'
  readonly key: Key

  constructor(key: Key) {
    super(`The entry ${key.join(' / ')} has changed since it was read`)
    this.key = key
  }
}

/** A commit would have taken a counter above its limit; deciding again does not help. */
export class OverLimit extends Error {
  override readonly name = 'OverLimit'
  readonly key: Key

  constructor(key: Key) {
    super(`The counter ${key.join(' / ')} would go above its limit`)
    this.key = key
  }
}

/** What the bytes of a counter say; 0 when it is not there. */
export function countOf(value: Uint8Array | undefined): number {
  return value === undefined ? 0 : Number(Buffer.from(value).toString())
}

/** Every entry below a prefix, read page by page, so that memory stays bounded. */
export async function* entriesBelow(store: Store, prefix: Key): AsyncGenerator<Entry> {
  let page = await store.list(prefix)
  while (page.length > 0) {
    yield* page
    page = await store.list(prefix, { after: page.at(-1)!.key })
  }
}

/**
 * Runs `decide` until its commit is not stale any more; the pause between tries grows and is random,
 * so that those who meet do not meet again.
 * @throws Stale when `tries` (20) were not enough
 */
export async function retryWhenStale<T>(decide: () => Promise<T>, tries = 20): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await decide()
    } catch (error) {
      if (!(error instanceof Stale) || attempt === tries) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * attempt))
    }
  }
}
