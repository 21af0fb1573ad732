// Subscribing to notifications: who may, to what, with which features; and what channels tell.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseTurtle } from '../../shapes/graph.ts'
import { notification } from '../../vocab/generated/notification.ts'
import { notify } from '../../vocab/generated/notify.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { ask, channel, contexts } from '../support/listener.ts'
import { aclFor, bob, openPod } from '../support/pod.ts'
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

/** Some days from the start, as xsd:dateTime. */
const inDays = (days: number) => new Date(start + days * day).toISOString()

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

describe('what cannot be subscribed to is told why', () => {
  it.each([
    ['no topic', { topic: undefined }],
    ['a topic that is no URL', { topic: { '@value': 'x' } }],
    ['a topic elsewhere', { topic: 'https://pods.example/alice/' }],
    ['a topic that is no resource', { topic: 'http://localhost/.mediator/' }],
    ['two channels at once', { topic: { id: 'urn:x', topic: 'urn:y' } }],
    ['no type', { type: undefined }],
    ['a type that nobody knows', { type: 'https://example.org/PigeonChannel' }],
    ['the type of another service', { type: 'WebhookChannel2023' }],
    ['an end in the past', { endAt: inDays(-1) }],
    ['an end before the start', { startAt: inDays(2), endAt: inDays(1) }],
    ['a start after all channels have ended', { startAt: inDays(15) }],
    ['a time that is none', { endAt: 'tomorrow' }],
    ['a date that is none', { startAt: '2026-02-31T25:00:00Z' }],
    ['two ends', { endAt: [inDays(1), inDays(2)] }],
    ['a rate of nothing', { rate: 'PT0S' }],
    ['a rate without an amount', { rate: 'P0' }],
    ['a rate that runs backwards', { rate: '-PT5S' }],
    ['a rate of months', { rate: 'P1M' }],
    ['an unknown media type', { accept: 'text/html' }],
    ['a state without end', { state: 'x'.repeat(1_001) }],
    ['an unknown context', { '@context': 'https://evil.example/context' }],
    ['a key that would be a prototype', JSON.parse('{"__proto__": {"a": 1}}') as object],
  ])('%s: 422', async (_what, members) => {
    const response = await subscribe(members)

    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect((await response.json()) as object).toMatchObject({ status: 422 })
  })

  it.each([
    ['text that is no JSON', 'topic'],
    ['JSON that is no object', '[1]'],
    ['nothing', ''],
    [
      'a topic within the server',
      '{"@type":"x","http://www.w3.org/ns/solid/notifications#topic":{"@id":"/alice/.well-known/solid"}}',
    ],
  ])('%s: 422', async (_what, body) => {
    expect((await send(body)).status).toBe(422)
  })

  it.each([
    ['no media type', undefined, 415],
    ['plain JSON', 'application/json', 415],
    ['a form', 'application/x-www-form-urlencoded', 415],
    ['an unknown profile', 'application/ld+json; profile="https://example.org/p"', 415],
    ['the profile of the context', `application/ld+json; profile="${contexts.current}"`, 422],
  ])('%s', async (_what, type, status) => {
    const response = await fetch(service(), {
      method: 'POST',
      headers: { ...as(pod.alice), ...(type !== undefined && { 'content-type': type }) },
      body: Buffer.from('{}'),
    })

    expect(response.status).toBe(status)
  })

  it('more than 16 KiB, or packed: 413, 415', async () => {
    const large = await send(JSON.stringify({ topic: 'x'.repeat(20_000) }))
    const packed = await send('{}', { 'content-encoding': 'gzip' })

    expect([large.status, packed.status]).toEqual([413, 415])
  })

  it('topics in two storages, or too many', async () => {
    const many = Array.from({ length: 21 }, (_, index) => `${pod.root}data/${index}`)
    const statuses = [
      await subscribe({ topic: [pod.root, `${pod.baseUrl}/nobody/`] }),
      await subscribe({ topic: many }),
      await subscribe({ topic: `${pod.root}x?query` }),
      await subscribe({ topic: `${pod.root}x#fragment` }),
      await subscribe({ topic: `${pod.root}../x` }),
    ].map(({ status }) => status)

    expect(statuses).toEqual([422, 422, 422, 422, 422])
  })

  it('an answer in a type that there is not: 406', async () => {
    expect((await subscribe({}, { accept: 'text/html' })).status).toBe(406)
  })
})

describe('who may not read a topic', () => {
  it.each([
    ['a stranger', bob, 403],
    ['nobody in particular', undefined, 401],
  ])('%s is refused as by a GET, whether or not it exists', async (_who, webId, status) => {
    await pod.as(pod.alice)('PUT', 'data/x', { type: 'text/plain', body: 'x' })

    for (const path of ['data/x', 'data/none', 'data/', 'profile/card.acl']) {
      const asked = await ask(pod, webId, { topic: pod.root + path })
      const got = await pod.as(webId)('GET', path)

      expect([asked.status, got.status]).toEqual([status, status])
      expect(asked.headers.get('www-authenticate')).toBe(got.headers.get('www-authenticate'))
      expect(await asked.json()).toEqual(await got.json())
    }
  })

  it('is refused with all topics when one of them is not hers', async () => {
    const topic = [`${pod.root}public/`, `${pod.root}data/`]

    expect((await ask(pod, bob, { topic })).status).toBe(403)
    expect((await ask(pod, bob, { topic: topic.slice(0, 1) })).status).toBe(200)
  })

  it('is noted, like a refused read', async () => {
    await ask(pod, bob, { topic: `${pod.root}data/` })

    const log = await pod.as(pod.alice)('GET', '.well-known/access-log?kind=denied')
    expect(await log.text()).toContain(bob)
  })

  it('who reads an ACL controls the resource', async () => {
    const url = `${pod.root}data/`
    const body = aclFor(url, [[`acl:agent <${bob}>`, 'acl:Read']])
    await pod.as(pod.alice)('PUT', 'data/.acl', { type: 'text/turtle', body })

    expect((await ask(pod, bob, { topic: url })).status).toBe(200)
    expect((await ask(pod, bob, { topic: `${url}.acl` })).status).toBe(403)
    expect((await ask(pod, pod.alice, { topic: `${url}.acl` })).status).toBe(200)
  })

  it('needs no sign-in for what is public', async () => {
    const topic = `${pod.root}public/`

    expect((await ask(pod, undefined, { topic })).status).toBe(200)
  })

  it('is told when her token is not valid', async () => {
    expect((await subscribe({}, { authorization: 'DPoP x' })).status).toBe(401)
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
