// Section 16: webhooks, subscribed to with care and delivered so that receivers can check the sender.
import assert from 'node:assert/strict'
import { EmbeddedJWK, calculateJwkThumbprint, createRemoteJWKSet, decodeJwt } from 'jose'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import type { JSONWebKeySet } from 'jose'
import { irisOf } from '../../../shapes/graph.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import type { SignedMessage } from '../../support/signed-message.ts'
import { verifySignature } from '../../support/signed-message.ts'
import { openReceiver } from '../../support/webhook-receiver.ts'
import type { Manners, Receiver } from '../../support/webhook-receiver.ts'
import { channelFor, subscribe, told } from '../channels.ts'
import type { Channel, Message } from '../channels.ts'
import { checks } from '../checks.ts'
import type { Check } from '../checks.ts'
import { graphOf, hasStatus } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshDocument, put, setAcl } from '../setting.ts'
import type { Target } from '../target.ts'

const webhooks = 'WebhookChannel2023'

interface Visited {
  readonly target: Target
  readonly receiver: Receiver
  /** A new document of Alice's. */
  readonly topic: string
}

/** A check that a receiver takes part in. */
function received(run: (visited: Visited) => Promise<void>, manners: Manners = {}): Check {
  return async (target) => {
    const receiver = await openReceiver(manners)
    try {
      await run({ target, receiver, topic: await freshDocument(target) })
    } finally {
      await receiver.close()
    }
  }
}

/** What the receiver of a new channel gets when its topic changes. */
async function delivery({ target, receiver, topic }: Visited) {
  const channel = await channelFor(target, webhooks, { topic, sendTo: receiver.sendTo })
  await put(target.alice, topic, '<#it> <#is> "new" .')
  const [message] = await receiver.first(1)
  return { channel, message: message! }
}

function messageOf({ body }: SignedMessage): Message {
  return JSON.parse(body) as Message
}

function headerOf({ headers }: SignedMessage, name: string): string {
  return String(headers[name])
}

/** The issuer that the document of a sender names. */
async function issuerOf({ anonymous }: Target, { sender }: Channel): Promise<string> {
  const graph = await graphOf(
    await anonymous(sender!, { headers: { accept: 'text/turtle' } }),
    sender,
  )
  const [issuer] = irisOf(graph, sender!, solid.oidcIssuer)
  assert.ok(issuer, `${sender} names no issuer`)
  return issuer
}

async function jwksUriOf(target: Target, channel: Channel): Promise<URL> {
  const issuer = (await issuerOf(target, channel)).replace(/\/$/, '')
  const answer = await target.anonymous(`${issuer}/.well-known/openid-configuration`)
  return new URL(((await answer.json()) as { jwks_uri: string }).jwks_uri)
}

