// Where a watch finds its channels, what it asks them for, and how it leaves them.
import { beforeEach, describe, expect, it } from 'vitest'
import { watch } from '../../client/sdk/watch.ts'
import type { WatchOptions } from '../../client/sdk/watch.ts'
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

describe('finding who tells of changes', () => {
  it.each([
    ['the compact form of the specification', 'compact'],
    ['expanded JSON-LD', 'expanded'],
    ['Turtle', 'turtle'],
  ] as const)('reads %s', async (_what, form) => {
    provider.form = form
    const watched = start()
    const change = watched.one()

    const socket = await provider.socket(1)
    socket.say(told('Update', { state: '"2"' }))

    expect(await change).toEqual({
      type: 'Update',
      resource: topic,
      state: '"2"',
      published: '2026-03-01T12:00:00Z',
    })
    watched.stop.abort()
  })

  it.each([
    ['the storage, before what users may say of the resource', 'compact', 'subscriptions'],
    ['the resource, where nothing is said of the storage', 'none', 'own-subscriptions'],
  ] as const)('believes what is said of %s', async (_what, form, name) => {
    provider.ownDescription = true
    provider.form = form
    const watched = start()
    const change = watched.next()
    await provider.socket(1)

    expect(provider.requests.filter((each) => each.startsWith('POST'))).toEqual([
      `POST https://pod.example/${name}`,
    ])
    watched.stop.abort()
    await change
  })

  it('sends nothing to what lies elsewhere and does not call itself a service', async () => {
    Object.assign(provider, { origin: 'https://inbox.example', isService: false })

    await expect(start({ pollSeconds: false }).next()).rejects.toThrow('offers no WebSockets')

    expect(provider.subscriptions).toEqual([])
  })

  it('takes a service elsewhere that calls itself one', async () => {
    Object.assign(provider, {
      origin: 'https://hub.example',
      channels: 'https://hub.example/channels/',
    })
    const watched = start()
    const change = watched.next()
    await provider.socket(1)

    watched.stop.abort()

    await change
    await expect.poll(() => provider.requests.at(-1)).toBe('DELETE https://hub.example/channels/1')
  })

  it('asks with the newer context where the deployed one is not known', async () => {
    provider.refusesContext = 'https://www.w3.org/ns/solid/notification/v1'
    const watched = start()
    const change = watched.next()
    await provider.socket(1)

    expect(provider.subscriptions.map((each) => each['@context'])).toEqual([
      ['https://www.w3.org/ns/solid/notification/v1'],
      ['https://www.w3.org/ns/solid/notifications-context/v1'],
    ])
    watched.stop.abort()
    await change
  })

  it('does not listen where others could', async () => {
    provider.receiveFrom = 'ws://pod.example/socket'

    await expect(start().next()).rejects.toThrow('Credentials are only sent over https')
  })
})

describe('a channel', () => {
  it('is followed by the next one before it ends', async () => {
    provider.lifeMs = 100_000
    const watched = start()
    const change = watched.next()
    await provider.socket(1)

    provider.pass(90_000)
    await provider.socket(2)

    expect(provider.requests).toContain('DELETE https://pod.example/channels/1')
    watched.stop.abort()
    expect((await change).done).toBe(true)
  })

  it('is asked for an hour where it may end, so that none is left of closed pages', async () => {
    provider.features = ['state', 'endAt']
    const watched = start()
    const change = watched.next()
    await provider.socket(1)

    expect(provider.subscriptions).toMatchObject([{ endAt: '2026-03-01T13:00:00.000Z' }])
    watched.stop.abort()
    await change
  })

  it('is asked for without an end when that is refused, as our clock may be wrong', async () => {
    Object.assign(provider, { features: ['state', 'endAt'], refusesEnd: true })
    const watched = start()
    const change = watched.next()
    await provider.socket(1)

    expect(provider.subscriptions.at(-1)).not.toHaveProperty('endAt')
    watched.stop.abort()
    await change
  })

  it('deletes nothing that lies elsewhere, though its provider calls that the channel', async () => {
    provider.channels = 'https://alice.example/letters/'
    const watched = start()
    const change = watched.next()
    await provider.socket(1)

    watched.stop.abort()

    await change
    // As soon as a channel would be: it is deleted without waiting.
    await new Promise((resolve) => setTimeout(resolve))
    expect(provider.requests.filter((each) => each.startsWith('DELETE'))).toEqual([])
  })

  it('is ended at once by the signal', async () => {
    const watched = start()
    const change = watched.next()
    const socket = await provider.socket(1)

    watched.stop.abort()

    expect((await change).done).toBe(true)
    await expect.poll(() => provider.requests.at(-1)).toBe('DELETE https://pod.example/channels/1')
    expect(socket.isClosed).toBe(true)
  })

  it('never opens for a signal that was aborted before', async () => {
    expect((await start({ signal: AbortSignal.abort() }).next()).done).toBe(true)
    expect(provider.subscriptions).toEqual([])
  })
})
