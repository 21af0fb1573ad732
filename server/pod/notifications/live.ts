// A live socket of a channel: follows the log of changes, and sends each message while it may be heard.
import { setImmediate } from 'node:timers/promises'
import type { Alarm, Alarms } from './alarms.ts'
import { keptMilliseconds, latestPlace, readChanges } from './changes.ts'
import type { PlacedChange } from './changes.ts'
import { readChannel, removeChannel } from './channels.ts'
import type { Channel, ChannelStore } from './channels.ts'
import { isConnected, takeOver } from './connections.ts'
import { currentMessage, mayStillHear, messageFor, topicsBehind } from './deliver.ts'
import type { DeliveryWorld, Ready } from './deliver.ts'
import { activitiesFor } from './messages.ts'
import { createPace } from './pace.ts'
import type { Pace } from './pace.ts'
import type { Peer } from './sockets.ts'

export interface LiveWorld extends ChannelStore, DeliveryWorld {
  readonly alarms: Alarms
}

/** Why a socket is closed. Source: RFC 6455 §7.4 */
interface Ending {
  readonly code: number
  readonly reason: string
}

/** Those with code 1000 are over: whoever wants to hear more subscribes again. */
const endings = {
  over: { code: 1000, reason: 'The channel has ended' },
  replaced: { code: 1000, reason: 'The channel has another connection now' },
  refused: { code: 1008, reason: 'You may not read this any more' },
  slow: { code: 1013, reason: 'You read too slowly: connect again to go on' },
} satisfies Record<string, Ending>

/** How often to look in the log and at the channel, told or not. */
const lookMs = 2_000
/** How often to ask whether the subscriber may hear of changes when there are none. */
const recheckMs = 10_000
const mostWaitingBytes = 1024 * 1024

interface Session {
  readonly channel: Channel
  /** Names this connection among all that the channel had. */
  readonly connection: string
  readonly peer: Peer
  readonly pace: Pace
  /** What the channel was told of, as a place in the log. */
  place: string
  /** Whether the subscriber is to be told how things are, since changes may have passed her by. */
  missed: boolean
  started: boolean
  /** When access was decided last. */
  decided: number
}

/** Serves a channel until its socket is closed, by whomever. Another socket of it is closed first. */
export async function serveSocket(world: LiveWorld, channel: Channel, peer: Peer): Promise<void> {
  const alarm = world.alarms.set({ change: channel.storage, channel: channel.id })
  peer.whenClosed(() => alarm.ring())
  try {
    const session = await connect(world, channel, peer)
    const ending = await follow(world, session, alarm)
    if (ending) peer.close(ending.code, ending.reason)
  } catch (error) {
    peer.close(1011, 'Something went wrong on our side')
    throw error
  } finally {
    alarm.close()
  }
}

/** Makes this the connection of the channel. The first one begins where the channel began. */
async function connect(world: LiveWorld, channel: Channel, peer: Peer): Promise<Session> {
  const { store, now } = world
  const { connection, isFirst } = await takeOver(world, channel.id)
  const missed = !isFirst || channel.created < now() - keptMilliseconds
  const place = missed ? await latestPlace(store, channel.storage) : channel.cursor
  const pace = createPace(channel.rate ?? 0)
  return { channel, connection, peer, pace, place, missed, started: false, decided: -Infinity }
}

/** What ended it; undefined when the socket was closed by others. */
async function follow(
  world: LiveWorld,
  session: Session,
  alarm: Alarm,
): Promise<Ending | undefined> {
  while (session.peer.isOpen) {
    const ending = (await unlessOver(world, session)) ?? (await catchUp(world, session))
    if (ending) return ending
    await alarm.wait(Math.min(lookMs, session.pace.waitMs(world.now())))
  }
  return undefined
}

/** Whether the channel is there, and has this connection. */
async function unlessOver(
  world: LiveWorld,
  { channel: { id }, connection }: Session,
): Promise<Ending | undefined> {
  if (!(await readChannel(world, id))) {
    await removeChannel(world, id)
    return endings.over
  }
  return (await isConnected(world.store, id, connection)) ? undefined : endings.replaced
}

/** Tells all that there is to be told now. */
async function catchUp(world: LiveWorld, session: Session): Promise<Ending | undefined> {
  const { channel } = session
  if (world.now() < (channel.startAt ?? 0)) return recheck(world, session)
  const ending = session.started ? undefined : await start(world, session)
  return ending ?? (await tellChanges(world, session)) ?? recheck(world, session)
}

/** Tells how the topics are, to those who may have missed something. */
async function start(world: LiveWorld, session: Session): Promise<Ending | undefined> {
  const { channel, missed } = session
  session.started = true
  const topics = missed ? channel.topics : await topicsBehind(world, channel)
  for (const topic of topics) {
    const ending = await send(world, session, () => currentMessage(world, channel, topic))
    if (ending) return ending
    session.pace.sent(world.now())
  }
  return undefined
}

async function tellChanges(world: LiveWorld, session: Session): Promise<Ending | undefined> {
  let page = await readChanges(world.store, session.channel.storage, session.place)
  while (page.length > 0 && session.peer.isOpen) {
    for (const change of page) {
      const ending = await tellChange(world, session, change)
      if (ending) return ending
      session.place = change.place
    }
    // Others have their turn, and what was sent can leave.
    await setImmediate()
    page = await readChanges(world.store, session.channel.storage, session.place)
  }
  return tellWaiting(world, session)
}

async function tellChange(
  world: LiveWorld,
  session: Session,
  change: PlacedChange,
): Promise<Ending | undefined> {
  for (const activity of activitiesFor(session.channel, change)) {
    session.pace.add({ change, activity })
    const ending =
      session.channel.rate === undefined ? await tellWaiting(world, session) : undefined
    if (ending) return ending
  }
  return undefined
}

async function tellWaiting(world: LiveWorld, session: Session): Promise<Ending | undefined> {
  const { channel, pace } = session
  for (let due = pace.next(world.now()); due; due = pace.next(world.now())) {
    const news = due
    const ending = await send(world, session, () => messageFor(world, channel, news))
    if (ending) return ending
  }
  return undefined
}

/** Sends one message, if the subscriber may hear it: else the channel is removed first. */
async function send(
  world: LiveWorld,
  session: Session,
  prepare: () => Promise<Ready | undefined>,
): Promise<Ending | undefined> {
  const { peer, channel } = session
  const over = await unlessOver(world, session)
  if (over) return over
  if (peer.waitingBytes > mostWaitingBytes) return endings.slow
  const ready = await prepare()
  if (!ready) return refuse(world, channel)
  session.decided = world.now()
  if (peer.isOpen) peer.send(ready.text)
  return undefined
}

async function recheck(world: LiveWorld, session: Session): Promise<Ending | undefined> {
  const { channel, decided } = session
  if (world.now() - decided < recheckMs) return undefined
  session.decided = world.now()
  return (await mayStillHear(world, channel)) ? undefined : refuse(world, channel)
}

async function refuse(world: LiveWorld, { id }: Channel): Promise<Ending> {
  await removeChannel(world, id)
  return endings.refused
}
