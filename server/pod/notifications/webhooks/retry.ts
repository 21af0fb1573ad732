// When a message that did not arrive is sent again, and when to give up. Pure.

/** What a receiver's answer, or its silence, means for the channel. */
export type Outcome =
  | { readonly kind: 'delivered' }
  /** The receiver wants no more of it, for good. */
  | { readonly kind: 'gone' }
  /** Not taken; perhaps the receiver said how long to wait, in milliseconds. */
  | { readonly kind: 'failed'; readonly waitMs: number }

/** How a channel's receiver has been doing. Times in milliseconds since 1970. */
export interface Trouble {
  /** Attempts in a row that failed. */
  readonly failures: number
  readonly since: number
  /** Nothing is sent before this. */
  readonly until: number
}

const firstPauseMs = 1_000
const longestPauseMs = 3_600_000
const patienceMs = 24 * 3_600_000

type Answer = Pick<Response, 'status' | 'headers'>

/** What an answer means. Redirects are failures: the receiver agreed for its own address only. */
export function outcomeOf({ status, headers }: Answer, now: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 410) return { kind: 'gone' }
  return { kind: 'failed', waitMs: retryAfterMs(headers.get('retry-after'), now) }
}

/**
 * When to try again after one more failure, or 'given-up' after a day of failures alone.
 * Pauses double, up to an hour, and are random in their second half so that channels do not meet.
 * @param random from 0 to 1
 */
export function afterFailure(
  before: Trouble | undefined,
  { now, random, waitMs }: { now: number; random: number; waitMs: number },
): Trouble | 'given-up' {
  const since = before?.since ?? now
  if (now - since >= patienceMs) return 'given-up'
  const failures = (before?.failures ?? 0) + 1
  const doubled = Math.min(firstPauseMs * 2 ** Math.min(failures - 1, 20), longestPauseMs)
  const pause = Math.max(doubled * (0.5 + random / 2), waitMs)
  return { failures, since, until: now + Math.min(pause, longestPauseMs) }
}

/** Seconds or a date; 0 for anything else. Source: RFC 9110 §10.2.3 */
function retryAfterMs(text: string | null, now: number): number {
  if (text === null) return 0
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return wait > 0 ? wait : 0
}
