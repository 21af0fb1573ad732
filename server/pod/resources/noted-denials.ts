// What was noted of the refusals in a storage within an hour, kept in the store so that limits hold
// over all processes. Pure.
import { createHash } from 'node:crypto'

export interface NotedDenials {
  /** When the hour began, in milliseconds. */
  readonly start: number
  readonly entries: number
  /** When each (agent, resource) was noted last. */
  readonly seen: ReadonlyMap<string, number>
}

export const hour = 3_600_000
const minute = 60_000
const mostPerHour = 100

/** A name for who was refused what, which tells neither. */
export function denialName(agent: string | undefined, url: string): string {
  return createHash('sha256').update(`${agent}\n${url}`).digest('base64url')
}

/** Those of the hour of `time`; or of a later one that other processes have begun already. */
export function notedAt(kept: NotedDenials | undefined, time: number): NotedDenials {
  const start = time - (time % hour)
  return kept && kept.start >= start ? kept : { start, entries: 0, seen: new Map() }
}

/** Whether one more may be noted: not too many in an hour, and the same one once a minute. */
export function hasRoom({ entries, seen }: NotedDenials, name: string, time: number): boolean {
  return entries < mostPerHour && time - (seen.get(name) ?? -Infinity) >= minute
}

export function withDenial(noted: NotedDenials, name: string, time: number): NotedDenials {
  const { start, entries, seen } = noted
  return { start, entries: entries + 1, seen: new Map([...seen, [name, time]]) }
}

export function readDenials(value: Uint8Array): NotedDenials {
  const { seen, ...rest } = JSON.parse(Buffer.from(value).toString()) as Kept
  return { ...rest, seen: new Map(seen) }
}

export function denialsText({ seen, ...rest }: NotedDenials): Uint8Array {
  return Buffer.from(JSON.stringify({ ...rest, seen: [...seen] } satisfies Kept))
}

type Kept = Omit<NotedDenials, 'seen'> & { readonly seen: readonly [string, number][] }
