// Sends the messages of all webhooks, in whichever process leads: looks where something is due, gives
// turns, and keeps in the store how far each has got.
import type { Bus } from '../../../bus.ts'
import type { Lead } from '../../../leader.ts'
import type { Log } from '../../../log.ts'
import { Stale } from '../../../store/store.ts'
import { latestPlace } from '../changes.ts'
import { createBell } from './bell.ts'
import type { Bell } from './bell.ts'
import { deliveries } from './delivery.ts'
import type { StoredDelivery } from './delivery.ts'
import { isDue } from './plan.ts'
import { receiverOf } from './send-to.ts'
import { sendNext } from './send-next.ts'
import type { SendWorld } from './send-next.ts'
import { whoseTurn } from './turns.ts'

export interface SendingWorld extends SendWorld {
  readonly bus: Bus
  readonly lead: Lead
  readonly log: Log
}

/** The webhooks that are being served, each with what ends when its turn does. */
type Served = Map<string, { readonly delivery: StoredDelivery; readonly done: Promise<void> }>

/** How often to look everywhere: what is told on the bus may be lost, and pauses end. */
const lookAgainMs = 2_000
/** Then the others have their turn. */
const mostInATurn = 10
/** How long those who are being served may still answer when the work ends. */
const lastAnswersMs = 1_000

/** Sends until closed, while this process leads. */
export function startSending(world: SendingWorld): { close(): Promise<void> } {
  return world.lead('send webhooks', (signal) => sendUntil(world, signal))
}

async function sendUntil(world: SendingWorld, signal: AbortSignal): Promise<void> {
  const bell = createBell(signal)
  const served: Served = new Map()
  const unserved = new Set<string>()
  const desk = { bell, served, unserved, signal, cut: cutLater(signal) }
  const stopHearing = world.bus.listen('change', bell.ring)
  const timer = setInterval(() => bell.ring(undefined), lookAgainMs)
  bell.ring(undefined)
  try {
    while (!signal.aborted) {
      for (const root of await bell.heard()) await look(world, desk, root)
    }
  } finally {
    clearInterval(timer)
    stopHearing()
    await Promise.all([...served.values()].map(({ done }) => done))
  }
}

interface Desk {
  readonly served: Served
  /** The storages of webhooks for which something is due, but that had no turn yet. */
  readonly unserved: Set<string>
  readonly bell: Bell
  /** From then on nothing else is sent: another process may. */
  readonly signal: AbortSignal
  /** Ends requests that are on their way, a little later. */
  readonly cut: AbortSignal
}

/** Gives turns to the webhooks of a storage, or of all, for which something is due. */
async function look(world: SendingWorld, desk: Desk, root: string | undefined): Promise<void> {
  const busy = [...desk.served.values()].map(({ delivery }) => turnOf(delivery))
  const due = await dueIn(world, root)
  const chosen = new Set(whoseTurn(due.map(turnOf), busy).map(({ channel }) => channel))
  for (const delivery of due) {
    if (chosen.has(delivery.channel)) begin(world, desk, delivery)
    else desk.unserved.add(delivery.storage)
  }
}

async function dueIn(world: SendingWorld, root: string | undefined): Promise<StoredDelivery[]> {
  const places = new Map<string, string>()
  const due: StoredDelivery[] = []
  for await (const delivery of deliveries(world.store, root)) {
    const { storage } = delivery
    if (!places.has(storage)) places.set(storage, await latestPlace(world.store, storage))
    if (isDue(delivery, places.get(storage)!, world.now())) due.push(delivery)
  }
  return due
}

function begin(world: SendingWorld, desk: Desk, delivery: StoredDelivery): void {
  desk.served.set(delivery.channel, { delivery, done: haveTurn(world, desk, delivery) })
}

async function haveTurn(world: SendingWorld, desk: Desk, delivery: StoredDelivery): Promise<void> {
  const { served, unserved, bell } = desk
  const more = await serve(world, desk, delivery)
  served.delete(delivery.channel)
  if (more) bell.ring(delivery.storage)
  // Whoever had no turn beside this one may have one now.
  for (const root of unserved) bell.ring(root)
  unserved.clear()
}

/** Sends what is due, one message after the other; whether there may be more. */
async function serve(
  world: SendingWorld,
  { signal, cut }: Desk,
  delivery: StoredDelivery,
): Promise<boolean> {
  try {
    for (let sent = 0; sent < mostInATurn; sent++) {
      if (signal.aborted || !(await sendNext(world, delivery, cut))) return false
    }
    return true
  } catch (err) {
    // Another process has taken over, or the channel is gone.
    if (err instanceof Stale) return false
    world.log.error({ err, channel: delivery.channel }, 'could not serve a webhook')
    return false
  }
}

function turnOf({ channel, sendTo, holder }: StoredDelivery) {
  return { channel, receiver: receiverOf(sendTo), creator: holder }
}

/** A signal that comes a little after another. */
function cutLater(signal: AbortSignal): AbortSignal {
  const cut = new AbortController()
  const later = () => setTimeout(() => cut.abort(), lastAnswersMs).unref()
  signal.addEventListener('abort', later, { once: true })
  return cut.signal
}
