// Attacks on notifications over web sockets: listening where one may not, too much of everything, and
// not reading what one is sent.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openLocalBus } from '../../server/bus.ts'
import { changesKey } from '../../server/pod/notifications/changes.ts'
import type { Activity } from '../../server/pod/notifications/changes.ts'
import { openSockets } from '../../server/pod/notifications/sockets.ts'
import type { Write } from '../../server/store/store.ts'
import { ask, channel, handshakeText, listenTo, subscribed } from '../support/listener.ts'
import { bob, openPod } from '../support/pod.ts'
import type { TestPod } from '../support/pod.ts'

const start = Date.UTC(2026, 0, 1)
const bus = openLocalBus()

let pod: TestPod
let time = start
beforeEach(async () => {
  time = start
  pod = await openPod({ now: () => time, bus })
})
afterEach(async () => {
  expect(pod.errors).toEqual([])
  await pod.close()
})

const someone = (index: number) => `https://people.example/${index}#me`

const statuses = (answers: readonly Response[]) =>
  Object.fromEntries(
    [...new Set(answers.map(({ status }) => status))].map((status) => [
      status,
      answers.filter((each) => each.status === status).length,
    ]),
  )

/** A change in the log of the pod, as a commit would leave it. */
function noted(activities: readonly Activity[]): Write {
  const append = Buffer.from(JSON.stringify({ at: start, activities }))
  return { key: changesKey('/alice/'), append }
}

/** Many subscriptions to what is public, all at once. */
function askTogether(count: number, webId: (index: number) => string | undefined) {
  const topic = `${pod.root}public/`
  return Promise.all(Array.from({ length: count }, (_, index) => ask(pod, webId(index), { topic })))
}

describe('attack 93: listening to what one may not read', () => {
  it('is refused, and guessing the address of a socket leads nowhere', async () => {
    const refused = await ask(pod, bob, { topic: `${pod.root}data/` })
    const { receiveFrom = '' } = await channel(pod, pod.alice, {})
    const other = receiveFrom.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))

    expect(refused.status).toBe(403)
    await expect(listenTo(other)).rejects.toThrow('404')
    await expect(listenTo(`${receiveFrom}x`)).rejects.toThrow('404')
    await expect(listenTo(receiveFrom.replace('/socket/', '/channels/'))).rejects.toThrow('404')
  })

  it('no address is kept: who reads the store cannot listen', async () => {
    const { receiveFrom = '' } = await channel(pod, pod.alice, {})
    const secret = receiveFrom.split('/').at(-1)!

    const entries = await pod.store.list([], { limit: 10_000 })

    const text = entries.map(({ key, value }) => key.join() + Buffer.from(value).toString()).join()
    expect(text).toContain('WebSocketChannel2023')
    expect(text).not.toContain(secret)
  })
})

describe('attack 94: subscriptions without end', () => {
  it('one person has at most 100, however many she asks for at once', async () => {
    const answers = await askTogether(130, () => bob)

    expect(statuses(answers)).toEqual({ 200: 100, 429: 30 })
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('3600')
    expect((await ask(pod, someone(1), { topic: `${pod.root}public/` })).status).toBe(200)
  })

  it('an address where nobody is signed in has at most 20', async () => {
    expect(statuses(await askTogether(25, () => undefined))).toEqual({ 200: 20, 429: 5 })
  })

  it('a storage has at most 900 of others, and 500 of those who do not sign in', async () => {
    const counter = ['channel-count', 'in', '/alice/']
    await pod.store.commit([{ key: counter, add: 498 }])
    const anonymous = await askTogether(5, () => undefined)
    await pod.store.commit([{ key: counter, add: 397 }])
    const others = await askTogether(5, someone)

    expect(statuses(anonymous)).toEqual({ 200: 2, 429: 3 })
    expect(statuses(others)).toEqual({ 200: 3, 429: 2 })
    expect((await ask(pod, pod.alice, {})).status).toBe(200)
  })

  it('what was deleted, or has ended, makes room', async () => {
    const topic = `${pod.root}public/`
    const endAt = new Date(start + 60_000).toISOString()
    const first = await channel(pod, bob, { topic })
    await Promise.all(Array.from({ length: 99 }, () => ask(pod, bob, { topic, endAt })))
    const full = await ask(pod, bob, { topic })

    await fetch(first.id, { method: 'DELETE', headers: { 'x-test-webid': bob } })
    const afterDelete = await askTogether(2, () => bob)
    time += 60_000
    const afterEnd = await askTogether(99, () => bob)

    expect(full.status).toBe(429)
    expect(statuses(afterDelete)).toEqual({ 200: 1, 429: 1 })
    expect(statuses(afterEnd)).toEqual({ 200: 99 })
  })

  it('no channel is for ever, or without a pause that it asked for', async () => {
    const told = await channel(pod, pod.alice, { endAt: '9999-12-31T00:00:00Z' })
    const fast = await ask(pod, pod.alice, { rate: 'P0' })

    expect(Date.parse(String(told['endAt']))).toBe(start + 14 * 24 * 3_600_000)
    expect(fast.status).toBe(422)
  })
})

describe('attack 95: a listener that does not read', () => {
  it('is cut off before much waits for it, and may come back', { timeout: 30_000 }, async () => {
    const topic = `${pod.root}data/`
    const { receiveFrom } = await channel(pod, pod.alice, { topic })
    const { port, hostname } = new URL(receiveFrom!)
    const deaf = connect(Number(port), hostname)
    deaf.write(handshakeText(receiveFrom!))
    await once(deaf, 'readable')
    const other = await subscribed(pod, pod.alice, { topic: `${topic}end` })

    const object = `/alice/data/${'x'.repeat(1_500)}`
    const long = noted([{ type: 'Add', object, target: '/alice/data/' }])
    await pod.store.commit(Array.from({ length: 9_000 }, () => long))
    await pod.store.commit(Array.from({ length: 9_000 }, () => long))
    await pod.store.commit([noted([{ type: 'Create', object: '/alice/data/end' }])])
    bus.tell('change', '/alice/')
    await other.next()

    const received = (await deaf.toArray()) as Buffer[]
    const bytes = received.reduce((sum, { length }) => sum + length, 0)
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThan(17_000 * 1_500)
    const again = await listenTo(receiveFrom!)
    expect(await again.next()).toMatchObject({ type: 'Update', object: topic })
  })

  it('hears of why', async () => {
    const listener = await subscribed(pod, pod.alice, {})

    await pod.close()

    expect(await listener.closed()).toEqual({
      code: 1001,
      reason: 'This server is stopping; connect again soon',
    })
    pod = await openPod()
  })
})

it('who does not answer a ping is given up; who does stays', async () => {
  const sockets = openSockets([], 50)
  const server = createServer()
  server.on('upgrade', (...request) => void sockets.accept(...request))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [dead, alive] = [new WebSocket(url, { autoPong: false }), new WebSocket(url)]
  await Promise.all([once(dead, 'open'), once(alive, 'open')])

  await once(dead, 'close')
  await once(alive, 'ping')

  expect(alive.readyState).toBe(WebSocket.OPEN)
  alive.terminate()
  await sockets.close(1001, '')
  server.close()
})
