// Attacks by subscribers: who may not hear, may not any more, or wants too much.
import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import { signerOf } from '../../server/pod/identity/keys/signer.ts'
import { ask, channel, listenTo, subscribed } from '../support/listener.ts'
import { aclFor, bob, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'
import { openReceiver } from '../support/webhook-receiver.ts'
import type { Manners, Receiver } from '../support/webhook-receiver.ts'
import { askForWebhook, toldBy } from '../support/webhooks.ts'

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signer = signerOf({
  signing: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'key' }],
})

/** Whether what people signed in with has not ended. */
let holds = true
let pod: TestPod
let alice: Client

beforeEach(async () => {
  holds = true
  const fetch = createSafeFetch({
    allowLoopback: true,
    maxBytes: 16_384,
    timeoutMs: 1_000,
  })
  const sender = { fetch, signIn: async () => fetch, signer: async () => signer }
  pod = await openPod({ sender, stillHolds })
  alice = pod.as(pod.alice)
})
afterEach(async () => {
  expect(pod.errors).toEqual([])
  await pod.close()
})

const stillHolds = async () => holds

const put = (path: string, body = path) => alice('PUT', path, { type: 'text/plain', body })

/** Lets bob read what is in a container, or nobody but Alice. */
function share(path: string, readers: readonly string[]) {
  const rules = readers.map((each) => [`acl:agent <${each}>`, 'acl:Read'] as const)
  return alice('PUT', `${path}.acl`, {
    type: 'text/turtle',
    body: aclFor(pod.root + path, [
      [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'],
      ...rules,
    ]),
  })
}

function askAs(webId: string, wish: object): Promise<Response> {
  const signed: typeof fetch = (url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as object), 'x-test-webid': webId } })
  return askForWebhook(signed, pod.baseUrl, { topic: pod.root, ...wish })
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

/** Adds a note to a document. */
function patchOf(note: string): string {
  return `@prefix solid: <http://www.w3.org/ns/solid/terms#> .
    <> a solid:InsertDeletePatch; solid:inserts { <#note> <#says> "${note}" . } .`
}

/** What comes of so many requests at once. */
async function statuses(count: number, one: () => Promise<Response>): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, one))
  return answers.map(({ status }) => status)
}

async function receiving(manners: Manners, run: (receiver: Receiver) => Promise<void>) {
  const receiver = await openReceiver(manners)
  try {
    await run(receiver)
  } finally {
    await receiver.close()
  }
}

describe('somebody who may not read', () => {
  it('cannot subscribe, and asks nobody by trying', () =>
    receiving({}, async ({ sendTo, questions }) => {
      await put('data/secret')
      const topic = `${pod.root}data/secret`

      const answers = [
        await ask(pod, bob, { topic }),
        await ask(pod, bob, { topic: `${topic}-missing` }),
        await askAs(bob, { topic, sendTo }),
        await askAs(bob, { topic: [`${pod.root}profile/card`, topic], sendTo }),
      ]

      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
      expect(questions).toEqual([])
    }))

  it('while something was kept from them learns no ETag of it afterwards', async () => {
    await put('data/a')
    await share('data/', [bob])
    const { receiveFrom } = await channel(pod, bob, { topic: `${pod.root}data/letter` })

    await share('data/letter', [])
    const hidden = (await put('data/letter', 'yes')).headers.get('etag')
    await alice('DELETE', 'data/letter')
    const open = (await put('data/letter', 'something else')).headers.get('etag')
    const listener = await listenTo(receiveFrom!)
    const told = [await listener.next(), await listener.next(), await listener.next()]

    expect(told.map(({ type }) => type)).toEqual(['Create', 'Delete', 'Create'])
    expect(hidden).not.toBe(open)
    expect(told.map((each) => each['state'])).toEqual([open, undefined, open])
  })

  it('any more hears nothing any more, by socket or by webhook', () =>
    receiving({}, async ({ sendTo, messages, first }) => {
      await put('data/a')
      await share('data/', [bob])
      await put('open/a')
      await share('open/', [bob])
      const socket = await subscribed(pod, bob, { topic: `${pod.root}data/a` })
      await askAs(bob, { topic: `${pod.root}data/a`, sendTo })
      await askAs(bob, { topic: `${pod.root}open/a`, sendTo })

      await share('data/', [])
      await put('data/a', 'secret')
      await put('open/a', 'open')
      await first(1)

      expect((await socket.closed()).code).toBe(1008)
      expect(socket.waiting).toEqual([])
      expect(toldBy(messages)).toEqual([`Update ${pod.root}open/a`])
    }))
})

describe('somebody whose sign-in has ended', () => {
  it('hears nothing any more, also when it would hold again', () =>
    receiving({}, async ({ sendTo, messages, first }) => {
      const made = await askAs(bob, { topic: `${pod.root}profile/card`, sendTo })
      const { id } = (await made.json()) as { id: string }
      holds = false
      await alice('PATCH', 'profile/card', { type: 'text/n3', body: patchOf('one') })
      while ((await fetch(id, { headers: { 'x-test-webid': bob } })).status === 200) await pause()

      holds = true
      await askAs(pod.alice, { topic: `${pod.root}profile/card`, sendTo })
      await alice('PATCH', 'profile/card', { type: 'text/n3', body: patchOf('two') })
      await first(1)

      expect(messages).toHaveLength(1)
    }))
})

describe('somebody who wants too much', () => {
  it('has a hundred channels at most, and twenty webhooks among them', () =>
    receiving({}, async ({ sendTo }) => {
      const sockets = () => ask(pod, pod.alice, {})
      const webhooks = () => askAs(pod.alice, { sendTo })
      const hooks = await statuses(30, webhooks)
      const rest = await statuses(100, sockets)

      expect(hooks.filter((each) => each === 200)).toHaveLength(20)
      expect(rest.filter((each) => each === 200)).toHaveLength(80)
      expect(new Set([...hooks, ...rest])).toEqual(new Set([200, 429]))
      expect((await ask(pod, bob, { topic: `${pod.root}profile/card` })).status).toBe(200)
    }))

  it('at once has no more topics than a channel takes', async () => {
    const topic = Array.from({ length: 10_000 }, (_, number) => `${pod.root}${number}`)

    const answers = [
      await ask(pod, pod.alice, { topic: topic.slice(0, 21) }),
      await ask(pod, pod.alice, { topic }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([422, 413])
  })
})
