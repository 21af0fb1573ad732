// A store that keeps everything in memory and forgets it when closed: for tests and trials.
import { addedTo, changesOf, partConditions } from './changes.ts'
import { bytesOfKey, endOfPrefix, keyOfBytes } from './key-bytes.ts'
import { OverLimit, Stale, countOf } from './store.ts'
import type { AtMost, Condition, Entry, Key, Page, Store, Write } from './store.ts'

interface Item {
  readonly value: Uint8Array
  readonly revision: number
}

const mostInPlace = 100

export function openMemoryStore(): Store {
  // Keys are bytes in latin1, whose string order is byte order.
  const items = new Map<string, Item>()
  let order: string[] = []
  // Keys that may have come or gone since `order` was put right.
  const touched = new Set<string>()
  let revision = 0
  return { get, list, commit, close }

  async function get(key: Key): Promise<Entry | undefined> {
    const item = items.get(id(key))
    return item && { key, ...item }
  }

  async function list(prefix: Key, page: Page = {}): Promise<Entry[]> {
    const { after, limit = 1000, backwards = false } = page
    const ids = backwards ? idsInFront(prefix, after, limit) : idsBelow(prefix, after, limit)
    return ids.map((each) => ({
      key: keyOfBytes(Buffer.from(each, 'latin1')),
      ...items.get(each)!,
    }))
  }

  async function commit(writes: readonly Write[], conditions: readonly Condition[] = []) {
    const changes = changesOf(writes)
    const { limits, others } = partConditions(conditions)
    for (const condition of others) check(condition)
    for (const limit of limits) checkLimit(limit, writes)
    revision++
    for (const { keyAt, next } of changes) {
      const key = keyAt(revision).toString('latin1')
      const value = next(() => items.get(key)?.value)
      if (items.has(key) !== (value !== null)) touched.add(key)
      if (value === null) items.delete(key)
      else items.set(key, { value: Uint8Array.from(value), revision })
    }
  }

  async function close() {
    items.clear()
    touched.clear()
    order = []
  }

  function checkLimit({ key, atMost }: AtMost, writes: readonly Write[]) {
    const after = countOf(items.get(id(key))?.value) + addedTo(bytesOfKey(key), writes)
    if (after > atMost) throw new OverLimit(key)
  }

  function check(condition: Exclude<Condition, AtMost>) {
    if ('emptyBelow' in condition) {
      if (idsBelow(condition.emptyBelow, undefined, 1).length > 0) {
        throw new Stale(condition.emptyBelow)
      }
      return
    }
    const expected = 'absent' in condition ? undefined : condition.revision
    if (items.get(id(condition.key))?.revision !== expected) throw new Stale(condition.key)
  }

  function idsBelow(prefix: Key, after: Key | undefined, limit: number): string[] {
    sort()
    const start = bytesOfKey(prefix).toString('latin1')
    const end = endOfPrefix(bytesOfKey(prefix)).toString('latin1')
    const behind = after === undefined ? start : id(after)
    const first = firstIndexBehind(behind)
    const below: string[] = []
    for (let index = first; index < order.length && below.length < limit; index++) {
      if (order[index]! >= end) break
      below.push(order[index]!)
    }
    return below
  }

  function idsInFront(prefix: Key, before: Key | undefined, limit: number): string[] {
    sort()
    const start = bytesOfKey(prefix)
    const end = before === undefined ? endOfPrefix(start).toString('latin1') : id(before)
    const from = firstIndexBehind(start.toString('latin1'))
    const behind = firstIndexBehind(end)
    const to = order[behind - 1] === end ? behind - 1 : behind
    return order.slice(Math.max(from, to - limit), to).toReversed()
  }

  /** Somebody lists after every write, so that a few keys must cost little. */
  function sort() {
    if (touched.size > mostInPlace) order = [...items.keys()].toSorted(byBytes)
    else for (const key of touched) putRight(key)
    touched.clear()
  }

  function putRight(key: string) {
    const behind = firstIndexBehind(key)
    const isListed = order[behind - 1] === key
    if (items.has(key) && !isListed) order.splice(behind, 0, key)
    if (!items.has(key) && isListed) order.splice(behind - 1, 1)
  }

  function firstIndexBehind(bound: string): number {
    let low = 0
    let high = order.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (order[middle]! > bound) high = middle
      else low = middle + 1
    }
    return low
  }
}

function id(key: Key): string {
  return bytesOfKey(key).toString('latin1')
}

function byBytes(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
