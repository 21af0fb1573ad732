// Subscribing to notifications: how it is found and done, and what channels are told.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseTurtle } from '../../shapes/graph.ts'
import { notification } from '../../vocab/generated/notification.ts'
import { notify } from '../../vocab/generated/notify.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { ask, channel, contexts } from '../support/listener.ts'
import { bob, openPod } from '../support/pod.ts'
import type { TestPod } from '../support/pod.ts'

const start = Date.UTC(2026, 0, 1)
const day = 24 * 3_600_000

let pod: TestPod
let time = start
beforeEach(async () => {
  time = start
  pod = await openPod({ now: () => time })
})
afterEach(async () => {
  expect(pod.errors).toEqual([])
  await pod.close()
})

const service = () => `${pod.origin}/.notifications/websocket`

const subscribe = (members: object, headers: Record<string, string> = {}) =>
  ask(pod, pod.alice, members, headers)

const as = (webId: string | undefined): Record<string, string> =>
  webId === undefined ? {} : { 'x-test-webid': webId }

async function send(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(service(), {
    method: 'POST',
    headers: { ...as(pod.alice), 'content-type': 'application/ld+json', ...headers },
    body,
  })
}

const accept = (type: string) => ({ headers: { accept: type } })

const at = (method: string, id: string, webId: string | undefined) =>
  fetch(id, { method, headers: as(webId) })

