// The embedded store: LMDB, one environment in a folder, shared by all processes of a machine.
// A value is stored as 8 bytes of revision followed by its bytes.
import { mkdirSync } from 'node:fs'
import { open } from 'lmdb'
import type { Database } from 'lmdb'
import { addedTo, changesOf, partConditions } from './changes.ts'
import { bytesOfKey, endOfPrefix, keyOfBytes } from './key-bytes.ts'
import { OverLimit, Stale, countOf } from './store.ts'
import type { AtMost, Condition, Entry, Key, Page, Store, Write } from './store.ts'

// Sorts before every other key, because no key of ours is empty.
const counter = Buffer.from([0])

export function openLmdbStore(folder: string): Store {
  mkdirSync(folder, { recursive: true })
  const db: Database<Buffer, Buffer> = open({
    path: folder,
    encoding: 'binary',
    keyEncoding: 'binary',
    // Room to grow into, reserved in the address space only.
    mapSize: 2 ** 40,
    maxReaders: 512,
  })
  return { get, list, commit, close }

  async function get(key: Key): Promise<Entry | undefined> {
    const stored = db.get(bytesOfKey(key))
    return stored && entryOf(key, stored)
  }

  async function list(prefix: Key, page: Page = {}): Promise<Entry[]> {
    const { after, limit = 1000, backwards: reverse = false } = page
    const first = bytesOfKey(prefix)
    const last = endOfPrefix(first)
    const start = after ? bytesOfKey(after) : reverse ? last : first
    const range = db.getRange({ start, end: reverse ? first : last, reverse, limit: limit + 1 })
    return [...range]
      .filter(({ key }) => !key.equals(start) && !key.equals(first))
      .slice(0, limit)
      .map(({ key, value }) => entryOf(keyOfBytes(key), value))
  }

  async function commit(writes: readonly Write[], conditions: readonly Condition[] = []) {
    const changes = changesOf(writes)
    const { limits, others } = partConditions(conditions)
    // An exception inside would leave earlier puts of the same batch to their fate: return instead.
    const refused = await db.transaction(() => {
      const broken = others.find((each) => !holds(each))
      if (broken) return new Stale('emptyBelow' in broken ? broken.emptyBelow : broken.key)
      const exceeded = limits.find((each) => !staysWithin(each, writes))
      if (exceeded) return new OverLimit(exceeded.key)
      const revision = Number(db.get(counter)?.readBigUInt64BE() ?? 0n) + 1
      const head = Buffer.alloc(8)
      head.writeBigUInt64BE(BigInt(revision))
      db.putSync(counter, head)
      for (const { keyAt, next } of changes) {
        const key = keyAt(revision)
        const value = next(() => db.get(key)?.subarray(8))
        if (value === null) db.removeSync(key)
        else db.putSync(key, Buffer.concat([head, value]))
      }
      return undefined
    })
    if (refused) throw refused
    await db.flushed
  }

  async function close() {
    await db.close()
  }

  function staysWithin({ key, atMost }: AtMost, writes: readonly Write[]): boolean {
    const limited = bytesOfKey(key)
    return countOf(db.get(limited)?.subarray(8)) + addedTo(limited, writes) <= atMost
  }

  function holds(condition: Exclude<Condition, AtMost>): boolean {
    if ('emptyBelow' in condition) {
      const start = bytesOfKey(condition.emptyBelow)
      const below = [...db.getKeys({ start, end: endOfPrefix(start), limit: 2 })]
      return below.every((key) => key.equals(start))
    }
    const stored = db.get(bytesOfKey(condition.key))
    const expected = 'absent' in condition ? undefined : condition.revision
    return stored === undefined ? expected === undefined : revisionOf(stored) === expected
  }
}

function entryOf(key: Key, stored: Buffer): Entry {
  return { key, value: stored.subarray(8), revision: revisionOf(stored) }
}

function revisionOf(stored: Buffer): number {
  return Number(stored.readBigUInt64BE())
}