export const rows: readonly Row[] = [
  ...checks('F8', 'M', {
    'answers with the channel and with who will send': received(async (visited) => {
      const { target, receiver, topic } = visited
      const channel = await channelFor(target, webhooks, { topic, sendTo: receiver.sendTo })
      assert.ok(URL.canParse(channel.id))
      assert.ok(channel.type.endsWith(webhooks))
      assert.equal(channel.topic, topic)
      assert.ok(await issuerOf(target, channel))
    }),
    'answers 422 when there is no address to send to': async (target) => {
      const topic = await freshDocument(target)
      for (const sendTo of [undefined, 'nowhere', 'ftp://receiver.example/']) {
        const answer = await subscribe(target, webhooks, { topic, sendTo })
        await hasStatus(answer, 422, `POST with sendTo ${sendTo}`)
      }
    },
    'sends to https alone': async (target) => {
      const topic = await freshDocument(target)
      const answer = await subscribe(target, webhooks, { topic, sendTo: 'http://hooks.example/' })
      await hasStatus(answer, 422, 'POST with an http address')
    },
    'describes the sender in Turtle and JSON-LD': received(async ({ target, receiver, topic }) => {
      const { sender } = await channelFor(target, webhooks, { topic, sendTo: receiver.sendTo })
      for (const type of ['text/turtle', 'application/ld+json']) {
        const answer = await target.anonymous(sender!, { headers: { accept: type } })
        await hasStatus(answer, 200, `GET ${sender} as ${type}`)
        assert.ok(answer.headers.get('content-type')?.startsWith(type))
        assert.ok((await answer.text()).includes('oidcIssuer'))
      }
    }),
  }),
  ...checks('F9', 'M', {
    'sends with a token of the sender, by the issuer that its WebID names': received(
      async (visited) => {
        const { channel, message } = await delivery(visited)
        const token = headerOf(message, 'authorization').replace(/^DPoP /, '')
        const keys = createRemoteJWKSet(await jwksUriOf(visited.target, channel))
        const { payload } = await jwtVerify(token, keys, { audience: 'solid' })
        assert.equal(payload['webid'], channel.sender)
        const issuer = await issuerOf(visited.target, channel)
        assert.equal(payload.iss?.replace(/\/$/, ''), issuer.replace(/\/$/, ''))
      },
    ),
    'sends with a proof for this very request, by the key of the token': received(
      async (visited) => {
        const { message } = await delivery(visited)
        const token = decodeJwt(headerOf(message, 'authorization').replace(/^DPoP /, ''))
        const proof = headerOf(message, 'dpop')
        const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt' })
        const thumbprint = await calculateJwkThumbprint(decodeProtectedHeader(proof).jwk!)
        assert.deepEqual(token['cnf'], { jkt: thumbprint })
        assert.equal(payload['htm'], 'POST')
        const { origin, pathname } = new URL(visited.receiver.sendTo)
        assert.equal(String(payload['htu']).replace(/\?.*$/, ''), origin + pathname)
      },
    ),
  }),
  ...checks('F9', 'S', {
    'signs what it sends with a key of its issuer': received(async (visited) => {
      const { channel, message } = await delivery(visited)
      const uri = await jwksUriOf(visited.target, channel)
      const jwks = (await (await visited.target.anonymous(uri)).json()) as JSONWebKeySet
      const { covered } = await verifySignature(message, jwks)
      for (const component of ['@method', '@scheme', '@authority', '@path', 'content-digest']) {
        assert.ok(covered.includes(component), component)
      }
    }),
    'sends the message that everybody gets': received(async (visited) => {
      const { message } = await delivery(visited)
      assert.equal(message.method, 'POST')
      assert.match(headerOf(message, 'content-type'), /^application\/ld\+json\b/)
      assert.equal(told(messageOf(message)), `Update ${visited.topic}`)
    }),
  }),
  ...checks('F10', 'M', {
    'lets only those subscribe who are signed in': received(async ({ target, receiver }) => {
      const topic = `${target.alice.storage}public/${crypto.randomUUID()}`
      await put(target.alice, topic, '<#it> <#is> "public" .')
      const wish = { topic, sendTo: receiver.sendTo }
      const answer = await subscribe(target, webhooks, wish, { fetch: target.anonymous })
      await hasStatus(answer, 401, 'POST by nobody')
    }),
    'does not send to addresses that are not public': async (target) => {
      const topic = await freshDocument(target)
      const addresses = [
        'https://10.0.0.8/',
        'https://192.168.0.1/',
        'https://169.254.169.254/latest/meta-data/',
        'https://[fd00::1]/',
        'https://[::ffff:10.0.0.8]/',
        'https://100.64.0.1/',
        `${target.baseUrl}/alice/inbox/`,
      ]
      for (const sendTo of addresses) {
        const answer = await subscribe(target, webhooks, { topic, sendTo })
        await hasStatus(answer, 422, `POST with sendTo ${sendTo}`)
      }
    },
    'asks receivers first whether they agree': received(
      async ({ target, receiver, topic }) => {
        const answer = await subscribe(target, webhooks, { topic, sendTo: receiver.sendTo })
        await hasStatus(answer, 422, 'POST with a receiver that does not agree')
        assert.equal(receiver.questions.length, 1)
        assert.ok(receiver.questions[0]!.headers['webhook-request-origin'])
      },
      { agree: (_req, res) => void res.writeHead(200, { allow: 'POST' }).end() },
    ),
    'follows no redirect, and tries again': async (target) => {
      const elsewhere = await openReceiver()
      const redirect = { location: elsewhere.sendTo }
      const take: Manners['take'] = (res, number) =>
        void res.writeHead(number === 0 ? 307 : 204, redirect).end()
      const check = received(
        async (visited) => {
          await delivery(visited)
          const came = [visited.receiver.first(2), elsewhere.first(1)]
          const [first, second] = await Promise.race(came)
          assert.ok(second, 'The message went where the receiver does not live')
          assert.equal(messageOf(second).id, messageOf(first!).id)
        },
        { take },
      )
      await check(target).finally(elsewhere.close)
    },
  }),
  ...checks('F12', 'G', {
    'sends nothing any more to who may not read any more': received(async (visited) => {
      const { target, receiver, topic } = visited
      await setAcl(target, topic, [{ agent: target.bob.webId, modes: ['Read'] }])
      const other = await freshDocument(target)
      await setAcl(target, other, [{ agent: target.bob.webId, modes: ['Read'] }])
      const subscribed = (each: string) =>
        channelFor(target, webhooks, { topic: each, sendTo: receiver.sendTo }, target.bob)
      await subscribed(topic)
      await subscribed(other)
      await setAcl(target, topic, [])
      await put(target.alice, topic, '<#it> <#is> "secret" .')
      await put(target.alice, other, '<#it> <#is> "open" .')
      const [message] = await receiver.first(1)
      assert.equal(messageOf(message!).object, other)
    }),
  }),
  ...checks('F13', 'G', {
    'sends again, in order, what a receiver did not take': received(
      async ({ target, receiver, topic }) => {
        await channelFor(target, webhooks, { topic, sendTo: receiver.sendTo })
        await put(target.alice, topic, '<#it> <#is> 1 .')
        await target.alice.fetch(topic, { method: 'DELETE' })
        const messages = (await receiver.first(3)).map(messageOf)
        assert.deepEqual(
          messages.map(({ type }) => type),
          ['Update', 'Update', 'Delete'],
        )
        assert.equal(messages[0]!.id, messages[1]!.id)
      },
      { take: (res, number) => void res.writeHead(number === 0 ? 500 : 204).end() },
    ),
  }),
]
