// How far a webhook has got: one record a channel, written with it and gone with it.
import { entriesBelow } from '../../../store/store.ts'
import type { Condition, Entry, Key, Store, Write } from '../../../store/store.ts'
import type { Channel } from '../channels.ts'
import type { Trouble } from './retry.ts'
import { receiverOf } from './send-to.ts'

export interface Delivery {
  /** The id of the channel. */
  readonly channel: string
  readonly storage: string
  readonly sendTo: string
  readonly holder: string
  /** All changes up to this place of the storage's log have been told … */
  readonly place: string
  /** … and of the one behind it as many activities as this. */
  readonly told: number
  /** Nothing is sent before this. */
  readonly startAt: number
  /** The topics whose state it is still to be told at the start; undefined before that was found out. */
  readonly toGreet: readonly string[] | undefined
  /** When the receiver took the latest message, epoch milliseconds. */
  readonly sentAt: number | undefined
  /** The shortest time between two messages that receiver and subscriber want, in milliseconds. */
  readonly paceMs: number
  /** How it has been doing since it last took a message. */
  readonly trouble: Trouble | undefined
  /** The id of the message that did not arrive: it is noted in the access log, if it must be. */
  readonly noted: string | undefined
}

export interface StoredDelivery extends Delivery {
  readonly revision: number
}

/** Few: each is work for somebody else's server. */
export const mostPerHolder = 20
export const mostPerReceiver = 500

const deliveryKey = ({ storage, channel }: Pick<Delivery, 'storage' | 'channel'>): Key => [
  'webhook',
  storage,
  channel,
]
const countKey = (kind: 'holder' | 'receiver', name: string): Key => ['webhook-count', kind, name]

/** What belongs to a channel that is added (1) or removed (-1); [] for channels of other types. */
export function webhookWrites(channel: Channel, add: 1 | -1): Write[] {
  const { sendTo } = channel
  if (sendTo === undefined) return []
  const delivery = deliveryFor(channel, sendTo)
  const value = add > 0 ? bytesOf(delivery) : null
  return [{ key: deliveryKey(delivery), value }, ...countsFor(channel).map((key) => ({ key, add }))]
}

/** How many webhooks there may be when this one is among them. */
export function webhookLimits(channel: Channel): Condition[] {
  const limits = [mostPerHolder, mostPerReceiver]
  return countsFor(channel).map((key, index) => ({ key, atMost: limits[index]! }))
}

/** The webhooks of a storage, or of all of them, page by page. */
export async function* deliveries(store: Store, root?: string): AsyncGenerator<StoredDelivery> {
  const prefix = root === undefined ? ['webhook'] : ['webhook', root]
  for await (const entry of entriesBelow(store, prefix)) yield readDelivery(entry)
}

/** A webhook as it is now; undefined when its channel is gone. */
export async function freshDelivery(
  store: Store,
  delivery: Pick<Delivery, 'storage' | 'channel'>,
): Promise<StoredDelivery | undefined> {
  const entry = await store.get(deliveryKey(delivery))
  return entry && readDelivery(entry)
}

/**
 * Keeps how far a webhook has got since it was read.
 * @throws Stale when another process has sent meanwhile, or the channel is gone
 */
export async function advance(
  store: Store,
  { revision, ...before }: StoredDelivery,
  after: Partial<Delivery>,
): Promise<void> {
  const key = deliveryKey(before)
  await store.commit([{ key, value: bytesOf({ ...before, ...after }) }], [{ key, revision }])
}

function deliveryFor(channel: Channel, sendTo: string): Delivery {
  const { id, storage, holder, cursor, state, startAt = 0, rate = 0, paceMs = 0 } = channel
  return {
    channel: id,
    storage,
    sendTo,
    holder,
    place: cursor,
    told: 0,
    startAt,
    toGreet: state === undefined ? [] : undefined,
    sentAt: undefined,
    paceMs: Math.max(rate, paceMs),
    trouble: undefined,
    noted: undefined,
  }
}

function countsFor({ holder, sendTo }: Channel): Key[] {
  if (sendTo === undefined) return []
  return [countKey('holder', holder), countKey('receiver', receiverOf(sendTo))]
}

function readDelivery({ value, revision }: Entry): StoredDelivery {
  return { ...(JSON.parse(Buffer.from(value).toString()) as Delivery), revision }
}

function bytesOf(delivery: Delivery): Uint8Array {
  return Buffer.from(JSON.stringify(delivery))
}
