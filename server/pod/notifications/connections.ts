// Which connection a channel has: the latest one. It stands in the store, so that any process knows.
import { randomUUID } from 'node:crypto'
import { retryWhenStale } from '../../store/store.ts'
import type { Condition, Store } from '../../store/store.ts'
import { channelKey, connectionKey } from './channels.ts'
import type { ChannelStore } from './channels.ts'

export interface Connection {
  /** Names it among all connections that the channel has had. */
  readonly connection: string
  readonly isFirst: boolean
}

/** Makes a new connection the one of a channel. A channel that is gone has none afterwards either. */
export async function takeOver(
  { store, bus }: Pick<ChannelStore, 'store' | 'bus'>,
  channelId: string,
): Promise<Connection> {
  const connection = randomUUID()
  const key = connectionKey(channelId)
  const isFirst = await retryWhenStale(async () => {
    const channel = await store.get(channelKey(channelId))
    const earlier = await store.get(key)
    if (!channel) return true
    const conditions: Condition[] = [
      { key: channel.key, revision: channel.revision },
      earlier ? { key, revision: earlier.revision } : { key, absent: true },
    ]
    await store.commit([{ key, value: Buffer.from(connection) }], conditions)
    return earlier === undefined
  })
  bus.tell('channel', channelId)
  return { connection, isFirst }
}

/** Whether a connection is still the one of its channel. */
export async function isConnected(
  store: Store,
  channelId: string,
  connection: string,
): Promise<boolean> {
  const found = await store.get(connectionKey(channelId))
  return Buffer.from(found?.value ?? '').toString() === connection
}
