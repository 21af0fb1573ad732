// Notifications of a whole server, asked by people who are really signed in.
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { Session } from '../../client/sdk/session.ts'
import { openAccount, send } from '../support/account-page.ts'
import { listenTo } from '../support/listener.ts'
import type { Told } from '../support/listener.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let server: TestServer
beforeEach(async () => void (server = await startTestServer()))
afterEach(() => server.close())

async function subscribe({ fetch }: Session, topic: string): Promise<Told> {
  const answer = await fetch(`${server.baseUrl}/.notifications/websocket`, {
    method: 'POST',
    headers: { 'content-type': 'application/ld+json' },
    body: JSON.stringify({
      '@context': ['https://www.w3.org/ns/solid/notification/v1'],
      type: 'http://www.w3.org/ns/solid/notifications#WebSocketChannel2023',
      topic,
    }),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Told
}

describe('a server with notifications', () => {
  it('leads from a resource to the service, and from there to what changes', async () => {
    const { session, storage } = await server.account('alice')
    const topic = `${storage}data/x.txt`
    const { headers } = await session.fetch(storage, { method: 'HEAD' })
    const [, described] =
      /<([^>]*)>; rel="http:\/\/www.w3.org\/ns\/solid\/terms#storageDescription"/.exec(
        headers.get('link') ?? '',
      ) ?? []
    const accept = { accept: 'application/ld+json' }
    const description = (await (await fetch(described!, { headers: accept })).json()) as {
      id: string
      subscription: { id: string; channelType: string; feature: string[] }[]
    }

    const listener = await listenTo((await subscribe(session, topic)).receiveFrom!)
    await session.fetch(topic, { method: 'PUT', body: 'Hello' })

    expect(description.id).toBe(storage)
    expect(description.subscription).toContainEqual({
      id: `${server.baseUrl}/.notifications/websocket`,
      channelType: 'WebSocketChannel2023',
      feature: ['startAt', 'endAt', 'state', 'rate', 'accept'],
    })
    expect(await listener.next()).toMatchObject({ type: 'Create', object: topic })
  })

  it('stops at once, and says so to who listens', async () => {
    const { session, storage } = await server.account('alice')
    const listener = await listenTo((await subscribe(session, storage)).receiveFrom!)

    await server.close()

    expect(await listener.closed()).toMatchObject({ code: 1001 })
    server = await startTestServer()
  })

  it('tells a program nothing more once it is removed on the account page', async () => {
    const account = await server.account('alice')
    const { browser } = await openAccount(server.baseUrl, 'alice', account.password)
    const made = await send(browser, '/programs#programs', { name: 'Backup', ends: '' })
    const [clientId = '', clientSecret = ''] = [
      ...made.text.matchAll(/<code>([^<]*)<\/code>/g),
    ].map(([, text]) => text!)
    const { issuer, storage, session } = account
    const program = await loginWithCredentials({ issuer, clientId, clientSecret })
    const topic = `${storage}data/x.txt`
    const [its, hers] = [
      await listenTo((await subscribe(program, topic)).receiveFrom!),
      await listenTo((await subscribe(session, topic)).receiveFrom!),
    ]

    await send(browser, '/programs/remove#programs', { id: clientId })
    await session.fetch(topic, { method: 'PUT', body: 'Hello' })

    expect(await its.closed()).toMatchObject({ code: 1008 })
    expect(its.waiting).toEqual([])
    expect(await hers.next()).toMatchObject({ type: 'Create', object: topic })
  })

  it('opens sockets under its own name only', async () => {
    const { session, storage } = await server.account('alice')
    const { receiveFrom } = await subscribe(session, storage)

    const socket = new WebSocket(receiveFrom!, { headers: { host: 'evil.example' } })
    const [, answer] = (await once(socket, 'unexpected-response')) as [
      unknown,
      { statusCode: number },
    ]

    expect(answer.statusCode).toBe(421)
    socket.on('error', () => {})
    socket.terminate()
  })
})
