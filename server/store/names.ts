// A memory of names that were used, each kept as long as its time matters. It need not survive a
// power cut, so it is no part of the store.

/** `full`: it is not known, and cannot be kept. */
export type Known = 'new' | 'known' | 'full'

/** Every implementation promises what is said here; `test/contract/seen-proofs.test.ts` holds it to it. */
export interface Names {
  /**
   * Keeps a name of a period, in one step with telling whether it was kept before. Of the names of
   * periods before `forgetBefore` nothing need be known any more; no other is ever dropped.
   */
  add(name: Buffer, period: number, forgetBefore: number): Promise<Known>
  close(): Promise<void>
}

/** How many names are kept at most, unless told. */
export const mostNames = 1_000_000

/** The names that this process has seen. */
export function openMemoryNames(limit = mostNames): Names {
  const periods = new Map<number, Set<string>>()
  return { add, close: async () => periods.clear() }

  async function add(name: Buffer, period: number, forgetBefore: number): Promise<Known> {
    for (const each of periods.keys()) if (each < forgetBefore) periods.delete(each)
    const names = periods.get(period) ?? new Set()
    // One byte a character, so that a million of them stay small.
    const text = name.toString('latin1')
    if (names.has(text)) return 'known'
    if (size() >= limit) return 'full'
    periods.set(period, names.add(text))
    return 'new'
  }

  function size(): number {
    return [...periods.values()].reduce((total, names) => total + names.size, 0)
  }
}
