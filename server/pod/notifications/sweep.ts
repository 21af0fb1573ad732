// Removes what is over: changes that are old, channels that have ended, counters of nothing.
import { Stale, entriesBelow } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import { behindAll, sweepChanges } from './changes.ts'
import { endedBelow, removeChannel } from './channels.ts'
import type { ChannelStore } from './channels.ts'
import { deliveries } from './webhooks/delivery.ts'

/** Safe while others do the same. Nothing that has ended counts before, or is served. */
export async function sweepNotifications(world: ChannelStore): Promise<void> {
  const { store, now } = world
  for (const id of await endedBelow(store, [['channel-in']], now())) await removeChannel(world, id)
  await sweepChanges(store, now(), (root) => toldUpTo(store, root, now()))
  await removeEmptyCounters(store, 'channel-count')
  await removeEmptyCounters(store, 'webhook-count')
}

/** The place in the log of a storage up to which all of its webhooks that have begun were told. */
async function toldUpTo(store: Store, root: string, now: number): Promise<string> {
  let earliest = behindAll
  for await (const { place, startAt } of deliveries(store, root)) {
    if (startAt <= now && place < earliest) earliest = place
  }
  return earliest
}

async function removeEmptyCounters(store: Store, kind: string): Promise<void> {
  for await (const { key, value, revision } of entriesBelow(store, [kind])) {
    if (Buffer.from(value).toString() !== '0') continue
    await unlessStale(() => store.commit([{ key, value: null }], [{ key, revision }]))
  }
}

/** Whoever counts meanwhile keeps the counter. */
async function unlessStale(commit: () => Promise<void>): Promise<void> {
  try {
    await commit()
  } catch (error) {
    if (!(error instanceof Stale)) throw error
  }
}
