// The next message of one webhook: decided, permitted, sent, and noted in the store.
import type { Log } from '../../../log.ts'
import { readChannel, removeChannel } from '../channels.ts'
import type { Channel, ChannelStore } from '../channels.ts'
import { currentMessage, messageFor, topicsBehind } from '../deliver.ts'
import type { DeliveryWorld, Ready } from '../deliver.ts'
import { advance, freshDelivery } from './delivery.ts'
import type { Delivery, StoredDelivery } from './delivery.ts'
import { nextStep, notBefore } from './plan.ts'
import type { Step } from './plan.ts'
import { pendingFor } from './pending.ts'
import { post } from './post.ts'
import type { PostWorld } from './post.ts'
import { afterFailure } from './retry.ts'
import type { Outcome } from './retry.ts'

export interface SendWorld extends ChannelStore, PostWorld, DeliveryWorld {
  readonly log: Log
  /** From 0 to 1. */
  readonly random: () => number
}

interface Task {
  readonly channel: Channel
  readonly delivery: StoredDelivery
}

/**
 * Sends the next message of a webhook, if there is one; whether there may be more to send at once.
 * @throws Stale when another process has sent meanwhile, or the channel is gone
 */
export async function sendNext(
  world: SendWorld,
  place: Pick<Delivery, 'storage' | 'channel'>,
  cut: AbortSignal,
): Promise<boolean> {
  const delivery = await freshDelivery(world.store, place)
  if (!delivery || notBefore(delivery) > world.now()) return false
  const channel = await readChannel(world, place.channel)
  if (!channel) return end(world, place.channel)
  const { changes, ...progress } = await pendingFor(world.store, channel, delivery)
  const step = nextStep(channel, { ...delivery, ...progress }, changes, world.now())
  return take(world, { channel, delivery }, step, cut)
}

async function take(world: SendWorld, task: Task, step: Step, cut: AbortSignal): Promise<boolean> {
  const { channel, delivery } = task
  if (step.kind === 'rest') return false
  if (step.kind === 'pass') return keep(world, delivery, { place: step.place, told: 0 })
  if (step.kind !== 'compare') return send(world, task, await pack(world, task, step), cut)
  return keep(world, delivery, { toGreet: await topicsBehind(world, channel) })
}

type Telling = Extract<Step, { kind: 'greet' | 'tell' }>

interface Parcel {
  /** Undefined when the subscriber may not hear it any more. */
  readonly ready: Ready | undefined
  /** How far the webhook is once it has arrived. */
  readonly after: Partial<Delivery>
}

async function pack(world: SendWorld, task: Task, step: Telling): Promise<Parcel> {
  const { channel, delivery } = task
  if (step.kind === 'greet') {
    const ready = await currentMessage(world, channel, step.topic)
    return { ready, after: { toGreet: delivery.toGreet?.slice(1) } }
  }
  const ready = await messageFor(world, channel, step.news, delivery.noted)
  return { ready, after: step.news.after }
}

async function send(
  world: SendWorld,
  { channel, delivery }: Task,
  { ready, after }: Parcel,
  cut: AbortSignal,
): Promise<boolean> {
  if (!ready) return end(world, channel.id)
  const { sendTo } = delivery
  const message = { sendTo, contentType: channel.accept, body: ready.text }
  const outcome = await post(world, message, cut)
  if (outcome.kind === 'gone') return end(world, channel.id)
  if (outcome.kind === 'failed') {
    return !cut.aborted && failed(world, delivery, outcome, ready.message.id)
  }
  const well = { trouble: undefined, noted: undefined }
  return keep(world, delivery, { ...after, ...well, sentAt: world.now() })
}

async function failed(
  world: SendWorld,
  delivery: StoredDelivery,
  { waitMs }: Outcome & { kind: 'failed' },
  noted: string,
): Promise<boolean> {
  const circumstances = { now: world.now(), random: world.random(), waitMs }
  const trouble = afterFailure(delivery.trouble, circumstances)
  if (trouble === 'given-up') return end(world, delivery.channel)
  const { failures } = trouble
  world.log.info({ channel: delivery.channel, failures }, 'a receiver did not take a message')
  await advance(world.store, delivery, { trouble, noted })
  return false
}

async function keep(
  world: SendWorld,
  delivery: StoredDelivery,
  after: Partial<Delivery>,
): Promise<boolean> {
  await advance(world.store, delivery, after)
  return true
}

async function end(world: SendWorld, channel: string): Promise<boolean> {
  await removeChannel(world, channel)
  world.log.info({ channel }, 'ended a webhook')
  return false
}
