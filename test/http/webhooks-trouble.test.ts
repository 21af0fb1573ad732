// Receivers that are away, slow, huge, lying or gone: nothing is lost, and nobody else waits.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'
import { openReceiver } from '../support/webhook-receiver.ts'
import type { Manners, Receiver } from '../support/webhook-receiver.ts'
import { activityIn, say, toldBy, webhook } from '../support/webhooks.ts'

let server: TestServer
let alice: Awaited<ReturnType<TestServer['account']>>

beforeAll(async () => {
  server = await startTestServer()
  alice = await server.account('alice')
})
afterAll(() => server.close())

/** A new container, and a receiver that hears of it. */
async function heard(
  manners: Manners,
): Promise<Receiver & { readonly id: string; container: string }> {
  const receiver = await openReceiver(manners)
  const container = `${alice.storage}${crypto.randomUUID()}/`
  await say(alice.session.fetch, container, 0)
  const wish = { topic: container, sendTo: receiver.sendTo }
  const { id } = await webhook(alice.session.fetch, server.baseUrl, wish)
  return { ...receiver, id, container }
}

async function sayTwice(container: string) {
  for (const name of ['a', 'b']) await say(alice.session.fetch, container + name, 1)
}

function bothOf(container: string) {
  return ['a', 'b'].map((name) => `Add ${container}${name} ${container}`)
}

describe('a receiver', () => {
  it('that was away gets everything, in order', async () => {
    const { container, port, close } = await heard({})
    await close()
    await sayTwice(container)

    const back = await openReceiver({ port })
    const messages = await back.first(2)
    await back.close()

    expect(toldBy(messages)).toEqual(bothOf(container))
  })

  it.each<[string, NonNullable<Manners['take']>]>([
    ['fails', (res) => void res.writeHead(500).end()],
    ['is busy', (res) => void res.writeHead(503, { 'retry-after': '1' }).end()],
    [
      'lies about when to come back',
      (res) => void res.writeHead(429, { 'retry-after': '-9' }).end(),
    ],
    ['wants nobody', (res) => void res.writeHead(403).end()],
    [
      'wants another token',
      (res) => void res.writeHead(401, { 'www-authenticate': 'DPoP error="invalid_token"' }).end(),
    ],
    ['sends in circles', (res) => void res.writeHead(308, { location: '/in' }).end()],
    [
      'sends to this server',
      (res) => void res.writeHead(307, { location: `${server.baseUrl}/alice/` }).end(),
    ],
    ['fails without end', (res) => void res.writeHead(500).write('x')],
    ['hangs up', (res) => void res.destroy()],
  ])('that %s is asked again, and gets everything in order', async (_what, fail) => {
    const tried = new Set<string>()
    const receiver = await heard({
      take: (res, number) => {
        const isFirst = !tried.has(activityIn(receiver.messages[number]!).id)
        tried.add(activityIn(receiver.messages[number]!).id)
        if (isFirst && tried.size === 1) fail(res, number)
        else res.writeHead(204).end()
      },
    })
    await sayTwice(receiver.container)

    const isThere = () => toldBy(receiver.messages).includes(bothOf(receiver.container)[1]!)
    while (!isThere()) await receiver.first(receiver.messages.length + 1)
    await receiver.close()

    const [first, ...rest] = toldBy(receiver.messages)
    expect(first).toBe(bothOf(receiver.container)[0])
    expect(rest.slice(-2)).toEqual(bothOf(receiver.container))
    expect(new Set(receiver.messages.map((each) => activityIn(each).id)).size).toBe(2)
  })

  it.each<[string, NonNullable<Manners['take']>]>([
    ['has a lot to say', (res) => void res.writeHead(200).end(Buffer.alloc(1_000_000))],
    ['never ends', (res) => void res.writeHead(200).write('x')],
    [
      'breaks off',
      (res) => {
        res.writeHead(200, { 'content-length': '500' }).write('Thank')
        setImmediate(() => res.destroy())
      },
    ],
    [
      'packs what it says',
      (res) => void res.writeHead(202, { 'content-encoding': 'gzip' }).end('no gzip'),
    ],
  ])('that takes a message but %s gets it once', async (_what, take) => {
    const receiver = await heard({ take })
    await sayTwice(receiver.container)

    const messages = await receiver.first(2)
    await receiver.close()

    expect(toldBy(messages)).toEqual(bothOf(receiver.container))
  })

  it('that answers slowly holds nobody else up', async () => {
    const stuck: (() => void)[] = []
    const slow = await heard({ take: (res) => void stuck.push(() => res.writeHead(204).end()) })
    const quick = await heard({})
    await say(alice.session.fetch, `${slow.container}a`, 1)
    await slow.first(1)

    await sayTwice(quick.container)
    const messages = await quick.first(2)

    expect(toldBy(messages)).toEqual(bothOf(quick.container))
    expect(slow.messages).toHaveLength(1)
    for (const answer of stuck) answer()
    await Promise.all([slow.close(), quick.close()])
  })

  it('that is gone for good ends its channel', async () => {
    const gone = await heard({ take: (res) => void res.writeHead(410).end() })
    await sayTwice(gone.container)
    await gone.first(1)

    const isThere = async () => (await alice.session.fetch(gone.id)).status === 200
    while (await isThere()) await new Promise((resolve) => setTimeout(resolve, 50))
    await gone.close()

    expect(toldBy(gone.messages)).toEqual(bothOf(gone.container).slice(0, 1))
  })
})
