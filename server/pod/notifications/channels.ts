// Channels: who wants to hear of which resources, how and until when. Their only home is the store, so
// that any process can serve any of them.
import { createHash } from 'node:crypto'
import type { Agent } from '../../authentication/agent.ts'
import { Problem } from '../../http/problem.ts'
import type { Bus } from '../../bus.ts'
import { OverLimit, Stale, retryWhenStale } from '../../store/store.ts'
import type { Condition, Key, Store, Write } from '../../store/store.ts'
import { webhookLimits, webhookWrites } from './webhooks/delivery.ts'

export type ChannelType = 'WebSocketChannel2023' | 'WebhookChannel2023'

/** The media types that messages can have. */
export type MessageType = 'application/ld+json' | 'text/turtle'

export interface Channel {
  /** Random; the channel is at `/.notifications/channels/ID`. */
  readonly id: string
  readonly type: ChannelType
  /** Paths of resources, all in one storage. */
  readonly topics: readonly string[]
  /** The root of that storage: '/alice/'. */
  readonly storage: string
  /** Who subscribed, with everything that tells whether the sign-in still holds. */
  readonly agent: Agent
  /** The Origin header of the subscription, and the grant that it named. */
  readonly origin: string | undefined
  readonly grant: string | undefined
  /** Whose limit it counts against; the same for all channels of a WebID, or of an address. */
  readonly holder: string
  /** The IRI of the JSON-LD context that the subscriber used. */
  readonly context: string
  /** Times in epoch milliseconds. */
  readonly created: number
  readonly startAt: number | undefined
  readonly endAt: number
  /** The least milliseconds between two messages. */
  readonly rate: number | undefined
  readonly accept: MessageType
  /** What the subscriber says to have: a message is due at the start when it is something else. */
  readonly state: string | undefined
  /** The place in the log of changes behind which its messages begin. */
  readonly cursor: string
  /** SHA-256 of the secret in the address of its socket, base64url. */
  readonly secretDigest?: string
  /** Where webhooks deliver, and the least milliseconds between two messages that it allows. */
  readonly sendTo?: string
  readonly paceMs?: number
}

export interface StoredChannel {
  readonly channel: Channel
  readonly revision: number
}

export interface ChannelStore {
  readonly store: Store
  readonly bus: Bus
  /** Milliseconds. */
  readonly now: () => number
}

export const channelKey = (id: string): Key => ['channel', id]

/** Below it the ids of the channels of a storage, each with its type. */
export const channelsInKey = (root: string): Key => ['channel-in', root]

/** Written by whoever serves the socket of a channel; its value names that connection. */
export const connectionKey = (id: string): Key => ['channel-connection', id]

const secretKey = (digest: string): Key => ['channel-secret', digest]
const heldKey = (holder: string): Key => ['channel-held', holder]
const countKey = (kind: 'held' | 'in', name: string): Key => ['channel-count', kind, name]

export const mostPerAgent = 100
export const mostPerAddress = 20
export const mostPerStorage = 1_000

/** Who a channel counts for: a WebID, or an address where nobody is signed in. */
export function holderOf(webId: string | undefined, address: string | undefined): string {
  const name = webId === undefined ? `address ${address ?? ''}` : `agent ${webId}`
  return `${webId === undefined ? 'address' : 'agent'}-${digestOf(name)}`
}

/** SHA-256 in base64url: how secrets are kept. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/**
 * Stores a new channel.
 * @throws Problem too-many-requests when its holder or its storage has as many as there may be
 */
export async function addChannel(world: ChannelStore, channel: Channel): Promise<void> {
  try {
    await world.store.commit(channelWrites(channel, 1), limitsFor(channel))
  } catch (error) {
    if (!(error instanceof OverLimit)) throw error
    await removeEnded(world, [heldKey(channel.holder), channelsInKey(channel.storage)])
    await addWithinLimits(world, channel)
  }
  world.bus.tell('channel', channel.id)
}

/** A channel that has not ended; undefined when there is none. */
export async function readChannel(
  { store, now }: ChannelStore,
  id: string,
): Promise<StoredChannel | undefined> {
  const found = await store.get(channelKey(id))
  if (!found) return undefined
  const channel = JSON.parse(Buffer.from(found.value).toString()) as Channel
  return channel.endAt > now() ? { channel, revision: found.revision } : undefined
}

