// Blobs in memory, forgotten when closed: for tests and trials.
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { BlobRange, Blobs } from './blobs.ts'

export function openMemoryBlobs(now: () => number = Date.now): Blobs {
  const items = new Map<string, { readonly bytes: Buffer; readonly time: number }>()
  return { put, get, delete: remove, idsBefore, close }

  async function put(bytes: AsyncIterable<Uint8Array>): Promise<string> {
    const chunks: Uint8Array[] = []
    for await (const chunk of bytes) chunks.push(Uint8Array.from(chunk))
    const id = randomUUID()
    items.set(id, { bytes: Buffer.concat(chunks), time: now() })
    return id
  }

  async function get(id: string, range?: BlobRange): Promise<Readable | undefined> {
    const bytes = items.get(id)?.bytes
    if (!bytes) return undefined
    const part = range ? bytes.subarray(range.first, range.last + 1) : bytes
    return Readable.from(part.length > 0 ? [part] : [])
  }

  async function remove(id: string): Promise<void> {
    items.delete(id)
  }

  async function* idsBefore(before: number): AsyncGenerator<string> {
    for (const [id, { time }] of items) if (time < before) yield id
  }

  async function close(): Promise<void> {
    items.clear()
  }
}
