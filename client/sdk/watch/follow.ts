// Following a resource: connected, or looking from time to time, and starting again when that ends.
import { RequestError, refusal } from '../request.ts'
import { changeIn } from './change.ts'
import { closeChannel, openChannel } from './channel.ts'
import type { Channel } from './channel.ts'
import { etagIn, learn, lookAt, requireState } from './look.ts'
import { socketService } from './services.ts'
import { hearSocket } from './socket.ts'
import type { OpenSocket } from './socket.ts'
import { aborted, pauseMs } from './wait.ts'
import type { Watching } from './watching.ts'

export interface Following extends Omit<Watching, 'known'> {
  readonly state: string | undefined
}

/** A connection that lasted this long counts as one that worked. */
const steadyMs = 10_000
/** A connection may be dead without either side being told: so often we look for ourselves. */
const lookEveryMs = 5 * 60_000
/** How many looks before asking anew whether the server tells of changes by itself. */
const looksInRow = 20
/** The share of a channel's life after which the next one is opened. */
const shareOfLife = 0.9

/**
 * Resolves when the signal is aborted.
 * @throws RequestError when the permission is lost; whatever fails before it worked once
 */
export async function follow({ state, ...following }: Following): Promise<void> {
  const watching: Watching = {
    ...following,
    known: { state, isGone: false, isSeen: false, isWatched: false },
  }
  const { known, signal, now, random, wait } = watching
  for (let failures = 0; !signal.aborted;) {
    const began = now()
    await followOnce(watching).catch((error: unknown) => {
      if (!signal.aborted && (!known.isWatched || !mayPass(error))) throw error
    })
    failures = now() - began >= steadyMs ? 0 : failures + 1
    await wait(pauseMs(failures, random()), signal)
  }
}

/** Whether an error may be gone the next time: an outage may, a refusal to this person not. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof RequestError)) {
    return error instanceof TypeError || error instanceof DOMException
  }
  return error.status > 501 || [404, 408, 429, 500].includes(error.status)
}

async function followOnce(watching: Watching): Promise<void> {
  const { fetch, topic, known, now, openSocket, pollSeconds } = watching
  const descriptions = await lookAt(watching)
  if (descriptions === undefined) return
  const service = openSocket && (await socketService(fetch, topic, descriptions))
  if (openSocket && service) {
    const channel = await openChannel(fetch, service, { topic, state: etagIn(known), now: now() })
    known.isWatched = true
    return hearChannel(watching, channel, openSocket)
  }
  if (pollSeconds !== false) return keepLooking(watching, pollSeconds)
  const lacks = openSocket ? `The provider of ${topic}` : 'This platform'
  throw refusal('not-implemented', `${lacks} offers no WebSockets to hear of changes by`)
}

async function keepLooking(watching: Watching, seconds: number): Promise<void> {
  for (let looks = 0; looks < looksInRow && !watching.signal.aborted; looks += 1) {
    requireState(watching)
    watching.known.isWatched = true
    await watching.wait(seconds * 1000, watching.signal)
    if (!watching.signal.aborted) await lookAt(watching)
  }
}

async function hearChannel(watching: Watching, channel: Channel, openSocket: OpenSocket) {
  const { fetch, topic, signal, known, tell, now } = watching
  const over = new AbortController()
  const ending = AbortSignal.any([signal, over.signal])
  const hear = (message: unknown) => {
    const change = changeIn(message, topic, now())
    if (change && !signal.aborted && learn(known, topic, change)) tell(change)
  }
  const inTime = { ...watching, signal: ending }
  const enough = Promise.race([aborted(ending), expiry(inTime, channel), surprise(inTime)])
  try {
    await hearSocket(openSocket(channel.receiveFrom), hear, enough)
  } finally {
    over.abort()
    void closeChannel(fetch, channel)
  }
}

/** Resolves when it is time for the next channel; never while this one lasts. */
async function expiry({ wait, signal }: Watching, { lifeMs }: Channel): Promise<void> {
  return wait((lifeMs ?? Number.POSITIVE_INFINITY) * shareOfLife, signal)
}

/** Resolves when a look finds a change that the connection did not tell of: it is dead. */
async function surprise(watching: Watching): Promise<void> {
  const { known, wait, signal } = watching
  for (;;) {
    await wait(lookEveryMs, signal)
    if (signal.aborted) return
    const before = known.state
    await lookAt(watching)
    if (known.state !== before) return
  }
}
