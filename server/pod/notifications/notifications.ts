// Notifications, opened and closed as one: subscription services, live sockets, and the sweeps of what
// has ended. Who changes something knows nothing of all this but the log of changes.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Router } from 'express'
import { notification } from '../../../vocab/generated/notification.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import type { Graph } from '../../../shapes/graph.ts'
import type { Agent } from '../../authentication/agent.ts'
import type { Lead } from '../../leader.ts'
import { repeat } from '../../leader.ts'
import type { Pod } from '../resources/ask.ts'
import { openAlarms } from './alarms.ts'
import { channelWithSecret } from './channels.ts'
import type { Channel } from './channels.ts'
import { serveSocket } from './live.ts'
import { notificationRoutes } from './routes.ts'
import { openSockets } from './sockets.ts'
import type { Peer } from './sockets.ts'
import { sweepNotifications } from './sweep.ts'
import { socketSecret, webSocketKind } from './web-socket-kind.ts'
import { openWebhooks } from './webhooks/webhooks.ts'
import type { SenderWorld } from './webhooks/webhooks.ts'

export interface NotificationsWorld {
  readonly pod: Pod
  /** Whether what an agent signed in with has neither ended nor been revoked. */
  readonly stillHolds: (agent: Agent) => Promise<boolean>
  readonly lead: Lead
  /** What webhooks are sent with. */
  readonly sender: SenderWorld
}

export interface Notifications {
  /** To be mounted at `/.notifications`. */
  readonly router: Router
  /** What the document of the sender of webhooks says; undefined for any other WebID. */
  webIdDocument(webId: string): Graph | undefined
  /** Serves a request for a socket; false for one that is none, which is then left as it was. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<boolean>
  /** Closes every socket and opens no other. */
  hangUp(): Promise<void>
  close(): Promise<void>
}

const hourMs = 3_600_000
const protocols = [notify.WebSocketChannel2023, notification.WebSocketChannel2023]

export function openNotifications(world: NotificationsWorld): Notifications {
  const { pod, lead } = world
  const { store, bus, now } = pod
  const alarms = openAlarms(bus)
  const sockets = openSockets(protocols)
  const live = { ...world, store, bus, now, alarms }
  const serving = new Set<Promise<void>>()
  const ending = new AbortController()
  const webhooks = openWebhooks({ ...live, ...world.sender, lead, log: pod.log })
  const kinds = [webSocketKind(pod.baseUrl), webhooks.kind]
  const sweeping = lead('sweep notifications', (signal) =>
    repeat(hourMs, signal, () => sweepNotifications(live)),
  )
  return {
    router: notificationRoutes(live, kinds).use(webhooks.router),
    webIdDocument: webhooks.webIdDocument,
    upgrade,
    hangUp,
    close,
  }

  async function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<boolean> {
    const channel = await channelFor(req)
    if (!channel || ending.signal.aborted) return false
    const peer = await sockets.accept(req, socket, head)
    if (peer) serve(channel, peer)
    return true
  }

  async function channelFor({ url }: IncomingMessage): Promise<Channel | undefined> {
    const secret = socketSecret(url)
    if (secret === undefined) return undefined
    try {
      return await channelWithSecret(live, secret)
    } catch (err) {
      pod.log.error({ err }, 'could not look for a channel')
      return undefined
    }
  }

  function serve(channel: Channel, peer: Peer) {
    const served: Promise<void> = serveSocket(live, channel, peer)
      .catch((err: unknown) => pod.log.error({ err, channel: channel.id }, 'a socket failed'))
      .finally(() => serving.delete(served))
    serving.add(served)
  }

  async function hangUp() {
    ending.abort()
    await sockets.close(1001, 'This server is stopping; connect again soon')
    await Promise.all(serving)
  }

  async function close() {
    await hangUp()
    await webhooks.close()
    await sweeping.close()
    alarms.close()
  }
}
