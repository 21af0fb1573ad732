// Refusals of agents who are signed in: noted for the owner once they are answered, within limits, so
// that a stranger can fill neither the disk nor the log. What goes beyond is counted.
import type { Log } from '../../log.ts'
import { retryWhenStale } from '../../store/store.ts'
import type { Key, Store, Write } from '../../store/store.ts'
import { Problem } from '../../http/problem.ts'
import { entryOf, entryWrite, newestFirst } from './access-log.ts'
import type { Intent } from './ask.ts'
import { accessKey, leftOutKey, notedDenialsKey } from './keys.ts'
import { denialName, denialsText, hasRoom, hour, notedAt } from './noted-denials.ts'
import { readDenials, withDenial } from './noted-denials.ts'
import type { NotedDenials } from './noted-denials.ts'

const longestEntry = 8 * 1024
const keptMilliseconds = 30 * 24 * hour
/** How long what is only counted may wait for its counter. */
const countingDelay = 10_000
/** How many entries that are too old one commit removes. */
const mostRemoved = 20
/** How many may wait to be noted; all others are counted. */
const mostWaiting = 100

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

/** What this process has to do for a storage. */
interface Ledger {
  readonly storage: string
  /** What was noted, as far as this process knows: others may have noted more, never less. */
  known: NotedDenials | undefined
  waiting: number
  /** Refusals that are not in their counter yet, by hour. */
  readonly leftOut: Map<number, number>
  timer: NodeJS.Timeout | undefined
  written: Promise<void>
}

interface Denial {
  readonly name: string
  readonly time: number
  readonly write: Write
}

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
    await ledger.written
    count(ledger)
    await ledger.written
  }

  async function close(): Promise<void> {
    await Promise.all([...ledgers.keys()].map(settled))
  }

  function note(ask: Intent, status: number): void {
    const time = now()
    const ledger = ledgerOf(ask.id.storage)
    const name = denialName(ask.asker.webId, ask.url)
    const write = entryWrite(ask, 'denied', entryOf(ask, time, status))
    const mayFit = hasRoom(notedAt(ledger.known, time), name, time) && !isTooLong(write)
    if (!mayFit || ledger.waiting >= mostWaiting) return leaveOut(ledger, time)
    ledger.waiting++
    inTurn(ledger, () => enter(ledger, { name, time, write }).finally(() => ledger.waiting--))
  }

  function ledgerOf(storage: string): Ledger {
    const ledger = ledgers.get(storage) ?? newLedger(storage)
    ledgers.set(storage, ledger)
    return ledger
  }

  /** Notes it if there is still room, whoever else notes at the same time. */
  function enter(ledger: Ledger, { name, time, write }: Denial): Promise<void> {
    const key = notedDenialsKey(ledger.storage)
    return retryWhenStale(async () => {
      const entry = await store.get(key)
      ledger.known = notedAt(entry && readDenials(entry.value), time)
      if (!hasRoom(ledger.known, name, time)) return leaveOut(ledger, time)
      const noted = withDenial(ledger.known, name, time)
      const writes = [write, { key, value: denialsText(noted) }]
      const old = await outdated(store, ledger.storage, time)
      const unchanged = entry ? { key, revision: entry.revision } : { key, absent: true as const }
      await store.commit([...writes, ...old], [unchanged])
      ledger.known = noted
    })
  }

  function leaveOut(ledger: Ledger, time: number): void {
    const start = time - (time % hour)
    ledger.leftOut.set(start, (ledger.leftOut.get(start) ?? 0) + 1)
    ledger.timer ??= setTimeout(count, countingDelay, ledger).unref()
  }

  function count(ledger: Ledger): void {
    clearTimeout(ledger.timer)
    ledger.timer = undefined
    if (ledger.leftOut.size === 0) return
    const writes = [...ledger.leftOut].map(([start, add]) => {
      return { key: [...leftOutKey(ledger.storage), newestFirst(start)], add }
    })
    ledger.leftOut.clear()
    inTurn(ledger, () => store.commit(writes))
  }

  /** One after another, so that refusals never take more than one place among the writers. */
  function inTurn(ledger: Ledger, work: () => Promise<void>): void {
    ledger.written = ledger.written
      .then(work)
      .catch((err: unknown) => log.warn({ err }, 'a refusal was not noted'))
  }
}

function newLedger(storage: string): Ledger {
  const written = Promise.resolve()
  return { storage, known: undefined, waiting: 0, leftOut: new Map(), timer: undefined, written }
}

function isTooLong(write: Write): boolean {
  return 'value' in write && (write.value?.length ?? 0) > longestEntry
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
