// What sign-in needs of a browser, in memory.
import type { BrowserWorld } from '../../client/sdk/browser-world.ts'

export interface FakeBrowser {
  readonly world: BrowserWorld
  /** What the address bar shows. */
  address: URL
  /** The time in ms. */
  clock: number
  isOffline: boolean
  /** What local storage holds. */
  readonly notes: Map<string, string>
  /** How many requests were sent. */
  requests(): number
}

export function createFakeBrowser(address: string, fetch: typeof globalThis.fetch): FakeBrowser {
  const vault = new Map<string, unknown>()
  const notes = new Map<string, string>()
  const queues = new Map<string, Promise<unknown>>()
  let count = 0
  const browser: FakeBrowser = {
    address: new URL(address),
    clock: Date.now(),
    isOffline: false,
    notes,
    requests: () => count,
    world: {
      fetch: async (input, init) => {
        count += 1
        if (browser.isOffline) throw new TypeError('fetch failed')
        return fetch(input, init)
      },
      now: () => browser.clock,
      vault: {
        get: async (name) => structuredClone(vault.get(name)),
        put: async (name, value) => void vault.set(name, structuredClone(value)),
        remove: async (name) => void vault.delete(name),
        names: async () => [...vault.keys()],
        clear: async () => vault.clear(),
      },
      notes: {
        getItem: (name) => notes.get(name) ?? null,
        setItem: (name, value) => void notes.set(name, value),
        removeItem: (name) => void notes.delete(name),
        key: (index) => [...notes.keys()][index] ?? null,
        get length() {
          return notes.size
        },
      },
      alone,
      address: () => new URL(browser.address),
      goTo: (url) => (browser.address = url),
      showAddress: (url) => (browser.address = url),
    },
  }
  return browser

  async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = queues.get(name) ?? Promise.resolve()
    const mine = before.then(work, work)
    queues.set(
      name,
      mine.catch(() => undefined),
    )
    return mine
  }
}
