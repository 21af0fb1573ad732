// Which changes a webhook is still to be told of: a page of them, or for one with a rate as many as it
// takes to know the latest of each topic.
import type { Store } from '../../../store/store.ts'
import { readChanges } from '../changes.ts'
import type { Channel } from '../channels.ts'
import type { Delivery } from './delivery.ts'
import { withoutOutdated } from './plan.ts'
import type { Pending } from './plan.ts'

/** Then the first of them is told without looking further. */
const mostKept = 1_000

/** The changes behind the place of a webhook, in order; without those that a rate leaves out. */
export async function pendingFor(
  store: Store,
  channel: Channel,
  { storage, place, told }: Pick<Delivery, 'storage' | 'place' | 'told'>,
): Promise<Pending> {
  let page = await readChanges(store, storage, place)
  let pending: Pending = { place, told, changes: page }
  while (channel.rate !== undefined && page.length > 0 && pending.changes.length < mostKept) {
    pending = withoutOutdated(channel, pending)
    page = await readChanges(store, storage, page.at(-1)!.place)
    pending = { ...pending, changes: [...pending.changes, ...page] }
  }
  return pending
}
