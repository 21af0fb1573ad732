// What a webhook is to be sent next, and when. Pure.
import type { Activity, PlacedChange } from '../changes.ts'
import type { Channel } from '../channels.ts'
import { activitiesFor, topicOf } from '../messages.ts'
import type { Delivery } from './delivery.ts'

/** Something that the receiver has not been told yet. */
export interface News {
  readonly activity: Activity
  readonly change: PlacedChange
  /** How far the webhook is when the receiver has been told. */
  readonly after: Progress
}

type Progress = Pick<Delivery, 'place' | 'told'>

export type Step =
  | { readonly kind: 'tell'; readonly news: News }
  /** How a topic is now, because the subscriber has another state of it. */
  | { readonly kind: 'greet'; readonly topic: string }
  /** To be found out: which topics to greet with. */
  | { readonly kind: 'compare' }
  /** Nothing up to this place concerns the channel. */
  | { readonly kind: 'pass'; readonly place: string }
  /** Nothing is due at the moment. */
  | { readonly kind: 'rest' }

/** The next step of a webhook, given the changes behind its place, in order. */
export function nextStep(
  channel: Channel,
  delivery: Delivery,
  changes: readonly PlacedChange[],
  now: number,
): Step {
  if (notBefore(delivery) > now) return { kind: 'rest' }
  if (delivery.toGreet === undefined) return { kind: 'compare' }
  const [topic] = delivery.toGreet
  if (topic !== undefined) return { kind: 'greet', topic }
  const last = changes.at(-1)
  if (!last) return { kind: 'rest' }
  const pending = newsOf(channel, delivery.place, changes).slice(delivery.told)
  const [news] = channel.rate === undefined ? pending : latestOfEach(pending)
  return news ? { kind: 'tell', news } : { kind: 'pass', place: last.place }
}

/** Changes of a storage, and how far a webhook is in front of them. */
export interface Pending extends Progress {
  readonly changes: readonly PlacedChange[]
}

/** Without the changes at the beginning that tell a channel with a rate nothing which later ones do not. */
export function withoutOutdated(channel: Channel, pending: Pending): Pending {
  const { place, told, changes } = pending
  const [next] = latestOfEach(newsOf(channel, place, changes).slice(told))
  const first = next ? changes.indexOf(next.change) : changes.length - 1
  const last = changes[first - 1]
  return last ? { place: last.place, told: 0, changes: changes.slice(first) } : pending
}

/** Whether there may be something to send, as far as the latest change of the storage tells. */
export function isDue(delivery: Delivery, latestPlace: string, now: number): boolean {
  if (notBefore(delivery) > now) return false
  return delivery.toGreet?.length !== 0 || latestPlace > delivery.place
}

/** When a webhook may be served: from its start, after a pause for its receiver, at its pace. */
export function notBefore({ startAt, sentAt = -Infinity, paceMs, trouble }: Delivery): number {
  return Math.max(startAt, sentAt + paceMs, trouble?.until ?? 0)
}

function newsOf(channel: Channel, place: string, changes: readonly PlacedChange[]): News[] {
  return changes.flatMap((change, position) => {
    const before = changes[position - 1]?.place ?? place
    const activities = activitiesFor(channel, change)
    return activities.map((activity, index) => {
      const isLast = index === activities.length - 1
      const after = isLast ? { place: change.place, told: 0 } : { place: before, told: index + 1 }
      return { activity, change, after }
    })
  })
}

/** Of several news about a topic the last: whoever asks for a rate wants to know that, not all. */
function latestOfEach(pending: readonly News[]): News[] {
  const latest = new Map(pending.map((news) => [topicOf(news.activity), news]))
  return pending.filter((news) => latest.get(topicOf(news.activity)) === news)
}
