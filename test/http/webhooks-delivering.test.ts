// What webhooks deliver: messages that their receiver can check, in order, to those who may know.
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import type { JSONWebKeySet } from 'jose'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAuthenticate } from '../../server/authentication/authenticate.ts'
import { createSeenProofs } from '../../server/authentication/seen-proofs.ts'
import type { Fetch } from '../conformance/target.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'
import { verifySignature } from '../support/signed-message.ts'
import type { SignedMessage } from '../support/signed-message.ts'
import { openReceiver } from '../support/webhook-receiver.ts'
import type { Receiver } from '../support/webhook-receiver.ts'
import { activityIn, say, toldBy, webhook } from '../support/webhooks.ts'

let server: TestServer
let alice: Awaited<ReturnType<TestServer['account']>>
let bob: Awaited<ReturnType<TestServer['account']>>
let receiver: Receiver
let container: string

beforeAll(async () => {
  server = await startTestServer()
  alice = await server.account('alice')
  bob = await server.account('bob')
  return () => server.close()
})
beforeEach(async () => {
  receiver = await openReceiver()
  container = `${alice.storage}${crypto.randomUUID()}/`
  await say(alice.session.fetch, container, 0)
  return receiver.close
})

function subscribe(wish: object = {}, fetch: Fetch = alice.session.fetch) {
  return webhook(fetch, server.baseUrl, { topic: container, sendTo: receiver.sendTo, ...wish })
}

/** The one message about a new document. */
async function delivered(): Promise<SignedMessage> {
  await subscribe({ topic: `${container}a` })
  await say(alice.session.fetch, `${container}a`, 1)
  return (await receiver.first(1))[0]!
}

/** Lets somebody read a document, or nobody but Alice. */
async function share(url: string, readers: readonly string[]) {
  const rule = (name: string, agent: string, modes: string) =>
    `<#${name}> a acl:Authorization; acl:agent <${agent}>; acl:accessTo <${url}>; acl:mode ${modes} .`
  const rules = [
    rule('owner', alice.webId, 'acl:Read, acl:Write, acl:Control'),
    ...readers.map((webId, index) => rule(`reader-${index}`, webId, 'acl:Read')),
  ]
  const response = await alice.session.fetch(`${url}.acl`, {
    method: 'PUT',
    headers: { 'content-type': 'text/turtle' },
    body: ['@prefix acl: <http://www.w3.org/ns/auth/acl#> .', ...rules].join('\n'),
  })
  expect(response.ok).toBe(true)
}

function tokenIn({ headers }: SignedMessage): string {
  return String(headers['authorization']).replace(/^DPoP /, '')
}

describe('a delivered message', () => {
  it('says what has happened', async () => {
    const { method, url, headers, body } = await delivered()

    expect(method).toBe('POST')
    expect(url.href).toBe(receiver.sendTo)
    expect(headers).toMatchObject({
      'content-type': 'application/ld+json',
      origin: new URL(server.baseUrl).host,
    })
    expect(JSON.parse(body)).toMatchObject({
      '@context': [
        'https://www.w3.org/ns/activitystreams',
        'https://www.w3.org/ns/solid/notification/v1',
      ],
      type: 'Create',
      object: `${container}a`,
    })
  })

  it('comes from the sender, as every Solid server can tell', async () => {
    const { url, method, headers } = await delivered()
    const authenticate = createAuthenticate({
      baseUrl: url.origin,
      now: Date.now,
      fetch,
      regularsFetch: fetch,
      localIssuer: undefined,
      localWebIdDocument: async () => undefined,
      localWebIdRevision: async () => undefined,
      seenProofs: createSeenProofs(() => 0),
    })
    const rawHeaders = Object.entries(headers).flatMap(([name, value]) => [name, String(value)])
    const asking = { method, url: url.pathname + url.search, rawHeaders }

    const agent = await authenticate(asking)

    const sender = `${server.baseUrl}/.notifications/sender#it`
    expect(agent).toMatchObject({ webId: sender, issuer: alice.issuer })
    await expect(authenticate(asking)).rejects.toThrow(/used before/)
    const elsewhere = { ...asking, url: '/other' }
    await expect(authenticate(elsewhere)).rejects.toThrow(/htu/)
  })

  it('carries a token that anybody can verify', async () => {
    const token = tokenIn(await delivered())

    const keys = createRemoteJWKSet(new URL(`${server.baseUrl}/.oidc/jwks`))
    const { payload } = await jwtVerify(token, keys, { audience: 'solid', issuer: alice.issuer })

    expect(payload['webid']).toBe(`${server.baseUrl}/.notifications/sender#it`)
    expect(payload['cnf']).toHaveProperty('jkt')
  })

  it('is signed with a key of the issuer', async () => {
    const message = await delivered()
    const jwks = (await (await fetch(`${server.baseUrl}/.oidc/jwks`)).json()) as JSONWebKeySet

    const { covered, parameters } = await verifySignature(message, jwks)

    expect(covered).toContain('@query')
    expect(parameters['tag']).toBe('solid-notification')
    const changed = { ...message, body: message.body.replace('Create', 'Delete') }
    await expect(verifySignature(changed, jwks)).rejects.toThrow('Another body')
  })

  it('has an id that no other has', async () => {
    await subscribe({ topic: [container, `${container}a`] })
    await say(alice.session.fetch, `${container}a`, 1)
    await say(alice.session.fetch, `${container}a`, 2)

    const messages = (await receiver.first(3)).map(activityIn)

    expect(new Set(messages.map(({ id }) => id)).size).toBe(3)
  })

  it('is Turtle where that was asked for', async () => {
    await subscribe({ topic: `${container}a`, accept: 'text/turtle' })
    await say(alice.session.fetch, `${container}a`, 1)

    const [message] = await receiver.first(1)

    expect(message!.headers['content-type']).toBe('text/turtle')
    expect(message!.body).toContain(`${container}a`)
  })
})