describe('the subscription service', () => {
  it('describes itself, as JSON that needs no JSON-LD processor', async () => {
    const response = await fetch(service())
    const head = await fetch(service(), { method: 'HEAD' })

    expect(response.headers.get('content-type')).toBe('application/ld+json')
    expect(await response.json()).toEqual({
      '@context': [contexts.current],
      id: service(),
      channelType: 'WebSocketChannel2023',
      feature: ['startAt', 'endAt', 'state', 'rate', 'accept'],
    })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('describes itself as Turtle for those who want it', async () => {
    const response = await fetch(service(), { headers: { accept: 'text/turtle' } })

    const graph = parseTurtle(await response.text(), service())

    const objects = (property: string) =>
      graph.getObjects(service(), property, null).map(({ value }) => value)
    expect(objects(notify.channelType)).toEqual([notify.WebSocketChannel2023])
    expect(objects(notify.feature)).toContain(notify.rate)
  })

  it('tells its methods and types, and refuses others', async () => {
    const options = await fetch(service(), { method: 'OPTIONS' })
    const put = await fetch(service(), { method: 'PUT', body: '{}' })

    expect(options.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS')
    expect(options.headers.get('accept-post')).toMatch('application/ld+json')
    expect(put.status).toBe(405)
  })

  it('answers pages of any origin', async () => {
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' }
    const preflight = await fetch(service(), { method: 'OPTIONS', headers })
    const refused = await fetch(service(), { method: 'POST', headers, body: 'x' })

    expect(preflight.status).toBe(204)
    for (const each of [preflight, refused]) {
      expect(each.headers.get('access-control-allow-origin')).toBe('https://app.example')
    }
  })

  it('is found in the description of each storage, in both syntaxes', async () => {
    const description = `${pod.root}.well-known/solid`

    const json = (await (await fetch(description, accept('application/ld+json'))).json()) as {
      subscription: { id: string }[]
    }
    const turtle = await (await fetch(description, accept('text/turtle'))).text()

    const found = parseTurtle(turtle, description).getObjects(pod.root, notify.subscription, null)
    expect(json).toMatchObject({ '@context': [contexts.current], id: pod.root })
    expect(json.subscription.map(({ id }) => id)).toContain(service())
    expect(found.map(({ value }) => value)).toContain(service())
  })
})

describe('a subscription', () => {
  it('is answered with its channel, which ends within 14 days', async () => {
    const topic = `${pod.root}data/`
    const response = await subscribe({ topic })

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/ld+json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({
      '@context': [contexts.current],
      id: expect.stringMatching(`^${pod.baseUrl}/.notifications/channels/[\\w-]{24}$`) as string,
      type: 'WebSocketChannel2023',
      topic,
      receiveFrom: expect.stringMatching(
        `^${pod.baseUrl.replace('http', 'ws')}/.notifications/socket/[\\w-]{43}$`,
      ) as string,
      endAt: new Date(start + 14 * day).toISOString(),
      accept: 'application/ld+json',
    })
  })

  it.each<[string, { readonly type: string; readonly '@context'?: string }]>([
    ['in the older context', { '@context': contexts.old, type: 'WebSocketChannel2023' }],
    ['by the IRI', { type: notify.WebSocketChannel2023 }],
    ['by the IRI of the drafts', { type: notification.WebSocketChannel2023 }],
    ['with a prefix', { type: 'notify:WebSocketChannel2023' }],
  ])('may name its type %s, and is answered in its own context', async (_how, members) => {
    const told = await channel(pod, pod.alice, members)

    expect(told).toMatchObject({ type: 'WebSocketChannel2023', topic: pod.root })
    expect(told['@context']).toEqual([members['@context'] ?? contexts.current])
  })

  it('may be sent without any context, its terms written out', async () => {
    const response = await send(
      JSON.stringify({
        '@type': notify.WebSocketChannel2023,
        [notify.topic]: { '@id': pod.root },
      }),
    )

    expect(await response.json()).toMatchObject({ topic: pod.root })
  })

  it('may be sent, and answered, in Turtle', async () => {
    const body = `[] a <${notify.WebSocketChannel2023}>; <${notify.topic}> <${pod.root}>; <${notify.rate}> "PT2S" .`
    const response = await send(body, { 'content-type': 'text/turtle', accept: 'text/turtle' })

    const graph = parseTurtle(await response.text(), service())
    const [subject] = graph.getSubjects(rdf.type, notify.WebSocketChannel2023, null)
    const value = (property: string) => graph.getObjects(subject!, property, null)[0]?.value
    expect(value(notify.topic)).toBe(pod.root)
    expect(value(notify.rate)).toBe('PT2S')
    expect(value(notify.receiveFrom)).toMatch(/^ws:/)
  })

  it('may have several topics in one storage, each counted once', async () => {
    const topics = [`${pod.root}data/`, `${pod.root}public/`, `${pod.root}d%61ta/`]

    const told = await channel(pod, pod.alice, { topic: topics })

    expect(told.topic).toEqual(topics.slice(0, 2))
  })

  it('gets the features that it asks for, and none that nobody knows', async () => {
    const features = {
      startAt: '2026-01-02T00:00:00.000Z',
      endAt: '2026-01-03T00:00:00.000Z',
      rate: 'PT90S',
      state: '"etag"',
      accept: 'text/turtle',
    }

    const told = await channel(pod, pod.alice, { ...features, 'urn:colour': 'green' })

    expect(told).toMatchObject(features)
    expect(told).not.toHaveProperty('urn:colour')
  })

  it('never lasts longer than 14 days, whatever it asks for', async () => {
    const told = await channel(pod, pod.alice, { endAt: '9999-12-31T23:59:59Z' })

    expect(told['endAt']).toBe(new Date(start + 14 * day).toISOString())
  })
})

describe('a channel', () => {
  it('is shown to its creator, without the address of its socket', async () => {
    const { receiveFrom, ...told } = await channel(pod, pod.alice, { rate: 'PT1.5S' })

    const shown = await at('GET', told.id, pod.alice)

    expect(receiveFrom).toBeDefined()
    expect(await shown.json()).toEqual(told)
  })

  it('is ended by its creator', async () => {
    const { id } = await channel(pod, pod.alice, {})

    const statuses = [
      await at('DELETE', id, pod.alice),
      await at('GET', id, pod.alice),
      await at('DELETE', id, pod.alice),
    ].map(({ status }) => status)

    expect(statuses).toEqual([204, 404, 404])
  })

  it('does not exist for anybody else', async () => {
    const { id } = await channel(pod, pod.alice, {})

    for (const method of ['GET', 'DELETE']) {
      const theirs = await at(method, id, bob)
      const none = await at(method, `${id}x`, bob)
      expect([theirs.status, none.status]).toEqual([404, 404])
      expect(await theirs.json()).toEqual(await none.json())
    }
    expect((await at('GET', id, undefined)).status).toBe(404)
    expect((await at('GET', id, pod.alice)).status).toBe(200)
  })

  it('is gone when its time is over', async () => {
    const { id } = await channel(pod, pod.alice, { endAt: '2026-01-02T00:00:00Z' })
    time += day

    expect((await at('GET', id, pod.alice)).status).toBe(404)
  })
})
