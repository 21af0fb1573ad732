// A store in which something else happens just before a certain commit, as another process could do it.
import type { Key, Store, Write } from '../../server/store/store.ts'

export interface InterruptedStore extends Store {
  /** Lets `act` happen, once, just before the first commit that writes below this key. */
  before(prefix: Key, act: () => Promise<unknown>): void
}

export function openInterruptedStore(store: Store): InterruptedStore {
  const waiting: { prefix: Key; act: () => Promise<unknown> }[] = []
  return {
    ...store,
    before: (prefix, act) => void waiting.push({ prefix, act }),
    async commit(writes, conditions) {
      const next = waiting.findIndex(({ prefix }) => writes.some((each) => isBelow(each, prefix)))
      if (next !== -1) await waiting.splice(next, 1)[0]!.act()
      return store.commit(writes, conditions)
    },
  }
}

function isBelow({ key }: Write, prefix: Key): boolean {
  return prefix.every((segment, index) => key[index] === segment)
}
