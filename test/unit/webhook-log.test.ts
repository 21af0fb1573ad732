// The log of changes as webhooks need it: kept until they were told, and read to its end for a rate.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLocalBus } from '../../server/bus.ts'
import {
  changesKey,
  keptMilliseconds,
  latestPlace,
  readChanges,
} from '../../server/pod/notifications/changes.ts'
import { addChannel } from '../../server/pod/notifications/channels.ts'
import type { Channel } from '../../server/pod/notifications/channels.ts'
import { sweepNotifications } from '../../server/pod/notifications/sweep.ts'
import { advance, freshDelivery } from '../../server/pod/notifications/webhooks/delivery.ts'
import { pendingFor } from '../../server/pod/notifications/webhooks/pending.ts'
import { nextStep } from '../../server/pod/notifications/webhooks/plan.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'

const root = '/alice/'
const hour = 3_600_000
const day = 24 * hour
let store: Store
let time = 0
beforeEach(() => {
  time = 0
  store = openMemoryStore()
})
afterEach(() => store.close())

const world = () => ({ store, bus: openLocalBus(), now: () => time })

async function subscribed(more: Partial<Channel> = {}): Promise<Channel> {
  const channel: Channel = {
    id: 'one',
    type: 'WebhookChannel2023',
    topics: ['/alice/x', '/alice/y'],
    storage: root,
    agent: { webId: 'https://bob.example/#me', clientId: undefined, issuer: undefined },
    origin: undefined,
    grant: undefined,
    isOwners: false,
    holder: 'agent-bob',
    context: 'urn:context',
    created: 0,
    startAt: undefined,
    endAt: 14 * day,
    rate: undefined,
    accept: 'application/ld+json',
    state: undefined,
    cursor: '',
    sendTo: 'https://hooks.example/in',
    paceMs: 0,
    ...more,
  }
  await addChannel(world(), channel)
  return channel
}

/** Updates a resource so many times; the times tell which is which. */
async function change(object: string, count: number): Promise<void> {
  for (let at = 1; at <= count; at++) {
    const activities = [{ type: 'Update', object }]
    const append = Buffer.from(JSON.stringify({ at, activities }))
    await store.commit([{ key: changesKey(root), append }])
  }
}

const delivery = async () => (await freshDelivery(store, { storage: root, channel: 'one' }))!

async function nextFor(channel: Channel) {
  const { changes, ...progress } = await pendingFor(store, channel, await delivery())
  return nextStep(channel, { ...(await delivery()), ...progress }, changes, time)
}

const countOfLog = async () => (await store.list(changesKey(root), { limit: 5_000 })).length

describe('the log of changes', () => {
  it('is kept for a webhook that was not told, as after a long stop of the server', async () => {
    await subscribed()
    await change('/alice/x', 2)

    time = keptMilliseconds + hour
    await sweepNotifications(world())
    expect(await readChanges(store, root, '')).toHaveLength(2)
    await advance(store, await delivery(), { place: await latestPlace(store, root) })
    await sweepNotifications(world())

    expect(await countOfLog()).toBe(0)
  })

  it.each<[string, Partial<Channel>]>([
    ['has not begun', { startAt: 13 * day }],
    ['has ended', { endAt: keptMilliseconds }],
  ])('is not kept for a webhook that %s', async (_what, more) => {
    await subscribed(more)
    await change('/alice/x', 1)

    time = keptMilliseconds + hour
    await sweepNotifications(world())

    expect(await countOfLog()).toBe(0)
  })

  it('is swept to its end when it is long', async () => {
    await change('/alice/x', 2_500)

    time = keptMilliseconds + hour
    await sweepNotifications(world())

    expect(await countOfLog()).toBe(0)
  })
})

describe('a webhook with a rate', () => {
  it('is told the latest of each topic, however many changes there were', async () => {
    const channel = await subscribed({ rate: 60_000 })
    await change('/alice/x', 150)
    await change('/alice/y', 230)

    const first = await nextFor(channel)
    if (first.kind !== 'tell') throw new Error(first.kind)
    await advance(store, await delivery(), first.news.after)
    const second = await nextFor(channel)

    const [x, y] = [{ object: '/alice/x' }, { object: '/alice/y' }]
    expect(first.news).toMatchObject({ activity: x, change: { at: 150 } })
    expect(second).toMatchObject({ news: { activity: y, change: { at: 230 } } })
  })

  it('is told of both topics when one is quiet and the other is not', async () => {
    const channel = await subscribed({ rate: 60_000 })
    await change('/alice/x', 1)
    await change('/alice/y', 1_500)

    const first = await nextFor(channel)
    if (first.kind !== 'tell') throw new Error(first.kind)
    await advance(store, await delivery(), first.news.after)

    expect(first.news).toMatchObject({ activity: { object: '/alice/x' }, change: { at: 1 } })
    expect(await nextFor(channel)).toMatchObject({ news: { change: { at: 1_500 } } })
  })

  it('passes over what does not concern it at once', async () => {
    const channel = await subscribed({ rate: 60_000 })
    await change('/alice/z', 250)

    const place = await latestPlace(store, root)

    expect(await nextFor(channel)).toEqual({ kind: 'pass', place })
  })

  it('and without one is told of every change', async () => {
    const channel = await subscribed()
    await change('/alice/x', 150)

    expect(await nextFor(channel)).toMatchObject({ news: { change: { at: 1 } } })
  })
})
