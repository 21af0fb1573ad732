// Channels: what a provider opens for us to hear of changes, until they end.
// Source: https://solidproject.org/TR/notifications-protocol#notification-channel-data-model
import { context } from '../../../vocab/generated/context.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import { RequestError, refusal, request } from '../request.ts'
import type { Fetch } from '../request.ts'
import type { SocketService } from './services.ts'
import { requireSocketUrl } from './socket.ts'

export interface Channel {
  /** Deleting it ends the channel; undefined when the provider named none of its own. */
  readonly id: string | undefined
  /** Whoever knows this address hears the changes. */
  readonly receiveFrom: string
  /** How long it lasts from now, in ms; undefined when it does not say. */
  readonly lifeMs: number | undefined
}

export interface Wanted {
  readonly topic: string
  /** Told at once when the topic is in another state. */
  readonly state: string | undefined
  readonly now: number
}

/** Servers in use know the older name and may not take the other, which is the specification's. */
const contexts = [context['notification/v1'], context['notifications-context/v1']]

/** Nobody ends the channel of a page that was closed, and there may be only so many of them. */
const wantedLifeMs = 3_600_000

/**
 * Asks a service for a channel, one that ends soon if it can: for a clock that is wrong that may be
 * in the past, so it is asked without too.
 * @throws RequestError when it refuses; TypeError for a socket that others could listen to
 */
export async function openChannel(
  fetch: Fetch,
  service: SocketService,
  wanted: Wanted,
): Promise<Channel> {
  const endAt = new Date(wanted.now + wantedLifeMs).toISOString()
  const ends = service.features.includes('endAt') ? [{ endAt }, {}] : [{}]
  const wishes = ends.flatMap((end) => contexts.map((each) => ({ '@context': [each], ...end })))
  const answer = await firstTaken(wishes.map((wish) => () => ask(fetch, service, wanted, wish)))
  return channelIn(answer, service.url, wanted.now)
}

/** Ends a channel; one that has ended already, or cannot be reached, is let be. */
export async function closeChannel(fetch: Fetch, { id }: Channel): Promise<void> {
  if (id !== undefined) await fetch(id, { method: 'DELETE' }).catch(() => undefined)
}

interface Answer {
  readonly channel: Readonly<Record<string, unknown>>
  /** The time at the server, in ms. */
  readonly date: number
}

/** The next is asked for when one is not understood. */
async function firstTaken([ask, ...others]: readonly (() => Promise<Answer>)[]): Promise<Answer> {
  return ask!().catch((error: unknown) => {
    const isNotUnderstood = error instanceof RequestError && notUnderstood.has(error.status)
    if (isNotUnderstood && others.length > 0) return firstTaken(others)
    throw error
  })
}

const notUnderstood = new Set([400, 415, 422])

async function ask(
  fetch: Fetch,
  { url, features }: SocketService,
  { topic, state }: Wanted,
  wish: object,
): Promise<Answer> {
  const body = JSON.stringify({
    ...wish,
    type: notify.WebSocketChannel2023,
    topic,
    ...(state !== undefined && features.includes('state') ? { state } : {}),
  })
  const headers = { 'content-type': 'application/ld+json', accept: 'application/ld+json' }
  const response = await request(fetch, url, { method: 'POST', headers, body })
  const channel: unknown = await response.json()
  const date = Date.parse(response.headers.get('date') ?? '')
  return { channel: typeof channel === 'object' && channel !== null ? { ...channel } : {}, date }
}

function channelIn({ channel, date }: Answer, service: string, now: number): Channel {
  const { id, receiveFrom, endAt } = channel
  if (typeof receiveFrom !== 'string' || !URL.canParse(receiveFrom)) {
    throw refusal('unreachable', `${service} opened a channel without saying where to listen`)
  }
  // By the clock of the server where it is told, since ours may be wrong.
  const life = Date.parse(String(endAt)) - (Number.isNaN(date) ? now : date)
  return {
    id: typeof id === 'string' ? urlBeside(service, id) : undefined,
    receiveFrom: requireSocketUrl(receiveFrom),
    lifeMs: life > 0 ? life : undefined,
  }
}

/** Undefined for what lies at another origin: it is deleted in the end, whatever it is. */
function urlBeside(service: string, id: string): string | undefined {
  const url = URL.parse(id, service)
  return url?.origin === new URL(service).origin ? url.href : undefined
}
