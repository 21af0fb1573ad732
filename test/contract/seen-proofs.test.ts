// What every memory of used proofs promises, told once and held against each of them.
import * as fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSeenProofs } from '../../server/authentication/seen-proofs.ts'
import { openLmdbNames } from '../../server/store/lmdb-names.ts'
import { openMemoryNames } from '../../server/store/names.ts'
import type { Names } from '../../server/store/names.ts'

const start = 1_700_000_000

const backends = {
  memory: (_folder: string, limit?: number) => openMemoryNames(limit),
  lmdb: (folder: string, limit?: number) => openLmdbNames(folder, limit),
}

describe.each(Object.entries(backends))('used proofs in %s', (_name, open) => {
  let folder: string
  let clock: { seconds: number }
  let opened: Names[]
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'freehold-proofs-'))
    clock = { seconds: start }
    opened = []
  })
  afterEach(async () => {
    await Promise.all(opened.map((each) => each.close()))
    await rm(folder, { recursive: true })
  })

  async function openSeen(limit?: number) {
    const names = open(await mkdtemp(join(folder, 'names-')), limit)
    opened.push(names)
    return createSeenProofs(() => clock.seconds * 1000, { names, since: 0 })
  }

  it('tells the first use from every later one, for as long as a proof is accepted', async () => {
    const uses = fc.array(
      fc.record({ jti: fc.constantFrom('a', 'b', 'c'), wait: fc.integer({ min: 0, max: 40 }) }),
      { maxLength: 40 },
    )
    const check = fc.asyncProperty(uses, async (steps) => {
      clock.seconds = start
      const seen = await openSeen()
      const made = new Map<string, number>()

      for (const { jti, wait } of steps) {
        clock.seconds += wait
        const before = made.get(jti)
        const known = before !== undefined && clock.seconds - before <= 120
        const iat = known ? before : clock.seconds
        made.set(jti, iat)

        const use = await seen.use({ thumbprint: 'key', jti, iat })

        expect(use).toBe(known ? 'used' : 'first')
      }
    })
    await fc.assert(check, { numRuns: 40 })
  })

  it('let one of many through that come at once', async () => {
    const seen = await openSeen()
    const proof = { thumbprint: 'key', jti: 'a', iat: start }

    const uses = await Promise.all(Array.from({ length: 20 }, () => seen.use(proof)))

    expect(uses.filter((use) => use === 'first')).toHaveLength(1)
    expect(uses.filter((use) => use === 'used')).toHaveLength(19)
  })

  it('are told apart by key, by jti and by nothing else', async () => {
    const seen = await openSeen()
    const proof = { thumbprint: 'key', jti: 'a', iat: start }
    await seen.use(proof)

    expect(await seen.use({ ...proof, thumbprint: 'other' })).toBe('first')
    expect(await seen.use({ ...proof, jti: 'b' })).toBe('first')
    expect(await seen.use({ ...proof, iat: start + 0.5 })).toBe('used')
  })

  it('let nothing new in while there is no room, and are still known', async () => {
    const seen = await openSeen(2)
    const use = async (jti: string) => seen.use({ thumbprint: 'key', jti, iat: clock.seconds })
    await use('a')
    await use('b')

    expect(await use('c')).toBe('full')
    expect(await use('a')).toBe('used')
    clock.seconds += 200
    expect(await use('c')).toBe('first')
  })

  it('make room for as many as ever, again and again', async () => {
    const seen = await openSeen(1_000)
    const uses = []

    for (let round = 0; round < 5; round++) {
      clock.seconds += 200
      const names = Array.from({ length: 1_000 }, (_, index) => `${round}-${index}`)
      for (let at = 0; at < 1_000; at += 100) {
        const some = names.slice(at, at + 100)
        const iat = clock.seconds
        uses.push(
          ...(await Promise.all(some.map((jti) => seen.use({ thumbprint: 'k', jti, iat })))),
        )
      }
    }

    expect(uses.filter((use) => use !== 'first')).toEqual([])
  })
})

describe('used proofs', () => {
  it('from before the memory began are not known, so they open nothing', async () => {
    const seen = createSeenProofs(() => start * 1000 + 900)
    const proof = { thumbprint: 'key', jti: 'a' }

    expect(await seen.use({ ...proof, iat: start - 1 })).toBe('before-start')
    expect(await seen.use({ ...proof, iat: start })).toBe('first')
  })

  it('on disk are known after the memory was opened again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'freehold-proofs-'))
    const proof = { thumbprint: 'key', jti: 'a', iat: start }
    const openSeen = (names: Names) => createSeenProofs(() => start * 1000, { names, since: 0 })
    const before = openLmdbNames(folder)
    await openSeen(before).use(proof)
    await before.close()

    const after = openLmdbNames(folder)

    expect(await openSeen(after).use(proof)).toBe('used')
    await after.close()
    await rm(folder, { recursive: true })
  })
})
