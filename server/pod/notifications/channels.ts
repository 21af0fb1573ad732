// Channels: who wants to hear of which resources, how and until when. Their only home is the store, so
// that any process can serve any of them.
import { createHash } from 'node:crypto'
import type { Agent } from '../../authentication/agent.ts'
import { Problem } from '../../http/problem.ts'
import type { Bus } from '../../bus.ts'
import { OverLimit, entriesBelow, retryWhenStale } from '../../store/store.ts'
import type { Entry, Key, Store, Write } from '../../store/store.ts'
import { countsFor, limitsFor } from './limits.ts'
import { webhookWrites } from './webhooks/delivery.ts'

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
  /** Whether she is the owner of the storage. */
  readonly isOwners: boolean
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

export interface ChannelStore {
  readonly store: Store
  readonly bus: Bus
  /** Milliseconds. */
  readonly now: () => number
}

export const channelKey = (id: string): Key => ['channel', id]

/** Below them the ids of the channels of a storage, and of a holder, each with its end. */
export const channelsInKey = (root: string): Key => ['channel-in', root]

/** Written by whoever serves the socket of a channel; its value names that connection. */
export const connectionKey = (id: string): Key => ['channel-connection', id]

const secretKey = (digest: string): Key => ['channel-secret', digest]
export const heldKey = (holder: string): Key => ['channel-held', holder]

/** SHA-256 in base64url: how secrets are kept. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/**
 * Stores a new channel.
 * @throws Problem too-many-requests when its holder or its storage has as many as there may be
 */
export async function addChannel(world: ChannelStore, channel: Channel): Promise<void> {
  const { store, bus, now } = world
  if (!(await isAdded(store, channel))) {
    // What has ended counts until it is removed.
    const near = [heldKey(channel.holder), channelsInKey(channel.storage)]
    for (const id of await endedBelow(store, near, now())) await removeChannel(world, id)
    if (!(await isAdded(store, channel))) throw tooMany()
  }
  bus.tell('channel', channel.id)
}

/** A channel that has not ended; undefined when there is none. */
export async function readChannel(
  { store, now }: ChannelStore,
  id: string,
): Promise<Channel | undefined> {
  const found = await store.get(channelKey(id))
  const channel = found && channelIn(found)
  return channel && channel.endAt > now() ? channel : undefined
}

/** The channel whose socket has this secret in its address. */
export async function channelWithSecret(
  world: ChannelStore,
  secret: string,
): Promise<Channel | undefined> {
  const found = await world.store.get(secretKey(digestOf(secret)))
  return found && readChannel(world, Buffer.from(found.value).toString())
}

/** Removes a channel, whoever else removes it or changes it; resolves when it is gone. */
export async function removeChannel({ store, bus }: ChannelStore, id: string): Promise<void> {
  const key = channelKey(id)
  await retryWhenStale(async () => {
    const found = await store.get(key)
    if (!found) return
    await store.commit(channelWrites(channelIn(found), -1), [{ key, revision: found.revision }])
  })
  bus.tell('channel', id)
}

/** The ids of the channels that have ended, among those listed below some keys. */
export async function endedBelow(
  store: Store,
  lists: readonly Key[],
  now: number,
): Promise<string[]> {
  const ended = []
  for (const list of lists) {
    for await (const { key, value } of entriesBelow(store, list)) {
      if (Number(Buffer.from(value).toString()) <= now) ended.push(key.at(-1)!)
    }
  }
  return ended
}

/** False when there are too many already. */
async function isAdded(store: Store, channel: Channel): Promise<boolean> {
  try {
    await store.commit(channelWrites(channel, 1), limitsFor(channel))
    return true
  } catch (error) {
    if (error instanceof OverLimit) return false
    throw error
  }
}

function tooMany(): Problem {
  const detail = 'There are too many channels: delete some first, or subscribe to several topics'
  return new Problem('too-many-requests', detail, { headers: { 'Retry-After': '3600' } })
}

function channelIn({ value }: Entry): Channel {
  return JSON.parse(Buffer.from(value).toString()) as Channel
}

/** The writes that add a channel, or remove it. */
function channelWrites(channel: Channel, add: 1 | -1): Write[] {
  const { id, storage, holder, secretDigest, endAt } = channel
  const kept = (key: Key, text: string) => ({ key, value: add > 0 ? Buffer.from(text) : null })
  return [
    kept(channelKey(id), JSON.stringify(channel)),
    kept([...channelsInKey(storage), id], String(endAt)),
    kept([...heldKey(holder), id], String(endAt)),
    ...(secretDigest === undefined ? [] : [kept(secretKey(secretDigest), id)]),
    ...(add > 0 ? [] : [{ key: connectionKey(id), value: null }]),
    ...countsFor(channel).map((key) => ({ key, add })),
    ...webhookWrites(channel, add),
  ]
}
