// What every store promises about counters: commutative, limited, and as durable as anything else.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import { OverLimit, Stale, countOf } from '../../server/store/store.ts'
import type { Store } from '../../server/store/store.ts'
import { temporaryFolder } from '../support/cli.ts'

const backends = {
  memory: () => openMemoryStore(),
  lmdb: (folder: string) => openLmdbStore(folder),
}

const counter = ['used', '/alice/']
const bytes = (text: string) => new TextEncoder().encode(text)
const count = async (store: Store) => countOf((await store.get(counter))?.value)

describe.each(Object.entries(backends))('counters of the %s store', (_name, open) => {
  let store: Store
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  beforeEach(async () => {
    folder = await temporaryFolder()
    store = open(folder.path)
  })
  afterEach(async () => {
    await store.close()
    await folder[Symbol.asyncDispose]()
  })

  it('begin at nothing and go up and down', async () => {
    const before = await count(store)
    await store.commit([{ key: counter, add: 7 }])
    await store.commit([{ key: counter, add: -9 }])

    expect(before).toBe(0)
    expect(await count(store)).toBe(-2)
  })

  it('add up within one commit too', async () => {
    await store.commit([
      { key: counter, add: 1 },
      { key: ['other'], value: bytes('x') },
      { key: counter, add: 2 },
    ])

    expect(await count(store)).toBe(3)
  })

  it('lose no addition of many at once, and make none of them wait', async () => {
    const all = Array.from({ length: 200 }, (_, index) =>
      store.commit([
        { key: counter, add: index },
        { key: ['member', String(index)], value: bytes('') },
      ]),
    )
    await Promise.all(all)

    expect(await count(store)).toBe((199 * 200) / 2)
  })

  it('let as many of many through as there is room for, and nothing of the others', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        store.commit(
          [
            { key: counter, add: 10 },
            { key: ['member', String(index)], value: bytes('') },
          ],
          [{ key: counter, atMost: 105 }],
        ),
      ),
    )

    const refused = outcomes.filter((each) => each.status === 'rejected')
    expect(refused).toHaveLength(40)
    expect(refused.every(({ reason }) => reason instanceof OverLimit)).toBe(true)
    expect(await count(store)).toBe(100)
    expect(await store.list(['member'])).toHaveLength(10)
  })

  it('may reach their limit exactly, and be above one that a commit does not ask about', async () => {
    await store.commit([{ key: counter, add: 10 }], [{ key: counter, atMost: 10 }])
    const within = store.commit([{ key: counter, add: -1 }], [{ key: counter, atMost: 8 }])

    await expect(within).rejects.toThrow(OverLimit)
    await expect(store.commit([{ key: counter, add: -1 }])).resolves.toBeUndefined()
    expect(await count(store)).toBe(9)
  })

  it('are asked after everything else, so that what is stale is decided again', async () => {
    const both = store.commit(
      [{ key: counter, add: 10 }],
      [
        { key: counter, atMost: 5 },
        { key: ['gone'], revision: 1 },
      ],
    )

    await expect(both).rejects.toThrow(Stale)
  })

  it.each([0.5, Number.NaN, Infinity, 2 ** 60])('refuse to add %s', async (add) => {
    await expect(store.commit([{ key: counter, add }])).rejects.toThrow(RangeError)
    expect(await store.get(counter)).toBeUndefined()
  })

  it('hold a limit on a counter that nobody has written', async () => {
    const other = [{ key: ['other'], value: bytes('') }]

    await expect(store.commit(other, [{ key: counter, atMost: 0 }])).resolves.toBeUndefined()
    await expect(store.commit(other, [{ key: counter, atMost: -1 }])).rejects.toThrow(OverLimit)
  })
})

it('a counter in the embedded store agrees with its entries after a process was killed', async () => {
  await using folder = await temporaryFolder()
  const script = fileURLToPath(new URL('../support/count-forever.ts', import.meta.url))
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder.path])
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  const store = openLmdbStore(folder.path)
  const entries = await store.list(['member'], { limit: 1_000_000 })
  expect(entries.length).toBeGreaterThan(0)
  expect(await count(store)).toBe(entries.length)
  await store.close()
})
