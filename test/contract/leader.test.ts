// What several processes on one store may rely on when a job must be done by one of them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openLeadership } from '../../server/leader.ts'
import type { Job, Leadership } from '../../server/leader.ts'
import { openLog } from '../../server/log.ts'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'

const backends = {
  memory: () => openMemoryStore(),
  lmdb: (folder: string) => openLmdbStore(folder),
}

/** As long as a crowded machine may need. */
const patience = { timeout: 15_000 }

describe.each(Object.entries(backends))('leading on the %s store', (_name, open) => {
  let store: Store
  let folder: string
  let opened: Leadership[]
  /** Who runs the job at the moment. */
  let running: Set<string>
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'freehold-leader-'))
    store = open(folder)
    opened = []
    running = new Set()
  })
  afterEach(async () => {
    await Promise.all(opened.map((each) => each.close()))
    await store.close()
    await rm(folder, { recursive: true })
  })

  /** A process that wants to lead, more hasty than usual. */
  function candidate(id: string, changes: { store?: Store; now?: () => number } = {}) {
    const hasty = { renewMs: 10, lastsMs: 1_500 }
    const log = openLog('silent')
    const leadership = openLeadership({ store, now: Date.now, id, log, ...hasty, ...changes })
    opened.push(leadership)
    return leadership
  }

  function jobOf(id: string): Job {
    return async (signal) => {
      running.add(id)
      await aborted(signal)
      running.delete(id)
    }
  }

  const settled = (who: string[]) => vi.waitFor(() => expect([...running]).toEqual(who), patience)

  it('is for one of them alone', async () => {
    candidate('a').lead('job', jobOf('a'))
    await settled(['a'])
    const most = { count: 0 }

    candidate('b').lead('job', async (signal) => {
      most.count++
      await aborted(signal)
    })
    await severalLooks(store)

    expect(most.count).toBe(0)
    expect([...running]).toEqual(['a'])
  })

  it('passes to another one as soon as the first one closes', async () => {
    const first = candidate('a')
    first.lead('job', jobOf('a'))
    await settled(['a'])
    candidate('b').lead('job', jobOf('b'))

    await first.close()

    expect(running.has('a')).toBe(false)
    await settled(['b'])
  })

  it('passes to another one when the first one dies, and ends where it was', async () => {
    const link = { isUp: true }
    candidate('a', { store: cutOff(store, link) }).lead('job', jobOf('a'))
    await settled(['a'])
    candidate('b').lead('job', jobOf('b'))

    link.isUp = false

    await settled(['b'])
  })

  it('is not kept by a lease that ends in a distant future', async () => {
    candidate('a', { now: () => Date.now() + 3_600_000 }).lead('job', jobOf('a'))
    await settled(['a'])

    candidate('b').lead('job', jobOf('b'))

    await vi.waitFor(() => expect(running.has('b')).toBe(true), patience)
  })

  it('begins a job again that failed, and one that comes later', async () => {
    const leadership = candidate('a')
    const tries = { count: 0 }
    leadership.lead('fails twice', async () => {
      if (++tries.count < 3) throw new Error('not yet')
    })
    await vi.waitFor(() => expect(tries.count).toBe(3), patience)

    const later = leadership.lead('later', jobOf('later'))
    await settled(['later'])
    await later.close()

    expect([...running]).toEqual([])
  })
})

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Resolves when the holder has renewed its lease a few times. */
async function severalLooks(store: Store): Promise<void> {
  const seen = new Set<number | undefined>()
  await vi.waitFor(async () => {
    seen.add((await store.get(['server', 'leader']))?.revision)
    expect(seen.size).toBeGreaterThan(5)
  }, patience)
}

const refuse = () => Promise.reject(new Error('The disk is gone'))

/** The store of a process that hangs or is gone: nothing is answered any more. */
function cutOff(store: Store, link: { readonly isUp: boolean }): Store {
  return {
    ...store,
    get: (key) => (link.isUp ? store.get(key) : refuse()),
    commit: (...args) => (link.isUp ? store.commit(...args) : refuse()),
  }
}
