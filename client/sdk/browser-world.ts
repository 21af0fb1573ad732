// What a page offers to sign-in: a vault that outlives a reload, an address bar, a lock between tabs.
import type { Fetch } from './request.ts'

/** Values under names, kept in this browser for this origin; they may hold keys that nobody can read. */
export interface Vault {
  get(name: string): Promise<unknown>
  put(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  names(): Promise<string[]>
  clear(): Promise<void>
}

export interface BrowserWorld {
  readonly fetch: Fetch
  /** The time in ms. */
  readonly now: () => number
  readonly vault: Vault
  /** For what is no secret: registrations. */
  readonly notes: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
  /** Runs alone among all tabs of this origin that use the same name. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>
  readonly address: () => URL
  readonly goTo: (url: URL) => void
  /** Changes what the address bar shows, without loading anything. */
  readonly showAddress: (url: URL) => void
}

/** The world of this page. */
export function browserWorld(): BrowserWorld {
  return {
    fetch: (input, init) => globalThis.fetch(input, init),
    now: Date.now,
    vault: openVault(indexedDB),
    notes: localStorage,
    alone: async (name, work) => navigator.locks.request(name, work),
    address: () => new URL(location.href),
    goTo: (url) => location.assign(url),
    showAddress: (url) => history.replaceState(history.state, '', url),
  }
}

const databaseName = 'freehold'
const tableName = 'vault'

function openVault(factory: IDBFactory): Vault {
  async function inTable<T>(
    mode: IDBTransactionMode,
    use: (table: IDBObjectStore) => IDBRequest<T>,
  ) {
    const database = await openDatabase(factory)
    try {
      return await promiseOf(use(database.transaction(tableName, mode).objectStore(tableName)))
    } finally {
      database.close()
    }
  }
  return {
    get: (name) => inTable<unknown>('readonly', (table) => table.get(name)),
    put: async (name, value) =>
      void (await inTable('readwrite', (table) => table.put(value, name))),
    remove: (name) => inTable('readwrite', (table) => table.delete(name)),
    names: async () => (await inTable('readonly', (table) => table.getAllKeys())).map(String),
    clear: () => inTable('readwrite', (table) => table.clear()),
  }
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const opening = factory.open(databaseName, 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(tableName))
  return promiseOf(opening)
}

function promiseOf<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('The vault failed')))
  })
}
