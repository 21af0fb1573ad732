// One value that can be watched: the whole state of the app lives in one of these.

export interface Observable<T> {
  readonly value: T
  /** Replaces some fields and tells every watcher, in the order they began to watch. */
  change(fields: Partial<T>): void
  /** Calls `watcher` at each change until the returned function is called. */
  watch(watcher: () => void): () => void
}

export function createObservable<T extends object>(initial: T): Observable<T> {
  const watchers = new Set<() => void>()
  let value = initial
  return {
    get value() {
      return value
    },
    change(fields) {
      value = { ...value, ...fields }
      for (const watcher of watchers) watcher()
    },
    watch(watcher) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}
