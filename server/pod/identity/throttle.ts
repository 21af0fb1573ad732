// Slows down who tries too often: attempts are counted per subject in a window of time.
import { createHash } from 'node:crypto'
import { Problem } from '../../http/problem.ts'
import { Stale, entriesBelow, retryWhenStale } from '../../store/store.ts'
import type { Entry, Key, Store } from '../../store/store.ts'
import { jsonOf, jsonWrite } from './json-entries.ts'

/** Whose attempts are counted, and how many are fine in a window: ['address', '203.0.113.7', 300]. */
export type Subject = readonly [kind: string, name: string, limit: number]

export interface Throttle {
  /**
   * Counts an attempt for each subject, before it is made, so that parallel ones count too.
   * @throws Problem too-many-requests with Retry-After when a subject has used up its attempts
   */
  attempt(subjects: readonly Subject[]): Promise<void>
  /** Takes back an attempt that turned out to be rightful. */
  forgive(subjects: readonly Subject[]): Promise<void>
}

/**
 * Few attempts from one address at one account; more at an account from everywhere, so that a
 * stranger cannot easily lock a person out; more from an address, for many live behind one.
 */
export function attemptsAt(what: string, name: string, address: string): Subject[] {
  return [
    [`${what}: account and address`, `${name} ${address}`, 5],
    [`${what}: account`, name, 100],
    ['address', address, 200],
  ]
}

interface Count {
  readonly count: number
  /** When the first attempt was made, in milliseconds. */
  readonly since: number
}

const windowMs = 15 * 60_000

export function createThrottle(store: Store, now: () => number): Throttle {
  return {
    async attempt(subjects) {
      try {
        for (const subject of subjects) await add(subject)
      } catch (error) {
        // Nobody honest tries so often at once.
        if (error instanceof Stale) throw tooMany(1)
        throw error
      }
    },
    async forgive(subjects) {
      for (const subject of subjects) await change(subject, (count) => count - 1)
    },
  }

  async function add(subject: Subject) {
    const [, , limit] = subject
    await change(subject, (count, secondsLeft) => {
      if (count >= limit) throw tooMany(secondsLeft)
      return count + 1
    })
  }

  function change(subject: Subject, next: (count: number, secondsLeft: number) => number) {
    const key = keyOf(subject)
    return retryWhenStale(async () => {
      const entry = await store.get(key)
      const { count, since } = countAt(entry, now())
      const secondsLeft = Math.ceil((since + windowMs - now()) / 1000)
      const changed = { count: Math.max(0, next(count, secondsLeft)), since } satisfies Count
      const condition = entry ? { key, revision: entry.revision } : { key, absent: true as const }
      await store.commit([jsonWrite(key, changed)], [condition])
    })
  }
}

/** Removes the counts whose window has passed. */
export async function sweepAttempts(store: Store, now: number): Promise<void> {
  for await (const { key, value } of entriesBelow(store, ['identity', 'attempts'])) {
    const isOver = (jsonOf(value) as Count).since + windowMs <= now
    // Without a condition: a count lost here is one attempt more, once in a while.
    if (isOver) await store.commit([{ key, value: null }])
  }
}

function countAt(entry: Entry | undefined, now: number): Count {
  const kept = entry && (jsonOf(entry.value) as Count)
  return kept && kept.since + windowMs > now ? kept : { count: 0, since: now }
}

/** Names come from the network and can have any length; and addresses are personal data. */
function keyOf([kind, name]: Subject): Key {
  const digest = createHash('sha256').update(`${kind} ${name}`).digest('base64url')
  return ['identity', 'attempts', digest]
}

function tooMany(secondsLeft: number): Problem {
  const minutes = Math.ceil(secondsLeft / 60)
  return new Problem('too-many-requests', `Too many attempts. Try again in ${minutes} min.`, {
    headers: { 'Retry-After': String(secondsLeft) },
  })
}
