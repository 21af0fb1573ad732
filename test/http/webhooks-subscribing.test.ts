// Subscribing to webhooks: for whom, to which addresses, and only if the receiver agrees.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { solid } from '../../vocab/generated/solid.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'
import { openReceiver } from '../support/webhook-receiver.ts'
import type { Manners } from '../support/webhook-receiver.ts'
import { askForWebhook, say, webhook } from '../support/webhooks.ts'

let server: TestServer
let alice: Awaited<ReturnType<TestServer['account']>>
let bob: Awaited<ReturnType<TestServer['account']>>
let topic: string

beforeAll(async () => {
  server = await startTestServer()
  alice = await server.account('alice')
  bob = await server.account('bob')
  topic = `${alice.storage}notes`
  await say(alice.session.fetch, topic, 1)
})
afterAll(() => server.close())

function ask(sendTo: unknown, fetch: typeof globalThis.fetch = alice.session.fetch) {
  return askForWebhook(fetch, server.baseUrl, { topic, sendTo })
}

async function withReceiver(
  manners: Manners,
  run: (sendTo: string, asked: () => number) => Promise<void>,
) {
  const receiver = await openReceiver(manners)
  try {
    await run(receiver.sendTo, () => receiver.questions.length)
  } finally {
    await receiver.close()
  }
}

async function expectProblem(response: Response, status: number, detail: RegExp) {
  const problem = (await response.json()) as { detail: string }
  expect(problem.detail).toMatch(detail)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
}

describe('a subscription', () => {
  it('is answered with the channel and the sender', () =>
    withReceiver({}, async (sendTo) => {
      const response = await ask(sendTo)

      const sender = `${server.baseUrl}/.notifications/sender#it`
      const type = 'WebhookChannel2023'
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/ld+json')
      expect(await response.json()).toMatchObject({ type, topic, sendTo, sender })
    }))

  it('can be seen and ended by who made it, and by nobody else', () =>
    withReceiver({}, async (sendTo) => {
      const { id } = await webhook(alice.session.fetch, server.baseUrl, { topic, sendTo })

      expect((await bob.session.fetch(id)).status).toBe(404)
      expect((await bob.session.fetch(id, { method: 'DELETE' })).status).toBe(404)
      expect((await fetch(id)).status).toBe(404)
      expect(await (await alice.session.fetch(id)).json()).toMatchObject({ id, sendTo })
      expect((await alice.session.fetch(id, { method: 'DELETE' })).status).toBe(204)
      expect((await alice.session.fetch(id)).status).toBe(404)
    }))

  it('takes somebody who is signed in and may read the topic', () =>
    withReceiver({}, async (sendTo, asked) => {
      await expectProblem(await ask(sendTo, fetch), 401, /Sign in/)
      await expectProblem(await ask(sendTo, bob.session.fetch), 403, /\w/)

      expect(asked()).toBe(0)
    }))

  it('names a sender whose document says who vouches for it', async () => {
    const sender = `${server.baseUrl}/.notifications/sender`
    for (const type of ['text/turtle', 'application/ld+json']) {
      const response = await fetch(sender, {
        headers: { accept: type, origin: 'https://a.example' },
      })

      expect(response.headers.get('content-type')).toMatch(type)
      expect(response.headers.get('access-control-allow-origin')).toBe('https://a.example')
      const text = await response.text()
      expect(text).toContain(solid.oidcIssuer)
      expect(text).toContain(alice.issuer)
    }
    expect((await fetch(sender, { headers: { accept: 'image/png' } })).status).toBe(406)
  })
})

describe('an address to send to', () => {
  it.each<[string | undefined, string]>([
    [undefined, 'none'],
    ['', 'the service itself'],
    ['/alice/inbox/', 'a relative address, which is here'],
    ['http://hooks.example/', 'no https'],
    ['javascript:alert(1)', 'no https'],
    ['https://user:word@hooks.example/', 'a user name'],
    ['https://10.1.2.3/', 'a private network'],
    ['https://192.168.0.1/', 'a private network'],
    ['https://169.254.169.254/latest/meta-data/', 'cloud metadata'],
    ['https://[fd00::1]/', 'a private network'],
    ['https://[::ffff:a00:1]/', 'a private network in disguise'],
    ['https://0x0a000001/', 'a private network in disguise'],
    ['https://0.0.0.0/', 'nowhere'],
    ['http://[::ffff:10.0.0.8]/', 'a private network in disguise'],
  ])('is refused: %s (%s)', async (sendTo) => {
    await expectProblem(await ask(sendTo), 422, /sendTo must be/)
  })

  it('is refused when it is this server, under any name of this machine', async () => {
    const { port } = new URL(server.baseUrl)
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'other.localhost', 'localhost.']) {
      await expectProblem(await ask(`http://${host}:${port}/alice/`), 422, /sendTo must be/)
    }
  })

  it('is refused when nobody listens there, like one whose host does not agree', async () => {
    const receiver = await openReceiver()
    await receiver.close()

    await expectProblem(await ask(receiver.sendTo), 422, /WebHook-Allowed-Origin: localhost:\d+/)
  })
})