/** The channel whose socket has this secret in its address. */
export async function channelWithSecret(
  world: ChannelStore,
  secret: string,
): Promise<StoredChannel | undefined> {
  const found = await world.store.get(secretKey(digestOf(secret)))
  return found && readChannel(world, Buffer.from(found.value).toString())
}

/** The channels of a storage that have not ended, of one type; at most as many as may exist. */
export async function channelsIn(
  world: ChannelStore,
  root: string,
  type: ChannelType,
): Promise<StoredChannel[]> {
  const entries = await world.store.list(channelsInKey(root), { limit: mostPerStorage })
  const ids = entries.filter(({ value }) => Buffer.from(value).toString() === type)
  const found = await Promise.all(ids.map(({ key }) => readChannel(world, key.at(-1)!)))
  return found.filter((each) => each !== undefined)
}

/** Removes a channel, whoever else removes it or changes it; resolves when it is gone. */
export async function removeChannel({ store, bus }: ChannelStore, id: string): Promise<void> {
  const key = channelKey(id)
  await retryWhenStale(async () => {
    const found = await store.get(key)
    if (!found) return
    const channel = JSON.parse(Buffer.from(found.value).toString()) as Channel
    await store.commit(channelWrites(channel, -1), [{ key, revision: found.revision }])
  })
  bus.tell('channel', id)
}

/** Removes what has ended, and counters that are back at nothing; how many channels. */
export async function sweepChannels(world: ChannelStore): Promise<number> {
  const removed = await removeEnded(world, [['channel']])
  await removeEmptyCounters(world.store)
  await removeEmptyCounters(world.store, 'webhook-count')
  return removed
}

async function addWithinLimits({ store }: ChannelStore, channel: Channel): Promise<void> {
  try {
    await store.commit(channelWrites(channel, 1), limitsFor(channel))
  } catch (error) {
    if (!(error instanceof OverLimit)) throw error
    const detail = 'There are too many channels: delete some first, or subscribe to several topics'
    throw new Problem('too-many-requests', detail, { headers: { 'Retry-After': '3600' } })
  }
}

/** The writes that add a channel, or remove it. */
function channelWrites(channel: Channel, add: 1 | -1): Write[] {
  const { id, type, storage, holder, secretDigest } = channel
  const kept = (key: Key, text: string) => ({ key, value: add > 0 ? Buffer.from(text) : null })
  return [
    kept(channelKey(id), JSON.stringify(channel)),
    kept([...channelsInKey(storage), id], type),
    kept([...heldKey(holder), id], ''),
    ...(secretDigest === undefined ? [] : [kept(secretKey(secretDigest), id)]),
    ...(add > 0 ? [] : [{ key: connectionKey(id), value: null }]),
    { key: countKey('held', holder), add },
    { key: countKey('in', storage), add },
    ...webhookWrites(channel, add),
  ]
}

function limitsFor(channel: Channel): Condition[] {
  const { agent, holder, storage } = channel
  const most = agent.webId === undefined ? mostPerAddress : mostPerAgent
  return [
    { key: countKey('held', holder), atMost: most },
    { key: countKey('in', storage), atMost: mostPerStorage },
    ...webhookLimits(channel),
  ]
}

/** Removes the channels that have ended among those whose ids are the last parts of some keys. */
async function removeEnded(world: ChannelStore, prefixes: readonly Key[]): Promise<number> {
  let removed = 0
  for (const prefix of prefixes) {
    for await (const id of idsBelow(world.store, prefix)) {
      if (await readChannel(world, id)) continue
      await removeChannel(world, id)
      removed++
    }
  }
  return removed
}

async function* idsBelow(store: Store, prefix: Key): AsyncGenerator<string> {
  let page = await store.list(prefix)
  while (page.length > 0) {
    for (const { key } of page) yield key.at(-1)!
    page = await store.list(prefix, { after: page.at(-1)!.key })
  }
}

async function removeEmptyCounters(store: Store, kind = 'channel-count'): Promise<void> {
  let page = await store.list([kind])
  while (page.length > 0) {
    for (const { key, value, revision } of page) {
      if (Buffer.from(value).toString() !== '0') continue
      await unlessStale(() => store.commit([{ key, value: null }], [{ key, revision }]))
    }
    page = await store.list([kind], { after: page.at(-1)!.key })
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
