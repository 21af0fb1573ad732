// Whether this server can do its work: tried out for real, but not by every request that asks.
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Blobs } from './store/blobs.ts'
import type { Store } from './store/store.ts'

export interface Health {
  /** The names of the parts that do not work; [] when all do. */
  failing(): Promise<readonly string[]>
  /** From now on the rooms are open, and work by these. */
  opened(parts: { readonly store: Store; readonly blobs: Blobs }): void
  /** From now on requests are turned away. */
  stopping(): void
}

interface HealthWorld {
  readonly now: () => number
  /** How long a part may take to answer. */
  readonly patienceMs: number
}

/** A result is good for so long, so that asking costs a busy server nothing. */
const freshMs = 1_000

type Trial = () => Promise<void>

export function createHealth({ now, patienceMs }: HealthWorld): Health {
  const state = { phase: 'opening' as 'opening' | 'open' | 'stopping' }
  const trials = new Map<string, () => Promise<boolean>>()
  return {
    async failing() {
      if (state.phase !== 'open') return [state.phase]
      const results = await Promise.all(
        [...trials].map(async ([name, works]) => ((await works()) ? [] : [name])),
      )
      return results.flat()
    },
    opened({ store, blobs }) {
      trials.set(
        'store',
        remembered(() => tryStore(store)),
      )
      trials.set(
        'blobs',
        remembered(() => tryBlobs(blobs)),
      )
      if (state.phase === 'opening') state.phase = 'open'
    },
    stopping: () => void (state.phase = 'stopping'),
  }

  /** At most one trial at a time: a part that hangs is not asked again until it has answered. */
  function remembered(trial: Trial): () => Promise<boolean> {
    const last = { at: -Infinity, running: undefined as Promise<boolean> | undefined, works: true }
    return async () => {
      if (!last.running && now() - last.at < freshMs) return last.works
      last.running ??= outcome(trial).then((works) => {
        Object.assign(last, { at: now(), running: undefined, works })
        return works
      })
      return inTime(last.running, patienceMs)
    }
  }
}

function outcome(trial: Trial): Promise<boolean> {
  return trial().then(
    () => true,
    () => false,
  )
}

async function inTime(running: Promise<boolean>, patienceMs: number): Promise<boolean> {
  const late = { timer: undefined as NodeJS.Timeout | undefined }
  const tooLate = new Promise<boolean>((resolve) => {
    late.timer = setTimeout(() => resolve(false), patienceMs)
  })
  const works = await Promise.race([running, tooLate])
  clearTimeout(late.timer)
  return works
}

const key = ['server', 'ready']

async function tryStore(store: Store): Promise<void> {
  const value = Buffer.from(randomUUID())
  await store.commit([{ key, value }])
  if (!(await store.get(key))) throw new Error('The store does not give back what it took')
}

async function tryBlobs(blobs: Blobs): Promise<void> {
  const id = await blobs.put(Readable.from([Buffer.from('ready')]))
  const stream = await blobs.get(id)
  await stream?.toArray()
  await blobs.delete(id)
  if (!stream) throw new Error('The blobs do not give back what they took')
}
