// What every store promises, told once and held against each backend.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import { Stale, entriesBelow } from '../../server/store/store.ts'
import type { Page, Store } from '../../server/store/store.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (value: Uint8Array | undefined) => new TextDecoder().decode(value)

const backends = {
  memory: () => openMemoryStore(),
  lmdb: (folder: string) => openLmdbStore(folder),
}

describe.each(Object.entries(backends))('the %s store', (_name, open) => {
  let store: Store
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'freehold-store-'))
    store = open(folder)
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })

  it('returns what was committed, and undefined for what was not', async () => {
    await store.commit([{ key: ['a', 'b'], value: bytes('one') }])

    expect(text((await store.get(['a', 'b']))?.value)).toBe('one')
    expect(await store.get(['a'])).toBeUndefined()
    expect(await store.get(['a', 'bb'])).toBeUndefined()
  })

  it('lists from the end where that is asked for', async () => {
    const keys = [['a'], ['a', '1'], ['a', '2'], ['a', '3'], ['ab', '4'], ['b', '5']]
    await store.commit(keys.map((key) => ({ key, value: bytes(key.join()) })))
    const names = async (page: Page) =>
      (await store.list(['a'], { ...page, backwards: true })).map(({ key }) => key.join('/'))

    expect(await names({})).toEqual(['a/3', 'a/2', 'a/1'])
    expect(await names({ limit: 1 })).toEqual(['a/3'])
    expect(await names({ after: ['a', '3'] })).toEqual(['a/2', 'a/1'])
    expect(await names({ after: ['a', '2', 'x'], limit: 1 })).toEqual(['a/2'])
    expect(await store.list(['c'], { backwards: true })).toEqual([])
  })

  it('gives every write of a key a higher revision, also after it was deleted', async () => {
    await store.commit([{ key: ['a'], value: bytes('one') }])
    const first = (await store.get(['a']))!.revision
    await store.commit([{ key: ['a'], value: null }])
    await store.commit([{ key: ['a'], value: bytes('one') }])

    expect((await store.get(['a']))!.revision).toBeGreaterThan(first)
  })

  it('lists what lies below a prefix in key order, segment by segment', async () => {
    const keys = [
      ['c', '/a/', 'x'],
      ['c', '/a/'],
      ['c', '/a/', 'b'],
      ['c', '/a/b', 'n'],
      ['d', '/a/', 'no'],
    ]
    await store.commit(keys.map((key) => ({ key, value: bytes('') })))

    const below = await store.list(['c', '/a/'])

    expect(below.map(({ key }) => key)).toEqual([
      ['c', '/a/', 'b'],
      ['c', '/a/', 'x'],
    ])
  })

  it('lists in pages that neither repeat nor miss an entry', async () => {
    const names = Array.from({ length: 25 }, (_, index) => String(index).padStart(2, '0'))
    await store.commit(names.map((name) => ({ key: ['m', name], value: bytes(name) })))

    const first = await store.list(['m'], { limit: 10 })
    const rest = await store.list(['m'], { after: first.at(-1)!.key, limit: 100 })
    const all = []
    for await (const entry of entriesBelow(store, ['m'])) all.push(entry.key[1])

    expect([...first, ...rest].map(({ key }) => key[1])).toEqual(names)
    expect(all).toEqual(names)
  })

  it('appends behind everything that was appended before, also within one commit', async () => {
    const names = Array.from({ length: 30 }, (_, index) => String(index))
    for (const name of names.slice(0, 10)) {
      await store.commit([{ key: ['log', 'a'], append: bytes(name) }])
    }
    await store.commit(names.slice(10).map((name) => ({ key: ['log', 'a'], append: bytes(name) })))
    await store.commit([{ key: ['log', 'b'], append: bytes('other') }])

    const entries = await store.list(['log', 'a'])
    const rest = await store.list(['log', 'a'], { after: entries[24]!.key })

    expect(entries.map(({ value }) => text(value))).toEqual(names)
    expect(rest.map(({ value }) => text(value))).toEqual(names.slice(25))
  })

  it('appends nothing when a condition does not hold', async () => {
    const appending = store.commit(
      [{ key: ['log'], append: bytes('one') }],
      [{ key: ['a'], revision: 1 }],
    )

    await expect(appending).rejects.toThrow(Stale)
    expect(await store.list(['log'])).toEqual([])
  })

  it('applies nothing when a condition does not hold', async () => {
    await store.commit([{ key: ['a'], value: bytes('one') }])
    const { revision } = (await store.get(['a']))!
    await store.commit([{ key: ['a'], value: bytes('two') }])

    const late = store.commit(
      [
        { key: ['b'], value: bytes('never') },
        { key: ['a'], value: bytes('never') },
      ],
      [{ key: ['a'], revision }],
    )

    await expect(late).rejects.toThrow(Stale)
    expect(await store.get(['b'])).toBeUndefined()
    expect(text((await store.get(['a']))!.value)).toBe('two')
  })

  it('checks conditions on keys that are not written', async () => {
    await store.commit([{ key: ['acl'], value: bytes('') }])

    const guarded = (condition: Parameters<Store['commit']>[1]) =>
      store.commit([{ key: ['x'], value: bytes('') }], condition)

    await expect(guarded([{ key: ['acl'], absent: true }])).rejects.toThrow(Stale)
    await expect(guarded([{ key: ['gone'], revision: 1 }])).rejects.toThrow(Stale)
    await expect(guarded([{ key: ['other'], absent: true }])).resolves.toBeUndefined()
  })

  it('lets either the child be made or its empty parent be removed, never both', async () => {
    for (let round = 0; round < 20; round++) {
      const parent = ['meta', `/c${round}/`]
      const members = ['member', `/c${round}/`]
      await store.commit([{ key: parent, value: bytes('') }])
      const { revision } = (await store.get(parent))!

      const outcomes = await Promise.allSettled([
        store.commit([{ key: [...members, 'x'], value: bytes('') }], [{ key: parent, revision }]),
        store.commit([{ key: parent, value: null }], [{ emptyBelow: members }]),
      ])

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  it('lets one of many win who create the same key', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        store.commit([{ key: ['a'], value: bytes(String(index)) }], [{ key: ['a'], absent: true }]),
      ),
    )

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('refuses keys that it could not keep in order', async () => {
    await expect(store.commit([{ key: ['a\0b'], value: bytes('') }])).rejects.toThrow(RangeError)
    await expect(store.commit([{ key: ['x'.repeat(2000)], value: bytes('') }])).rejects.toThrow(
      RangeError,
    )
  })
})

it('keeps what was committed in the embedded store across a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'freehold-store-'))
  const before = openLmdbStore(folder)
  await before.commit([{ key: ['a'], value: bytes('kept') }])
  await before.close()

  const after = openLmdbStore(folder)
  expect(text((await after.get(['a']))?.value)).toBe('kept')

  await after.close()
  await rm(folder, { recursive: true })
})
