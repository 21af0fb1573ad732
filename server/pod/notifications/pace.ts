// What waits to be sent on a channel with a rate: the last of each topic, in the order in which the
// topics began to wait. Pure, but for what it remembers.
import type { Activity, PlacedChange } from './changes.ts'
import { topicOf } from './messages.ts'

export interface Due {
  readonly change: PlacedChange
  readonly activity: Activity
}

export interface Pace {
  /** Takes the place of what waits for the same topic. */
  add(due: Due): void
  /** What may be sent at this moment, which is then the time of the latest message. */
  next(now: number): Due | undefined
  /** How long until `next` has something; Infinity when nothing waits. */
  waitMs(now: number): number
  /** Something was sent that did not wait here. */
  sent(now: number): void
}

/** `rate`: the least milliseconds between two messages. */
export function createPace(rate: number): Pace {
  const waiting = new Map<string, Due>()
  let latest = -Infinity
  return { add, next, waitMs, sent }

  function add(due: Due) {
    waiting.set(topicOf(due.activity), due)
  }

  function next(now: number): Due | undefined {
    const [first] = waiting
    if (!first || now < latest + rate) return undefined
    waiting.delete(first[0])
    latest = now
    return first[1]
  }

  function waitMs(now: number): number {
    return waiting.size === 0 ? Infinity : Math.max(0, latest + rate - now)
  }

  function sent(now: number) {
    latest = now
  }
}
