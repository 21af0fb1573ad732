// What a commit changes, in the form that backends apply it.
import { bytesOfKey } from './key-bytes.ts'
import { countOf } from './store.ts'
import type { AtMost, Condition, Write } from './store.ts'

/** The new bytes of a key, null to delete it; `before` reads what is there, for changes that ask. */
export type Change = (before: () => Uint8Array | undefined) => Uint8Array | null

/**
 * The changes of some writes, one after the other.
 * @throws RangeError when a key is too long, or what is added is no whole number
 */
export function changesOf(writes: readonly Write[]): [key: Buffer, change: Change][] {
  return writes.map((write) => [bytesOfKey(write.key), changeOf(write)])
}

/** How much the writes add to a counter, all together. */
export function addedTo(counter: Buffer, writes: readonly Write[]): number {
  return writes.reduce(
    (sum, each) => ('add' in each && bytesOfKey(each.key).equals(counter) ? sum + each.add : sum),
    0,
  )
}

/** Conditions on counters apart from the others, which are checked first. */
export function partConditions(conditions: readonly Condition[]): {
  readonly limits: readonly AtMost[]
  readonly others: readonly Exclude<Condition, AtMost>[]
} {
  const limits = conditions.filter((each): each is AtMost => 'atMost' in each)
  const others = conditions.filter(
    (each): each is Exclude<Condition, AtMost> => !('atMost' in each),
  )
  return { limits, others }
}

function changeOf(write: Write): Change {
  if (!('add' in write)) return () => write.value
  if (!Number.isSafeInteger(write.add)) throw new RangeError('Only whole numbers are added')
  return (before) => Buffer.from(String(countOf(before()) + write.add))
}
