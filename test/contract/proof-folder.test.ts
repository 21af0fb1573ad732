// What is believed of the used proofs on disk when a server starts: with real files, real damage.
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSeenProofs } from '../../server/authentication/seen-proofs.ts'
import { isSameBoot, readBootId } from '../../server/boot-id.ts'
import { prepareProofs, settleProofs } from '../../server/proof-folder.ts'
import { openLmdbNames } from '../../server/store/lmdb-names.ts'

const start = 1_700_000_000
const proof = { thumbprint: 'key', jti: 'a', iat: start + 5 }

let root: string
let folder: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'freehold-proofs-'))
  folder = join(root, 'seen-proofs')
})
afterEach(() => rm(root, { recursive: true }))

/** One run of a server: what becomes of a proof in it, and from when on proofs are known. */
async function run(boot: string, seconds: number, used = proof) {
  const since = prepareProofs(folder, { boot, time: seconds * 1000 })
  const names = openLmdbNames(folder)
  const use = await createSeenProofs(() => seconds * 1000, { names, since }).use(used)
  await names.close()
  return { since, use }
}

describe('used proofs on disk', () => {
  it('are known from the first start on', async () => {
    expect(await run('one', start)).toEqual({ since: start, use: 'first' })
  })

  it('are kept when the server was killed and the machine was not', async () => {
    await run('one', start)

    expect(await run('one', start + 9)).toEqual({ since: start, use: 'used' })
  })

  it('are kept over a start of the machine when the server was stopped before', async () => {
    await run('one', start)
    settleProofs(folder)

    expect(await run('two', start + 60)).toEqual({ since: start, use: 'used' })
  })

  it('are given up when the machine stopped under the server, until none can be replayed', async () => {
    await run('one', start)

    const after = await run('two', start + 60)

    expect(after).toEqual({ since: start + 70, use: 'before-start' })
    const first = await run('two', start + 65, { ...proof, iat: start + 69 })
    expect(first.use).toBe('before-start')
    const second = await run('two', start + 70, { ...proof, iat: start + 70 })
    expect(second.use).toBe('first')
  })

  const damage: Record<string, (data: string) => Promise<unknown>> = {
    'are overwritten': async (data) => writeFile(data, randomBytes(100_000)),
    'begin with zeros': async (data) => {
      const rest = (await readFile(data)).subarray(8_192)
      await writeFile(data, Buffer.concat([Buffer.alloc(8_192), rest]))
    },
    'are cut off': async (data) => truncate(data, 2 * 4_096 + 100),
    'are cut off in the head': async (data) => truncate(data, 50),
    'have no state': async (data) => rm(join(data, '../state.json')),
    'have a state that is no JSON': async (data) => writeFile(join(data, '../state.json'), '{"bo'),
    'have a state of another form': async (data) => writeFile(join(data, '../state.json'), '{}'),
  }

  it.each(Object.entries(damage))('are given up when they %s', async (_how, harm) => {
    await run('one', start)
    settleProofs(folder)
    await harm(join(folder, 'data.mdb'))

    expect(await run('one', start + 20)).toEqual({ since: start + 30, use: 'before-start' })
    expect((await run('one', start + 40, { ...proof, iat: start + 35 })).use).toBe('first')
  })

  it('are given up when there is something else in their place', async () => {
    await writeFile(folder, 'not a folder')

    expect((await run('one', start)).since).toBe(start + 10)
  })

  it('do not depend on what stands in the file of locks', async () => {
    await run('one', start)
    await writeFile(join(folder, 'lock.mdb'), randomBytes(10_000))

    expect((await run('one', start + 9)).use).toBe('used')
  })

  it('that somebody removed open nothing that was made before', async () => {
    await run('one', start)
    await rm(folder, { recursive: true })

    expect(await run('one', start + 20)).toEqual({ since: start + 20, use: 'before-start' })
  })

  it('are believed by the form that LMDB writes today', async () => {
    await run('one', start)
    const copy = join(root, 'copy.mdb')
    await copyFile(join(folder, 'data.mdb'), copy)

    expect((await readFile(copy)).length).toBeGreaterThan(8_192)
    expect((await run('one', start + 1)).since).toBe(start)
  })
})

describe('a start of the machine', () => {
  it('has the same id whenever it is asked for', () => {
    expect(isSameBoot(readBootId(Date.now()), readBootId(Date.now() + 1_000))).toBe(true)
  })

  it('that is known by its time only may seem to move by seconds', () => {
    expect(isSameBoot('1700000000000', '1700000001500')).toBe(true)
    expect(isSameBoot('1700000000000', '1700000030000')).toBe(false)
    expect(isSameBoot('7f0c', '7f0d')).toBe(false)
  })
})
