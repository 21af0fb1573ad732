// What all stores of blobs promise, told once and held against each of them.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Blobs } from '../../server/store/blobs.ts'
import { openFileBlobs } from '../../server/store/file-blobs.ts'
import { openMemoryBlobs } from '../../server/store/memory-blobs.ts'

const backends = {
  memory: async () => openMemoryBlobs(),
  file: (folder: string) => openFileBlobs(folder),
}

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half')
  throw new Error('the client went away')
}

async function textOf(stream: AsyncIterable<Uint8Array> | undefined): Promise<string | undefined> {
  if (!stream) return undefined
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function idsOf(blobs: Blobs, before: number): Promise<string[]> {
  return Readable.from(blobs.idsBefore(before)).toArray()
}

describe.each(Object.entries(backends))('%s blobs', (_name, open) => {
  let blobs: Blobs
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'freehold-blobs-'))
    blobs = await open(folder)
  })
  afterEach(async () => {
    await blobs.close()
    await rm(folder, { recursive: true })
  })

  it('give back what was put, each under an id of its own', async () => {
    const one = await blobs.put(pieces('hello ', 'world'))
    const other = await blobs.put(pieces('hello ', 'world'))

    expect(one).not.toBe(other)
    expect(await textOf(await blobs.get(one))).toBe('hello world')
  })

  it('give back parts, both ends included', async () => {
    const id = await blobs.put(pieces('0123', '4567'))

    expect(await textOf(await blobs.get(id, { first: 2, last: 5 }))).toBe('2345')
    expect(await textOf(await blobs.get(id, { first: 0, last: 0 }))).toBe('0')
  })

  it('keep empty ones too', async () => {
    expect(await textOf(await blobs.get(await blobs.put(pieces())))).toBe('')
  })

  it('have nothing under an unknown id', async () => {
    expect(await blobs.get('no-such-blob')).toBeUndefined()
    await expect(blobs.delete('no-such-blob')).resolves.toBeUndefined()
  })

  it('let readers that have begun finish, and nobody begin, after a blob is deleted', async () => {
    const id = await blobs.put(pieces('still here'))
    const reading = await blobs.get(id)
    await blobs.delete(id)

    expect(await textOf(reading)).toBe('still here')
    expect(await blobs.get(id)).toBeUndefined()
  })

  it('keep nothing of bytes that end with an error', async () => {
    await expect(blobs.put(broken())).rejects.toThrow('the client went away')

    expect(await idsOf(blobs, Date.now() + 1000)).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  it('tell which ones were there before a time', async () => {
    const id = await blobs.put(pieces('old'))

    expect(await idsOf(blobs, Date.now() + 1000)).toEqual([id])
    expect(await idsOf(blobs, 0)).toEqual([])
  })
})
