// A watch over whatever breaks: told from a provider, a socket and a clock that the test holds in its hands.
import { beforeEach, describe, expect, it } from 'vitest'
import { createBuffer } from '../../client/sdk/watch/buffer.ts'
import { watch } from '../../client/sdk/watch.ts'
import type { ResourceChange, WatchOptions } from '../../client/sdk/watch.ts'
import { createFakeProvider, topic } from '../support/fake-notifications.ts'
import type { FakeProvider } from '../support/fake-notifications.ts'

let provider: FakeProvider

beforeEach(() => {
  provider = createFakeProvider()
})

function start(options: WatchOptions = {}) {
  const stop = new AbortController()
  const { fetch, openSocket, wait, now } = provider
  const all = { signal: stop.signal, openSocket, wait, now, random: () => 1, ...options }
  const changes = watch(fetch, topic, all)
  return { stop, next: () => changes.next(), one: async () => (await changes.next()).value! }
}

function told(type: string, more: object = {}): string {
  return JSON.stringify({ type, object: topic, published: '2026-03-01T12:00:00Z', ...more })
}

describe('a connection that breaks', () => {
  it('is made again, later each time, and what was missed is told once', async () => {
    const watched = start()
    const change = watched.one()
    const socket = await provider.socket(1)
    provider.etag = '"2"'
    provider.isDown = 3
    socket.close()

    expect(await change).toMatchObject({ type: 'Update', resource: topic, state: '"2"' })
    expect(provider.pauses.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000])
    const next = watched.next()
    const again = await provider.socket(2)
    expect(provider.subscriptions.at(-1)).toMatchObject({ topic, state: '"2"' })
    again.say(told('Update', { state: '"2"' }))
    again.say(told('Update', { state: '"3"' }))
    expect((await next).value).toMatchObject({ state: '"3"' })
    watched.stop.abort()
  })

  it('is told as deleted and made again when that happened meanwhile', async () => {
    const watched = start()
    const change = watched.one()
    const socket = await provider.socket(1)
    provider.isGone = 2
    socket.close()

    expect(await change).toMatchObject({ type: 'Delete', resource: topic })
    expect(await watched.one()).toMatchObject({ type: 'Create', resource: topic })
    watched.stop.abort()
  })

  it.each([401, 403])('ends the watch when the permission went with it (%i)', async (status) => {
    const watched = start()
    const change = watched.next()
    const socket = await provider.socket(1)
    provider.refusal = status
    socket.close()

    await expect(change).rejects.toMatchObject({ name: 'RequestError', status })
    expect((await watched.next()).done).toBe(true)
  })

  it('is noticed by looking, when neither side was told', async () => {
    const watched = start()
    const change = watched.one()
    await provider.socket(1)
    provider.etag = '"2"'
    provider.pass(5 * 60_000)

    expect(await change).toMatchObject({ type: 'Update', state: '"2"' })
    const next = watched.next()
    await provider.socket(2)
    watched.stop.abort()
    await next
  })
})

describe('what is said on a socket', () => {
  it.each([
    ['is no JSON', 'Notification channel has expired'],
    ['is about something else', told('Update', { object: 'https://pod.example/other.ttl' })],
    ['names no resource', JSON.stringify({ type: 'Update' })],
    ['is of an unknown type', told('Like')],
    ['is far too long', told('Update', { summary: 'x'.repeat(200_000) })],
    ['is a list', '[1, 2]'],
    ['is nothing', 'null'],
  ])('counts for nothing when it %s', async (_what, message) => {
    const watched = start()
    const change = watched.one()
    const socket = await provider.socket(1)

    socket.say(message)
    socket.say(told('Delete'))

    expect(await change).toMatchObject({ type: 'Delete' })
    watched.stop.abort()
  })

  it('becomes one hint for each resource when nobody takes it', async () => {
    const watched = start({ bufferSize: 3 })
    const first = watched.one()
    const socket = await provider.socket(1)
    socket.say(told('Update', { state: '"2"' }))
    await first

    for (const state of ['"3"', '"4"', '"5"', '"6"']) socket.say(told('Update', { state }))

    expect(await watched.one()).toMatchObject({ type: 'Update', resource: topic, state: '"6"' })
    watched.stop.abort()
  })
})

describe('where nobody tells of changes', () => {
  beforeEach(() => {
    provider.form = 'none'
  })

  it('looks from time to time', async () => {
    const watched = start({ pollSeconds: 30 })
    const change = watched.one()
    await expect.poll(() => provider.waits).toContain(30_000)
    provider.etag = '"2"'
    provider.pass(30_000)

    expect(await change).toMatchObject({ type: 'Update', state: '"2"' })
    watched.stop.abort()
  })

  it('refuses when that was not wanted', async () => {
    await expect(start({ pollSeconds: false }).next()).rejects.toMatchObject({
      type: 'not-implemented',
      detail: expect.stringContaining('offers no WebSockets') as string,
    })
  })

  it('refuses when a change could not be seen', async () => {
    provider.etag = ''

    await expect(start().next()).rejects.toMatchObject({ type: 'unprocessable' })
  })
})

function added(number: number): ResourceChange {
  const resource = `https://pod.example/${number}`
  return { type: 'Add', resource, target: 'https://pod.example/', published: 'now' }
}

it('does not grow beyond its bound with the things in a folder', async () => {
  const buffer = createBuffer(3, 'https://pod.example/')
  for (const number of [1, 2, 3, 4, 5]) buffer.put(added(number))
  buffer.end()

  const hint = { type: 'Update', resource: 'https://pod.example/', published: 'now' }
  expect(await buffer.next()).toEqual(hint)
  expect(await buffer.next()).toEqual(added(5))
  expect(await buffer.next()).toBeUndefined()
})
