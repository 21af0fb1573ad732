// Large bodies, kept beside the store. A blob is written once under an id of its own and never
// changed; what refers to it is in the store.
import type { Readable } from 'node:stream'

export interface BlobRange {
  readonly first: number
  /** Included. */
  readonly last: number
}

/** Every implementation promises what is said here; `test/contract/blobs.test.ts` holds it to it. */
export interface Blobs {
  /**
   * Keeps all bytes and resolves to a new id when they would survive a power cut. When the bytes
   * end with an error nothing is kept, and the error is thrown on.
   */
  put(bytes: AsyncIterable<Uint8Array>): Promise<string>

  /** The bytes, or a part of them; undefined when there is no such blob. */
  get(id: string, range?: BlobRange): Promise<Readable | undefined>

  /** Readers that have begun still get all bytes. Deleting what is not there is fine. */
  delete(id: string): Promise<void>

  /** The ids of blobs that were there before a time (epoch milliseconds). */
  idsBefore(time: number): AsyncIterable<string>

  close(): Promise<void>
}
