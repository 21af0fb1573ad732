// Subscribing: who asks is told the same as by a GET of each topic; then the channel is stored.
import { randomBytes } from 'node:crypto'
import type { Request } from 'express'
import { challenge } from '../../authentication/authenticate.ts'
import type { Agent } from '../../authentication/agent.ts'
import { Problem } from '../../http/problem.ts'
import type { Pod } from '../resources/ask.ts'
import { latestPlace } from './changes.ts'
import { addChannel } from './channels.ts'
import type { Channel, ChannelStore } from './channels.ts'
import type { Ends } from './description.ts'
import { holderOf } from './limits.ts'
import { receiveGraph } from './receive.ts'
import type { Service } from './services.ts'
import { readSubscription } from './subscription.ts'
import type { Subscription } from './subscription.ts'
import { permitReading, readingOf, topicPath } from './topics.ts'
import type { Reader } from './topics.ts'

export interface SubscribeWorld extends ChannelStore {
  readonly pod: Pod
}

/** What a kind of channel has of its own. */
export interface Kind {
  readonly service: Service
  /** Whether only those who are signed in may subscribe. */
  readonly needsSignIn: boolean
  /**
   * Makes a channel complete before it is stored, with what only its creator is told now.
   * @throws Problem unprocessable for what is missing or wrong
   */
  complete(channel: Channel, subscription: Subscription): Promise<Completed>
  /** What its creator is told at any time. */
  endsOf(channel: Channel): Ends
}

export interface Completed {
  readonly channel: Channel
  readonly ends: Ends
}

/**
 * Subscribes to some topics of one storage.
 * @throws Problem credentials-required, forbidden, grant-does-not-cover, unsupported-media-type,
 *   too-large, unprocessable or too-many-requests
 */
export async function subscribe(
  world: SubscribeWorld,
  kind: Kind,
  req: Request,
): Promise<Completed> {
  const { pod } = world
  const agent = await pod.authenticate(req)
  if (kind.needsSignIn) requireSignIn(pod, agent)
  const { graph, context } = await receiveGraph(req, pod.baseUrl + kind.service.path)
  const subscription = readSubscription(graph, kind.service.type, world.now())
  const topics = [...new Set(subscription.topics.map((iri) => topicPath(pod, iri)))]
  const reader = { agent, origin: req.get('Origin'), grant: req.get('Freehold-Grant') }
  const { storage, owner } = await permitTopics(pod, reader, topics)
  const isOwners = agent.webId === owner
  const who = { ...reader, isOwners, holder: holderOf(agent.webId, req.ip), context }
  const draft = await draftOf(world, { kind, subscription, who, topics, storage })
  const completed = await kind.complete(draft, subscription)
  await addChannel(world, completed.channel)
  return completed
}

interface Parts extends Pick<Channel, 'topics' | 'storage'> {
  readonly kind: Kind
  readonly subscription: Subscription
  readonly who: Pick<Channel, 'agent' | 'origin' | 'grant' | 'isOwners' | 'holder' | 'context'>
}

/** What all channels have. Its messages begin with the next change. */
async function draftOf({ store, now }: SubscribeWorld, parts: Parts): Promise<Channel> {
  const { kind, subscription, who, topics, storage } = parts
  const { startAt, endAt, rate, accept, state } = subscription
  return {
    ...who,
    id: randomBytes(18).toString('base64url'),
    type: kind.service.type,
    topics,
    storage,
    created: now(),
    startAt,
    endAt,
    rate,
    accept,
    state,
    cursor: await latestPlace(store, storage),
  }
}

function requireSignIn({ baseUrl }: Pod, { webId }: Agent): void {
  if (webId !== undefined) return
  throw new Problem('credentials-required', 'Sign in to subscribe to this kind of channel', {
    headers: { 'WWW-Authenticate': challenge(baseUrl) },
  })
}

/** The storage that all topics are in. Who may not read one of them is told nothing more. */
async function permitTopics(pod: Pod, reader: Reader, topics: readonly string[]) {
  const storages = new Map<string, string>()
  for (const path of topics) {
    const reading = await readingOf(pod, reader, path)
    if (!reading) throw new Problem('unprocessable', 'There is no storage here with that topic')
    await pod.denials.noting(reading, () => permitReading(pod, reading))
    storages.set(reading.id.storage, reading.owner)
  }
  const [first, ...others] = storages
  if (!first || others.length > 0) {
    throw new Problem('unprocessable', 'The topics of one channel are in one storage')
  }
  return { storage: first[0], owner: first[1] }
}
