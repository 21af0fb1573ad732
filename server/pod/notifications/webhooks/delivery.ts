// How far a webhook has got: one record a channel, written with it and gone with it.
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
  /** When the receiver took the latest message, epoch milliseconds. */
  readonly sentAt: number | undefined
  /** The shortest time between two messages that the receiver allows, in milliseconds. */
  readonly paceMs: number
  /** How it has been doing since it last took a message. */
  readonly trouble: Trouble | undefined
}

export interface StoredDelivery extends Delivery {
  readonly revision: number
}

/** Few: each is work for somebody else's server. */
export const mostPerHolder = 20
export const mostPerReceiver = 500

const deliveryKey = (channel: string): Key => ['webhook', channel]
const countKey = (kind: 'holder' | 'receiver', name: string): Key => ['webhook-count', kind, name]

/** What belongs to a channel that is added (1) or removed (-1); [] for channels of other types. */
export function webhookWrites(channel: Channel, add: 1 | -1): Write[] {
  const { id, sendTo } = channel
  if (sendTo === undefined) return []
  const value = add > 0 ? bytesOf(deliveryFor(channel, sendTo)) : null
  return [{ key: deliveryKey(id), value }, ...countsFor(channel).map((key) => ({ key, add }))]
}

/** How many webhooks there may be when this one is among them. */
export function webhookLimits(channel: Channel): Condition[] {
  const limits = [mostPerHolder, mostPerReceiver]
  return countsFor(channel).map((key, index) => ({ key, atMost: limits[index]! }))
}

/** Every webhook, page by page. */
export async function* deliveries(store: Store): AsyncGenerator<StoredDelivery> {
  let page = await store.list(['webhook'])
  while (page.length > 0) {
    yield* page.map(readDelivery)
    page = await store.list(['webhook'], { after: page.at(-1)!.key })
  }
}

export async function readDeliveryOf(
  store: Store,
  channel: string,
): Promise<StoredDelivery | undefined> {
  const entry = await store.get(deliveryKey(channel))
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
  const key = deliveryKey(before.channel)
  await store.commit([{ key, value: bytesOf({ ...before, ...after }) }], [{ key, revision }])
}

function deliveryFor(
  { id, storage, holder, cursor, paceMs = 0 }: Channel,
  sendTo: string,
): Delivery {
  const progress = { place: cursor, told: 0, sentAt: undefined, trouble: undefined }
  return { channel: id, storage, sendTo, holder, paceMs, ...progress }
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
