// Refusals of agents who are signed in: noted for the owner once they are answered, within limits, so
// that a stranger can fill neither the disk nor the log. What goes beyond is counted.
import { createHash } from 'node:crypto'
import type { Log } from '../../log.ts'
import type { Key, Store, Write } from '../../store/store.ts'
import { Problem } from '../../http/problem.ts'
import { entryOf, entryWrite, newestFirst } from './access-log.ts'
import type { Intent } from './ask.ts'
import { accessKey, leftOutKey } from './keys.ts'

const mostPerHour = 100
const longestEntry = 8 * 1024
const minute = 60_000
const hour = 60 * minute
const keptMilliseconds = 30 * 24 * hour
/** How long what is only counted may wait for its counter. */
const countingDelay = 10_000
/** How many entries that are too old one commit removes. */
const mostRemoved = 20

export interface Denials {
  /** Runs an operation, and notes it when it refuses: after the answer, which waits for nothing. */
  noting<T>(ask: Intent, operation: () => Promise<T>): Promise<T>
  /** Resolves when everything noted of a storage so far is durable. */
  settled(storage: string): Promise<void>
  /** Resolves when everything is durable. */
  close(): Promise<void>
}

export interface DenialsWorld {
  readonly store: Store
  readonly now: () => number
  readonly log: Log
}

/** What this process noted of a storage in the hour that began at `start`. */
interface Ledger {
  start: number
  entries: number
  /** When (agent, resource) was noted last. */
  readonly seen: Map<string, number>
  /** Refusals that are not in their counter yet, by hour. */
  readonly leftOut: Map<number, number>
  timer: NodeJS.Timeout | undefined
  written: Promise<void>
}

/** Limits hold for a process. */
export function createDenials({ store, now, log }: DenialsWorld): Denials {
  const ledgers = new Map<string, Ledger>()
  return { noting, settled, close }

  async function noting<T>(ask: Intent, operation: () => Promise<T>): Promise<T> {
    try {
      return await operation()
    } catch (error) {
      const isDenial = error instanceof Problem && error.status === 403
      if (isDenial && ask.asker.webId !== undefined) setImmediate(note, ask, error.status)
      throw error
    }
  }

  async function settled(storage: string): Promise<void> {
    const ledger = ledgers.get(storage)
    if (!ledger) return
    count(storage, ledger)
    await ledger.written
  }

  async function close(): Promise<void> {
    await Promise.all([...ledgers.keys()].map(settled))
  }

  function note(ask: Intent, status: number): void {
    const time = now()
    const { storage } = ask.id
    const ledger = ledgerAt(storage, time)
    const write = entryWrite(ask, 'denied', entryOf(ask, time, status))
    if (isTaken(ledger, ask, time, write)) {
      commit(ledger, async () => [write, ...(await outdated(store, storage, time))])
    } else {
      ledger.leftOut.set(ledger.start, (ledger.leftOut.get(ledger.start) ?? 0) + 1)
      ledger.timer ??= setTimeout(count, countingDelay, storage, ledger).unref()
    }
  }

  function ledgerAt(storage: string, time: number): Ledger {
    const start = time - (time % hour)
    const known = ledgers.get(storage)
    if (!known) {
      const ledger = newLedger(start)
      ledgers.set(storage, ledger)
      return ledger
    }
    if (known.start !== start) {
      known.seen.clear()
      Object.assign(known, { start, entries: 0 })
    }
    return known
  }

  function count(storage: string, ledger: Ledger): void {
    clearTimeout(ledger.timer)
    ledger.timer = undefined
    if (ledger.leftOut.size === 0) return
    const writes = [...ledger.leftOut].map(([start, add]) => {
      return { key: [...leftOutKey(storage), newestFirst(start)], add }
    })
    ledger.leftOut.clear()
    commit(ledger, () => Promise.resolve(writes))
  }

  /** One after another, so that refusals never take more than one place among the writers. */
  function commit(ledger: Ledger, writes: () => Promise<Write[]>): void {
    ledger.written = ledger.written
      .then(async () => store.commit(await writes()))
      .catch((err: unknown) => log.warn({ err }, 'a refusal was not noted'))
  }
}

function newLedger(start: number): Ledger {
  const written = Promise.resolve()
  return { start, entries: 0, seen: new Map(), leftOut: new Map(), timer: undefined, written }
}

/** Whether there is room for an entry; the ledger is told if so. */
function isTaken(ledger: Ledger, { asker, url }: Intent, time: number, write: Write): boolean {
  const length = 'value' in write ? (write.value?.length ?? 0) : 0
  if (ledger.entries >= mostPerHour || length > longestEntry) return false
  const about = createHash('sha256').update(`${asker.webId}\n${url}`).digest('base64url')
  if (time - (ledger.seen.get(about) ?? -Infinity) < minute) return false
  ledger.seen.set(about, time)
  ledger.entries++
  return true
}

/** The writes that remove some of what has been kept for long enough. */
async function outdated(store: Store, storage: string, time: number): Promise<Write[]> {
  const last = newestFirst(time - keptMilliseconds)
  const removed = async (prefix: Key) => {
    const entries = await store.list(prefix, { after: [...prefix, last], limit: mostRemoved })
    return entries.map(({ key }) => ({ key, value: null }))
  }
  return [...(await removed(accessKey(storage, 'denied'))), ...(await removed(leftOutKey(storage)))]
}
