// What a commit changes, in the form that backends apply it.
import { bytesOfKey } from './key-bytes.ts'
import { countOf } from './store.ts'
import type { AtMost, Condition, Write } from './store.ts'

export interface Change {
  /** Where, in the commit that gets this revision. */
  readonly keyAt: (revision: number) => Buffer
  /** The new bytes, null to delete; `before` reads what is there, for changes that ask. */
  readonly next: (before: () => Uint8Array | undefined) => Uint8Array | null
}

/**
 * The changes of some writes, one after the other.
 * @throws RangeError when a key is too long, or what is added is no whole number
 */
export function changesOf(writes: readonly Write[]): Change[] {
  return writes.map((write, index) => {
    const keyAt = keyOf(write, index)
    // Refused before anything is written.
    keyAt(0)
    return { keyAt, next: nextOf(write) }
  })
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

function keyOf(write: Write, index: number): Change['keyAt'] {
  if ('append' in write) return (revision) => bytesOfKey([...write.key, place(revision, index)])
  const key = bytesOfKey(write.key)
  return () => key
}

/** Revisions grow, so the places of one log do: '0000000000000042.0003'. */
function place(revision: number, index: number): string {
  return `${String(revision).padStart(16, '0')}.${String(index).padStart(4, '0')}`
}

function nextOf(write: Write): Change['next'] {
  if ('append' in write) return () => write.append
  if (!('add' in write)) return () => write.value
  if (!Number.isSafeInteger(write.add)) throw new RangeError('Only whole numbers are added')
  return (before) => Buffer.from(String(countOf(before()) + write.add))
}
