// What must be true before a message may leave: the sign-in of who subscribed holds, and she may read
// the topic at this very moment. Whoever sends anything, by whatever channel, gets it from here.
import type { Agent } from '../../authentication/agent.ts'
import { Problem } from '../../http/problem.ts'
import { withoutRetries } from '../access/fetch-once.ts'
import { recordRead } from '../resources/access-log.ts'
import type { Intent, Pod } from '../resources/ask.ts'
import type { Permit } from '../resources/permit.ts'
import type { Activity, PlacedChange } from './changes.ts'
import type { Channel } from './channels.ts'
import { messageId, messageText, topicOf } from './messages.ts'
import type { Message } from './messages.ts'
import { permitReading, readingOf, statesOf } from './topics.ts'

export interface DeliveryWorld {
  readonly pod: Pod
  /** Whether what an agent signed in with has neither ended nor been revoked. */
  readonly stillHolds: (agent: Agent) => Promise<boolean>
}

/** Ready to be sent, and noted in the access log if it was read under a grant. */
export interface Ready {
  readonly message: Message
  readonly text: string
}

/** What there is to tell of. */
export interface News {
  readonly change: PlacedChange
  /** One of those in the change. */
  readonly activity: Activity
}

/**
 * The message that tells a channel of an activity in a change; undefined when the subscriber may not
 * hear it any more: then remove the channel, before anything else.
 * @param noted the id of a message that is in the access log already, because it is sent again
 */
export async function messageFor(
  world: DeliveryWorld,
  channel: Channel,
  { change, activity }: News,
  noted?: string,
): Promise<Ready | undefined> {
  const { type, object } = activity
  const index = change.activities.indexOf(activity)
  const messageIn = (states: readonly string[]) => ({
    id: messageId(channel.id, change.place, String(index)),
    type,
    object: world.pod.baseUrl + object,
    target: activity.target && world.pod.baseUrl + activity.target,
    // What it was in between may have been kept from the subscriber.
    state: type === 'Delete' ? undefined : states[0],
    published: change.at,
  })
  return ready(world, channel, { topic: topicOf(activity), messageIn, noted })
}

/** The message that tells a channel how a topic is now; undefined as above. */
export async function currentMessage(
  world: DeliveryWorld,
  channel: Channel,
  topic: string,
): Promise<Ready | undefined> {
  const now = world.pod.now()
  const messageIn = (states: readonly string[]) => ({
    id: messageId(channel.id, topic, String(now)),
    type: states.length > 0 ? ('Update' as const) : ('Delete' as const),
    object: world.pod.baseUrl + topic,
    target: undefined,
    state: states[0],
    published: now,
  })
  return ready(world, channel, { topic, messageIn, noted: undefined })
}

/** The topics that are not in the state that a subscriber says to have; [] when she says none. */
export async function topicsBehind(
  { pod }: DeliveryWorld,
  channel: Channel,
): Promise<readonly string[]> {
  const { state, topics } = channel
  if (state === undefined) return []
  const behind = []
  for (const topic of topics) {
    const reading = await readingOf(pod, channel, topic)
    if (reading && !(await statesOf(pod, reading)).includes(state)) behind.push(topic)
  }
  return behind
}

/** Whether a subscriber may still hear of all topics; to be asked now and then when nothing happens. */
export async function mayStillHear(world: DeliveryWorld, channel: Channel): Promise<boolean> {
  for (const topic of channel.topics) {
    if (!(await access(world, channel, topic))) return false
  }
  return true
}

interface Access {
  readonly reading: Intent
  readonly permitted: Permit
}

interface Draft {
  readonly topic: string
  readonly messageIn: (states: readonly string[]) => Message
  readonly noted: string | undefined
}

async function ready(
  world: DeliveryWorld,
  channel: Channel,
  { topic, messageIn, noted }: Draft,
): Promise<Ready | undefined> {
  const found = await access(world, channel, topic)
  if (!found) return undefined
  const { reading, permitted } = found
  const message = messageIn(await statesOf(world.pod, reading))
  const text = messageText(message, channel)
  if (message.id === noted) return { message, text }
  const headers = { 'Content-Length': String(Buffer.byteLength(text)) }
  const answer = { status: 200, headers, body: Buffer.from(text) }
  await recordRead(world.pod, reading, permitted, answer)
  return { message, text }
}

/** Fails closed: for whatever reason somebody would be refused, there is no access. */
async function access(
  { pod, stillHolds }: DeliveryWorld,
  channel: Channel,
  topic: string,
): Promise<Access | undefined> {
  if (!(await stillHolds(channel.agent))) return undefined
  const reading = await readingOf(pod, channel, topic)
  if (!reading) return undefined
  const patient = { ...pod, fetch: withoutRetries(pod.fetch) }
  try {
    return { reading, permitted: await permitReading(patient, reading) }
  } catch (error) {
    if (error instanceof Problem && refusals.has(error.status)) return undefined
    throw error
  }
}

const refusals = new Set([401, 403])