describe('webhooks', () => {
  it('tell what happens in the order in which it happens', async () => {
    await subscribe({ topic: [container, `${container}a`] })
    await say(alice.session.fetch, `${container}a`, 1)
    await say(alice.session.fetch, `${container}a`, 2)
    await say(alice.session.fetch, `${container}b`, 3)
    await alice.session.fetch(`${container}a`, { method: 'DELETE' })

    const told = toldBy(await receiver.first(6))

    expect(told).toEqual([
      `Create ${container}a`,
      `Add ${container}a ${container}`,
      `Update ${container}a`,
      `Add ${container}b ${container}`,
      `Delete ${container}a`,
      `Remove ${container}a ${container}`,
    ])
  })

  it('tell the last state at the pace that was asked for', async () => {
    const topic = `${container}a`
    await subscribe({ topic, rate: 'PT3S' })
    await say(alice.session.fetch, topic, 0)
    await receiver.first(1)
    for (const number of [1, 2, 3]) await say(alice.session.fetch, topic, number)

    const [, second] = await receiver.first(2)

    const etag = (await alice.session.fetch(topic, { method: 'HEAD' })).headers.get('etag')
    expect(activityIn(second!).state).toBe(etag)
  })

  it('keep to the pace that their receiver allows, and leave nothing out', async () => {
    await receiver.close()
    receiver = await openReceiver({
      agree: (_req, res) =>
        void res
          .writeHead(200, { 'WebHook-Allowed-Origin': '*', 'WebHook-Allowed-Rate': '40' })
          .end(),
    })
    await subscribe()
    const begun = Date.now()
    for (const name of ['a', 'b']) await say(alice.session.fetch, container + name, 1)

    const messages = await receiver.first(2)

    expect(toldBy(messages)).toEqual(
      ['a', 'b'].map((name) => `Add ${container}${name} ${container}`),
    )
    expect(Date.now() - begun).toBeGreaterThanOrEqual(1_500)
  })

  it('tell at once how things are to who has another state', async () => {
    const topic = `${container}a`
    await say(alice.session.fetch, topic, 1)
    const etag = (await alice.session.fetch(topic, { method: 'HEAD' })).headers.get('etag')!
    await subscribe({ topic, state: '"other"' })
    const [first] = await receiver.first(1)
    expect(activityIn(first!)).toMatchObject({ type: 'Update', object: topic, state: etag })

    await subscribe({ topic, state: etag })
    await say(alice.session.fetch, topic, 2)

    const messages = await receiver.first(3)
    expect(messages.slice(1).map((each) => activityIn(each).state)).not.toContain(etag)
  })

  it('say nothing any more when their subscriber may not read any more', async () => {
    const [secret, open] = [`${container}secret`, `${container}open`]
    for (const url of [secret, open]) {
      await say(alice.session.fetch, url, 1)
      await share(url, [bob.webId])
    }
    const { id } = await subscribe({ topic: secret }, bob.session.fetch)
    await subscribe({ topic: open }, bob.session.fetch)

    await share(secret, [])
    await say(alice.session.fetch, secret, 2)
    await say(alice.session.fetch, open, 2)
    await share(secret, [bob.webId])
    await say(alice.session.fetch, secret, 3)
    await say(alice.session.fetch, open, 3)

    expect(toldBy(await receiver.first(2))).toEqual([`Update ${open}`, `Update ${open}`])
    expect((await bob.session.fetch(id)).status).toBe(404)
  })

  it('say nothing any more once their channel is deleted', async () => {
    const { id } = await subscribe({ topic: `${container}a` })
    await subscribe({ topic: `${container}b` })
    await alice.session.fetch(id, { method: 'DELETE' })
    await say(alice.session.fetch, `${container}a`, 1)
    await say(alice.session.fetch, `${container}b`, 1)

    expect(toldBy(await receiver.first(1))).toEqual([`Create ${container}b`])
  })

  it('act for the server alone: their token opens no pod', async () => {
    const token = decodeJwt(tokenIn(await delivered()))

    expect(token['webid']).not.toBe(alice.webId)
    expect(token['aud']).toBe('solid')
  })
})
