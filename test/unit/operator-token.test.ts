// The operator's secret on disk.
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { operatorTokenIn } from '../../server/operator-token.ts'

let parent: string
let folder: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'freehold-operator-'))
  folder = join(parent, 'data')
})
afterEach(() => rm(parent, { recursive: true }))

it('is made once, and open to its owner alone, as is the folder of the data', async () => {
  const token = operatorTokenIn(folder)

  expect(operatorTokenIn(folder)).toBe(token)
  expect(await readdir(folder)).toEqual(['operator.token'])
  expect((await stat(join(folder, 'operator.token'))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
})

it.each(['', '\n', 'short'])(
  'is never %j, as a start that was killed may leave it',
  async (text) => {
    operatorTokenIn(folder)
    await writeFile(join(folder, 'operator.token'), text)

    expect(() => operatorTokenIn(folder)).toThrow(/remove it to get a new one/)
  },
)
