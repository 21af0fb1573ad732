// Subscriptions that are refused: to what is none, and by whom may not read.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask, contexts } from '../support/listener.ts'
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

/** Some days from the start, as xsd:dateTime. */
const inDays = (days: number) => new Date(start + days * day).toISOString()

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
    ['a rate of more than a day', { rate: 'P1DT1S' }],
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
