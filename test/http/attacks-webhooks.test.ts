// Attacks by webhook: on others, through us; on us, by receivers.
import { generateKeyPairSync } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import { signerOf } from '../../server/pod/identity/keys/signer.ts'
import { openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'
import { openReceiver } from '../support/webhook-receiver.ts'
import type { Manners, Receiver } from '../support/webhook-receiver.ts'
import { askForWebhook, toldBy } from '../support/webhooks.ts'

const hour = 3_600_000
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signer = signerOf({
  signing: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'key' }],
})

/** What names resolve to, whoever asks. */
let addresses: Map<string, string>
/** How far the clock of the pod is ahead. */
let ahead = 0
let pod: TestPod
let alice: Client

beforeEach(async () => {
  addresses = new Map()
  ahead = 0
  const fetch = createSafeFetch({
    allowLoopback: true,
    maxBytes: 16_384,
    bodies: 'thrown away',
    timeoutMs: 1_000,
    resolve: async (name) => [{ address: addresses.get(name) ?? '127.0.0.1', family: 4 }],
  })
  const sender = { fetch, signIn: async () => fetch, signer: async () => signer }
  pod = await openPod({ now: () => Date.now() + ahead, sender })
  alice = pod.as(pod.alice)
})
afterEach(async () => {
  expect(pod.errors).toEqual([])
  await pod.close()
})

const put = (path: string, body = path) => alice('PUT', path, { type: 'text/plain', body })

function askAs(webId: string, wish: object): Promise<Response> {
  const signed: typeof fetch = (url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as object), 'x-test-webid': webId } })
  return askForWebhook(signed, pod.baseUrl, { topic: pod.root, ...wish })
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

/** Everybody agrees. */
const agree: typeof fetch = async () =>
  new Response(null, { headers: { 'WebHook-Allowed-Origin': '*' } })

async function receiving(manners: Manners, run: (receiver: Receiver) => Promise<void>) {
  const receiver = await openReceiver(manners)
  try {
    await run(receiver)
  } finally {
    await receiver.close()
  }
}

/** Receivers of what happens in the pod, each of which is ill-mannered once, at first. */
async function eachAtFirst(
  ways: readonly NonNullable<Manners['take']>[],
  run: (receivers: readonly Receiver[]) => Promise<void>,
): Promise<void> {
  const receivers = await Promise.all(
    ways.map((way) =>
      openReceiver({
        take: (res, number) => (number === 0 ? way(res, number) : void res.writeHead(204).end()),
      }),
    ),
  )
  for (const { sendTo } of receivers) await askAs(pod.alice, { sendTo })
  try {
    await run(receivers)
  } finally {
    await Promise.all(receivers.map(({ close }) => close()))
  }
}

describe('a webhook', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback as IPv6', '::1'],
    ['loopback in disguise', '::ffff:7f00:1'],
    ['a private network', '10.0.0.8'],
    ['cloud metadata', '169.254.169.254'],
  ])('is not sent to a name that stands for %s', (_what, address) =>
    receiving({}, async ({ port, questions }) => {
      addresses.set('rebind.example', address)

      const response = await askAs(pod.alice, { sendTo: `https://rebind.example:${port}/` })

      expect(response.status).toBe(422)
      expect(questions).toEqual([])
    }),
  )

  it('is not sent to a name that stands for a private address since it agreed', () =>
    receiving({}, async (inside) => {
      const connected: string[] = []
      const safe = createSafeFetch({
        allowLoopback: true,
        resolve: async (name) => {
          connected.push(name)
          return [{ address: '127.0.0.1', family: 4 }]
        },
      })
      const victim = await openPod({
        sender: { fetch: agree, signIn: async () => safe, signer: async () => signer },
      })
      const sendTo = `https://rebind.example:${inside.port}/in`
      const headers = { 'x-test-webid': victim.alice }
      const signed: typeof fetch = (url, init) =>
        fetch(url, { ...init, headers: { ...(init?.headers as object), ...headers } })
      const wish = { topic: victim.root, sendTo }
      const made = await askForWebhook(signed, victim.baseUrl, wish)
      await victim.as(victim.alice)('PUT', 'a', { type: 'text/plain', body: 'a' })
      while (connected.length === 0) await pause()
      await victim.close()

      expect(made.status).toBe(200)
      expect(inside.messages).toEqual([])
    }))

  it('leads nowhere but to its address, whatever the receiver answers', () =>
    receiving({}, async (elsewhere) => {
      const bait = elsewhere.sendTo
      await eachAtFirst(
        [
          (res) => res.writeHead(301, { location: bait }).end(),
          (res) => res.writeHead(303, { location: bait }).end(),
          (res) => res.writeHead(307, { location: 'https://10.0.0.8/' }).end(),
          (res) => res.writeHead(401, { 'www-authenticate': `DPoP as_uri="${bait}"` }).end(),
          (res) => res.writeHead(500, { link: `<${bait}>; rel="preload"` }).end(),
        ],
        async (receivers) => {
          await put('a')
          await Promise.all(receivers.map(({ first }) => first(2)))
        },
      )

      expect(elsewhere.messages).toEqual([])
      expect(elsewhere.questions).toEqual([])
    }))

  it('waits for no endless answer, and unpacks no packed one', async () => {
    const bomb = gzipSync('x'.repeat(1e7))
    await eachAtFirst(
      [
        () => undefined,
        (res) => void res.writeHead(503).write('x'),
        (res) => res.writeHead(500, { 'content-encoding': 'gzip' }).end(bomb),
        (res) => res.writeHead(500).end('x'.repeat(1e7)),
        (res) => res.writeHead(500, { 'content-length': '100000' }).end('short'),
      ],
      async (receivers) => {
        await put('a')

        const told = await Promise.all(receivers.map(async ({ first }) => toldBy(await first(2))))

        const added = `Add ${pod.root}a ${pod.root}`
        for (const each of told) expect(each).toEqual([added, added])
      },
    )
  })

  it('ends after a day in which its receiver took nothing', () =>
    receiving({ take: (res) => void res.writeHead(500).end() }, async ({ sendTo, first }) => {
      const made = await askAs(pod.alice, { sendTo })
      const { id } = (await made.json()) as { id: string }
      const status = async () =>
        (await fetch(id, { headers: { 'x-test-webid': pod.alice } })).status
      await put('a')
      await first(1)
      while ((await status()) === 200) {
        ahead += hour
        await first(2)
      }

      expect(await status()).toBe(404)
    }))

  it('is had by nobody without a name', async () => {
    await receiving({}, async ({ sendTo, questions }) => {
      const response = await askForWebhook(fetch, pod.baseUrl, {
        topic: `${pod.root}profile/card`,
        sendTo,
      })

      expect(response.status).toBe(401)
      expect(questions).toEqual([])
    })
  })
})
