// The mediator's journal: every change of state is one commit, together with the event that says
// who did what when. Events of a person are numbered without gaps.
import type { Condition, Store, Write } from '../store/store.ts'
import type { Step } from './lifecycle.ts'
import { keys, put, readRecord } from './records.ts'

export interface Event {
  readonly type: 'ask' | 'list-canary' | 'unlist-canary' | Step
  readonly time: string
  /** The WebID that acted. */
  readonly by: string
  readonly request: string
  readonly grant?: string
}

export interface Change {
  /** Whose data it is about. */
  readonly person: string
  readonly event: Event
  readonly writes: readonly Write[]
  /** What the decision was based on. */
  readonly conditions: readonly Condition[]
}

/** @throws Stale when something it was based on has changed; read again and decide again */
export async function record(store: Store, change: Change): Promise<void> {
  const { person, event, writes, conditions } = change
  const counter = keys.lastEvent(person)
  const last = await readRecord<{ number: number }>(store, counter)
  const number = (last?.value.number ?? 0) + 1
  const place = keys.event(person, number)
  await store.commit(
    [...writes, put(place, event), put(counter, { number })],
    [
      ...conditions,
      { key: place, absent: true },
      last?.unchanged ?? { key: counter, absent: true },
    ],
  )
}
