// Blobs as files: written aside, flushed, then renamed, so that a blob is whole or not there.
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { BlobRange, Blobs } from './blobs.ts'

const unfinished = '.part'

/** Opens the blobs of a folder, which is made when it is not there. */
export async function openFileBlobs(folder: string): Promise<Blobs> {
  await mkdir(folder, { recursive: true })
  return { put, get, delete: remove, idsBefore, close: () => Promise.resolve() }

  async function put(bytes: AsyncIterable<Uint8Array>): Promise<string> {
    const id = randomUUID()
    const file = join(folder, id)
    try {
      await writeFlushed(file + unfinished, bytes)
      await rename(file + unfinished, file)
      await flushFolder(folder)
    } catch (error) {
      await rm(file + unfinished, { force: true })
      throw error
    }
    return id
  }

  async function get(id: string, range?: BlobRange): Promise<Readable | undefined> {
    const handle = await openIfThere(join(folder, id))
    if (!handle) return undefined
    const part = range ? { start: range.first, end: range.last } : {}
    return createReadStream('', { fd: handle, ...part })
  }

  async function remove(id: string): Promise<void> {
    await rm(join(folder, id), { force: true })
  }

  /** Uploads that a crash cut off are among them, so that a sweep finds them. */
  async function* idsBefore(before: number): AsyncGenerator<string> {
    for await (const { name } of await opendir(folder)) {
      if (await isOlder(join(folder, name), before)) yield name
    }
  }
}

async function writeFlushed(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    for await (const chunk of bytes) await handle.writeFile(chunk)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A new name in a folder is durable only when the folder itself is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function isOlder(file: string, before: number): Promise<boolean> {
  try {
    return (await stat(file)).mtimeMs < before
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
