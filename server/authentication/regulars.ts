// What was learnt from strangers and from those that were believed before, kept apart: strangers can
// neither push out what is known of the others, nor keep all places on the way out busy.
import { Crowded } from '../http/outbound-slots.ts'
import { createMemory } from './remember.ts'
import type { Kept } from './remember.ts'

export interface OutboundWorld {
  /** In milliseconds since 1970. */
  readonly now: () => number
  /** For strangers: anybody can name any number of hosts that answer slowly. */
  readonly fetch: typeof globalThis.fetch
  /** For those that were believed before; with places of its own. */
  readonly regularsFetch: typeof globalThis.fetch
}

type Ask<T> = (fetch: typeof globalThis.fetch, known?: Kept<T>) => Promise<Kept<T>>

export interface Regulars<T> {
  /** What is kept under the name while it holds, else the answer. */
  get(name: string, ask: Ask<T>): Promise<Kept<T>>
  /** What to ask with. */
  fetchFor(name: string): typeof globalThis.fetch
  /** It was believed just now. */
  admit(name: string): void
}

const mostStrangers = 1_000
const mostRegulars = 10_000

/** Forgets on either side what was used longest ago. */
export function createRegulars<T>({ now, fetch, regularsFetch }: OutboundWorld): Regulars<T> {
  const strangers = createMemory<T>(mostStrangers, now)
  const regulars = createMemory<T>(mostRegulars, now)
  return { get, fetchFor, admit }

  function get(name: string, ask: Ask<T>) {
    const memory = isRegular(name) ? regulars : strangers
    return memory.get(name, (known) => ask(fetchFor(name), known))
  }

  function fetchFor(name: string) {
    return isRegular(name) ? regularsFetch : fetch
  }

  function admit(name: string) {
    const kept = isRegular(name) ? undefined : strangers.peek(name)
    if (kept) regulars.set(name, kept)
  }

  function isRegular(name: string): boolean {
    return regulars.peek(name) !== undefined
  }
}

/** That nobody could be asked is no answer, and is not kept. @throws Crowded */
export function unlessCrowded(error: unknown): undefined {
  if (error instanceof Crowded) throw error
  return undefined
}
