// Names that were used, shared by all processes of a machine: an LMDB environment of its own that
// never waits for the disk. A key is 4 bytes of period followed by the name.
import { mkdirSync } from 'node:fs'
import { open } from 'lmdb'
import type { Database } from 'lmdb'
import { mostNames } from './names.ts'
import type { Known, Names } from './names.ts'

interface Asked {
  readonly key: Buffer
  readonly forgetBefore: number
  readonly resolve: (known: Known) => void
  readonly reject: (error: unknown) => void
}

const present = Buffer.from([1])
/** How many outdated names one transaction removes: a moment's work, but more than it adds. */
const mostForgotten = 256

/** What the folder holds must be sound: LMDB trusts it. */
export function openLmdbNames(folder: string, limit = mostNames): Names {
  mkdirSync(folder, { recursive: true })
  const db: Database<Buffer, Buffer> = open({
    path: folder,
    encoding: 'binary',
    keyEncoding: 'binary',
    mapSize: 2 ** 30,
    maxReaders: 512,
    noSync: true,
    overlappingSync: false,
  })
  let waiting: Asked[] = []
  let forgotten = 0
  return { add, close }

  function add(name: Buffer, period: number, forgetBefore: number): Promise<Known> {
    return new Promise((resolve, reject) => {
      // Whoever asks in the same turn shares a transaction: alone it costs several times as much.
      if (waiting.length === 0) setImmediate(settle)
      waiting.push({ key: keyOf(period, name), forgetBefore, resolve, reject })
    })
  }

  function settle() {
    const asked = waiting
    waiting = []
    if (asked.length === 0) return
    try {
      const answers = db.transactionSync(() => addAll(asked))
      for (const [index, { resolve }] of asked.entries()) resolve(answers[index]!)
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }

  async function close() {
    settle()
    await db.close()
  }

  function addAll(asked: readonly Asked[]): Known[] {
    forget(Math.min(...asked.map(({ forgetBefore }) => forgetBefore)))
    let room = limit - countOf(db)
    return asked.map(({ key }) => {
      if (db.doesExist(key)) return 'known'
      if (room-- <= 0) return 'full'
      db.putSync(key, present)
      return 'new'
    })
  }

  function forget(before: number) {
    if (before <= forgotten) return
    const outdated = [...db.getKeys({ end: periodKey(before), limit: mostForgotten })]
    for (const key of outdated) db.removeSync(key)
    if (outdated.length < mostForgotten) forgotten = before
  }
}

function countOf(db: Database<Buffer, Buffer>): number {
  return (db.getStats() as { entryCount: number }).entryCount
}

function keyOf(period: number, name: Buffer): Buffer {
  return Buffer.concat([periodKey(period), name])
}

function periodKey(period: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(Math.min(Math.max(period, 0), 2 ** 32 - 1))
  return bytes
}
