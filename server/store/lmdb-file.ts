// Whether a file can be opened as an LMDB environment. LMDB trusts what it maps: a file that was cut
// off or overwritten ends the process, and no exception says so.
import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** Each of the first two pages says what the file was after every other commit. */
interface Meta {
  readonly pageSize: number
  readonly lastPage: bigint
  readonly commit: bigint
}

// After a page header of 24 bytes: mark, version, address, map size, two trees of 48 bytes, the rest.
const places = { mark: 24, version: 28, pageSize: 48, lastPage: 144, commit: 152, end: 160 }
const mark = 0xbeefc0de
const version = 2

/**
 * Whether it begins as it must and is as long as it says; undefined when there is nothing in it yet.
 * Damage further inside is not seen.
 */
export function isSoundEnvironment(file: string): boolean | undefined {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return undefined
  const first = readMeta(file, 0)
  const second = first && readMeta(file, first.pageSize)
  if (!first || !second) return false
  const { pageSize, lastPage } = first.commit > second.commit ? first : second
  return second.pageSize === first.pageSize && BigInt(size) >= (lastPage + 1n) * BigInt(pageSize)
}

function readMeta(file: string, from: number): Meta | undefined {
  const bytes = readBytes(file, from, places.end)
  if (bytes.readUInt32LE(places.mark) !== mark) return undefined
  if (bytes.readUInt32LE(places.version) !== version) return undefined
  return {
    pageSize: bytes.readUInt32LE(places.pageSize),
    lastPage: bytes.readBigUInt64LE(places.lastPage),
    commit: bytes.readBigUInt64LE(places.commit),
  }
}

/** Zeros stand for what is behind the end of the file. */
function readBytes(file: string, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  const opened = openSync(file, 'r')
  readSync(opened, bytes, 0, length, from)
  closeSync(opened)
  return bytes
}