describe('a receiver', () => {
  it('is asked once, by the name of this server', async () => {
    const receiver = await openReceiver()
    const response = await ask(receiver.sendTo)
    await receiver.close()

    expect(response.status).toBe(200)
    const [question, ...others] = receiver.questions
    const { host } = new URL(server.baseUrl)
    expect(question!.headers).toMatchObject({ 'webhook-request-origin': host })
    expect(question!.headers).not.toHaveProperty('authorization')
    expect(question!.url).toBe('/in?key=secret')
    expect(others).toEqual([])
  })

  it('is asked again for each channel', () =>
    withReceiver({}, async (sendTo, asked) => {
      await ask(sendTo)
      await ask(sendTo)

      expect(asked()).toBe(2)
    }))

  it.each<[string, NonNullable<Manners['agree']>]>([
    ['', (_req, res) => void res.setHeader('WebHook-Allowed-Origin', '*').end()],
    [
      ', and say much more, which nobody reads',
      (_req, res) => void res.setHeader('WebHook-Allowed-Origin', '*').end(Buffer.alloc(1_000_000)),
    ],
    [
      ', in a coding that nobody asked for',
      (_req, res) =>
        void res
          .writeHead(200, { 'WebHook-Allowed-Origin': '*', 'Content-Encoding': 'gzip' })
          .end('x'),
    ],
  ])('may agree with everybody%s', (_what, agree) =>
    withReceiver({ agree }, async (sendTo) => expect((await ask(sendTo)).status).toBe(200)),
  )

  it.each<[string, NonNullable<Manners['agree']>]>([
    ['says nothing of it', (_req, res) => void res.end()],
    [
      'agrees with others',
      (_req, res) => void res.setHeader('WebHook-Allowed-Origin', 'other.example').end(),
    ],
    [
      'agrees with names like ours',
      (req, res) =>
        void res
          .setHeader('WebHook-Allowed-Origin', `x${String(req.headers['webhook-request-origin'])}`)
          .end(),
    ],
    [
      'does not know the method',
      (req, res) =>
        void res
          .writeHead(405, { 'WebHook-Allowed-Origin': req.headers['webhook-request-origin'] })
          .end(),
    ],
    [
      'sends elsewhere',
      (req, res) =>
        void res
          .writeHead(307, {
            location: '/other',
            'WebHook-Allowed-Origin': req.headers['webhook-request-origin'],
          })
          .end(),
    ],
    ['hangs up', (_req, res) => void res.destroy()],
    ['never answers', () => {}],
  ])('that %s is sent nothing', (_what, agree) =>
    withReceiver({ agree }, async (sendTo, asked) => {
      await expectProblem(await ask(sendTo), 422, /WebHook-Allowed-Origin/)

      expect(asked()).toBe(1)
    }),
  )
})

describe('webhooks of one person', () => {
  it('are 20 at most', () =>
    withReceiver({}, async (sendTo) => {
      const carol = await server.account('carol')
      const wish = { topic: carol.storage, sendTo }
      const subscribe = () => askForWebhook(carol.session.fetch, server.baseUrl, wish)
      const answers = await Promise.all(Array.from({ length: 25 }, subscribe))

      const made = answers.filter(({ status }) => status === 200)
      const refused = answers.filter(({ status }) => status === 429)
      expect([made.length, refused.length]).toEqual([20, 5])
      expect(refused[0]!.headers.get('retry-after')).toMatch(/^\d+$/)
      const { id } = (await made[0]!.json()) as { id: string }
      await carol.session.fetch(id, { method: 'DELETE' })
      expect((await subscribe()).status).toBe(200)
    }))

  it('cannot be used to knock at doors again and again', () =>
    withReceiver({ agree: (_req, res) => void res.end() }, async (sendTo, asked) => {
      const dave = await server.account('dave')
      const wish = { topic: dave.storage, sendTo }
      const statuses = new Set<number>()
      for (let each = 0; each < 65; each++) {
        statuses.add((await askForWebhook(dave.session.fetch, server.baseUrl, wish)).status)
      }

      expect([...statuses]).toEqual([422, 429])
      expect(asked()).toBe(60)
    }))
})
