// Section 16: subscribing to channels, their life and their features.
import assert from 'node:assert/strict'
import { namedNode, parseTurtle } from '../../../shapes/graph.ts'
import { as } from '../../../vocab/generated/as.ts'
import { context } from '../../../vocab/generated/context.ts'
import { notification } from '../../../vocab/generated/notification.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import {
  channelFor,
  listening,
  openEar,
  refusal,
  serviceOf,
  subscribe,
  told,
  wishFor,
} from '../channels.ts'
import { checks } from '../checks.ts'
import { hasStatus, isSuccess } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, jsonLd, put, send, setAcl } from '../setting.ts'
import type { Target } from '../target.ts'

const sockets = 'WebSocketChannel2023'
const day = 24 * 60 * 60 * 1000

/** The statuses of subscriptions to a new document that differ from a good one in something. */
async function answersTo(target: Target, wishes: readonly object[]): Promise<number[]> {
  const topic = await freshDocument(target)
  const answers = wishes.map((wish) => subscribe(target, sockets, { topic, ...wish }))
  return (await Promise.all(answers)).map(({ status }) => status)
}

async function etagOf({ alice }: Target, url: string): Promise<string> {
  return (await alice.fetch(url, { method: 'HEAD' })).headers.get('etag')!
}

function inMs(ms: number): string {
  return new Date(Date.now() + ms).toISOString()
}

export const rows: readonly Row[] = [
  ...checks('F4', 'M', {
    'takes application/ld+json and no other media type': async (target) => {
      const body = JSON.stringify(wishFor(sockets, { topic: await freshDocument(target) }))
      const url = await serviceOf(target, sockets)
      for (const type of ['text/plain', 'text/html', 'application/x-www-form-urlencoded']) {
        const answer = await send(target.alice, 'POST', url, body, { 'content-type': type })
        await hasStatus(answer, 415, `POST of ${type}`)
      }
    },
    'refuses JSON-LD of a profile that it does not know with 415': async (target) => {
      const body = JSON.stringify(wishFor(sockets, { topic: await freshDocument(target) }))
      const url = await serviceOf(target, sockets)
      const type = `${jsonLd};profile="https://profile.example/"`
      const answer = await send(target.alice, 'POST', url, body, { 'content-type': type })
      await hasStatus(answer, 415, 'POST with an unknown profile')
    },
    'answers 422 to a subscription without a topic, or to one of another type': async (target) => {
      const statuses = await answersTo(target, [
        { topic: undefined },
        { topic: [] },
        { topic: 7 },
        { topic: 'not a URL' },
        { type: undefined },
        { type: notify.WebhookChannel2023 },
        { type: 'https://type.example/' },
      ])
      assert.deepEqual([...new Set(statuses)], [422])
    },
    'answers 422 to what is no JSON-LD, and to contexts that it does not know': async (target) => {
      const url = await serviceOf(target, sockets)
      for (const body of ['', '{', '[]', '"text"', 'null']) {
        const answer = await send(target.alice, 'POST', url, body, { 'content-type': jsonLd })
        await hasStatus(answer, [400, 422], `POST of ${body}`)
      }
      const statuses = await answersTo(target, [
        { '@context': undefined },
        { '@context': 'https://context.example/' },
        { '@context': [context['notification/v1'], 'https://context.example/'] },
      ])
      assert.deepEqual([...new Set(statuses)], [422])
    },
    'answers 422 to features with values that they cannot have': async (target) => {
      const statuses = await answersTo(target, [
        { startAt: 'soon' },
        { endAt: 'never' },
        { endAt: inMs(-day) },
        { rate: 'often' },
        { rate: '-PT1S' },
        { rate: 5 },
        { accept: 'image/png' },
      ])
      assert.deepEqual([...new Set(statuses)], [422])
    },
    'answers 401 to broken credentials': async (target) => {
      const url = await serviceOf(target, sockets)
      const body = JSON.stringify(wishFor(sockets, { topic: await freshDocument(target) }))
      const answer = await send({ fetch: target.anonymous }, 'POST', url, body, {
        'content-type': jsonLd,
        authorization: 'DPoP nonsense',
      })
      await hasStatus(answer, 401, 'POST with a broken token')
    },
    'answers 403 to those who may not read a topic, and 401 to nobody': async (target) => {
      const topic = await freshDocument(target)
      const answer = await subscribe(target, sockets, { topic }, target.bob)
      await hasStatus(answer, 403, 'POST by another')
      const nobody = await subscribe(target, sockets, { topic }, { fetch: target.anonymous })
      await hasStatus(nobody, 401, 'POST by nobody')
    },
    'answers 403 when one of several topics may not be read': async (target) => {
      const readable = await freshDocument(target)
      await setAcl(target, readable, [{ agent: target.bob.webId, modes: ['Read'] }])
      const topic = [readable, await freshDocument(target)]
      const answer = await subscribe(target, sockets, { topic }, target.bob)
      await hasStatus(answer, 403, 'POST by another')
    },
    'answers alike whether or not a topic exists, to those who may not read it': async (target) => {
      const container = await freshContainer(target)
      const missing = await subscribe(target, sockets, { topic: `${container}x` }, target.bob)
      await hasStatus(missing, 403, 'POST for a topic that does not exist')
    },
  }),
  ...checks('F5', 'M', {
    'answers a subscription with the channel': async (target) => {
      const topic = await freshDocument(target)
      const answer = await subscribe(target, sockets, { topic })
      await hasStatus(answer, [200, 201], 'POST of a subscription')
      assert.match(answer.headers.get('content-type') ?? '', /^application\/ld\+json\b/)
      const channel = (await answer.json()) as Record<string, unknown>
      assert.ok(URL.canParse(String(channel['id'])))
      assert.ok(String(channel['type']).endsWith(sockets))
      assert.deepEqual([channel['topic']].flat(), [topic])
    },
    'takes several topics': async (target) => {
      const topic = [await freshDocument(target), await freshDocument(target)]
      await listening(target, { topic }, async (ear, channel) => {
        assert.deepEqual([channel.topic].flat().toSorted(), topic.toSorted())
        for (const url of topic) {
          await put(target.alice, url, `<#it> <#is> "new" .`)
          assert.equal(told(await ear.next()), `Update ${url}`)
        }
      })
    },
    'shows a channel to who made it, and to nobody else': async (target) => {
      const topic = await freshDocument(target)
      const { id } = await channelFor(target, sockets, { topic })
      const answer = await target.alice.fetch(id, { headers: { accept: jsonLd } })
      await hasStatus(answer, 200, 'GET of the channel')
      assert.equal(((await answer.json()) as { id: string }).id, id)
      await hasStatus(await target.anonymous(id), [401, 404], 'GET by nobody')
      await hasStatus(await target.bob.fetch(id), [403, 404], 'GET by another')
    },
    'ends a channel when who made it deletes it': async (target) => {
      const topic = await freshDocument(target)
      await listening(target, { topic }, async (ear, { id, receiveFrom }) => {
        const denied = await target.bob.fetch(id, { method: 'DELETE' })
        await hasStatus(denied, [403, 404], 'DELETE by another')
        const answer = await target.alice.fetch(id, { method: 'DELETE' })
        await hasStatus(answer, [200, 204, 205], 'DELETE of the channel')
        await hasStatus(await target.alice.fetch(id), [404, 410], 'GET of the channel')
        await ear.closed
        await refusal(receiveFrom!)
      })
    },
  }),
  ...checks('F6', 'O', {
    'gives every channel an end, within a month': async (target) => {
      const topic = await freshDocument(target)
      for (const endAt of [undefined, '9999-12-31T23:59:59Z']) {
        const channel = await channelFor(target, sockets, { topic, endAt })
        const end = Date.parse(channel.endAt ?? '') - Date.now()
        assert.ok(end > 0 && end < 31 * day, `endAt ${channel.endAt}`)
      }
    },
    'ends a channel when it was asked to': async (target) => {
      const topic = await freshDocument(target)
      const wish = { topic, endAt: inMs(5_000) }
      await listening(target, wish, async (ear) => void (await ear.closed))
    },
    'tells nothing from before startAt': async (target) => {
      const topic = await freshDocument(target)
      const start = Date.now() + 1_500
      const wish = { topic, startAt: new Date(start).toISOString() }
      await listening(target, wish, async (ear) => {
        await put(target.alice, topic, '<#it> <#is> "early" .')
        await new Promise((resolve) => setTimeout(resolve, start + 250 - Date.now()))
        await put(target.alice, topic, '<#it> <#is> "late" .')
        assert.equal((await ear.next()).state, await etagOf(target, topic))
      })
    },
    'tells at once when the state is not that of the subscriber': async (target) => {
      const topic = await freshDocument(target)
      await listening(target, { topic, state: '"other"' }, async (ear) => {
        const message = await ear.next()
        assert.equal(message.object, topic)
        assert.equal(message.state, await etagOf(target, topic))
      })
    },
    'tells nothing at first when the state is that of the subscriber': async (target) => {
      const topic = await freshDocument(target)
      await listening(target, { topic, state: await etagOf(target, topic) }, async (ear) => {
        await put(target.alice, topic, '<#it> <#is> "new" .')
        assert.equal((await ear.next()).state, await etagOf(target, topic))
      })
    },
    'keeps the rate that was asked for, and tells the last state': async (target) => {
      const topic = await freshDocument(target)
      await listening(target, { topic, rate: 'PT2S' }, async (ear) => {
        await put(target.alice, topic, '<#it> <#is> 0 .')
        const first = await ear.next()
        for (const value of [1, 2, 3]) await put(target.alice, topic, `<#it> <#is> ${value} .`)
        const second = await ear.next()
        assert.equal(second.state, await etagOf(target, topic))
        assert.ok(Date.parse(second.published) >= Date.parse(first.published))
      })
    },
    'gives back what it was asked for': async (target) => {
      const topic = await freshDocument(target)
      const wish = { topic, rate: 'PT5S', state: '"abc"', startAt: inMs(0), endAt: inMs(day) }
      const channel = await channelFor(target, sockets, wish)
      for (const feature of ['state', 'rate'] as const) {
        assert.equal(channel[feature], wish[feature])
      }
      for (const feature of ['startAt', 'endAt'] as const) {
        assert.equal(Date.parse(channel[feature]!), Date.parse(wish[feature]))
      }
    },
    'ignores features that it does not know': async (target) => {
      const topic = await freshDocument(target)
      await isSuccess(await subscribe(target, sockets, { topic, colour: 'red' }), 'POST')
    },
    'writes messages in the media type that was asked for': async (target) => {
      const topic = await freshDocument(target)
      const { receiveFrom } = await channelFor(target, sockets, { topic, accept: 'text/turtle' })
      const ear = await openEar(receiveFrom!)
      const text = new Promise<string>((resolve) => {
        ear.socket.removeAllListeners('message')
        ear.socket.once('message', (data: Buffer) => resolve(data.toString()))
      })
      await put(target.alice, topic, '<#it> <#is> "new" .')
      const graph = parseTurtle(await text, topic)
      assert.deepEqual(graph.getObjects(null, as.object, null), [namedNode(topic)])
      ear.close()
    },
  }),
  ...checks('Q9', 'G', {
    'takes either context and answers with the same': async (target) => {
      const topic = await freshDocument(target)
      for (const name of ['notification/v1', 'notifications-context/v1'] as const) {
        for (const given of [context[name], [context[name]]]) {
          const channel = await channelFor(target, sockets, { topic, '@context': given })
          assert.deepEqual([channel['@context']].flat(), [context[name]])
        }
      }
    },
    'writes messages in the context of the subscriber': async (target) => {
      const topic = await freshDocument(target)
      const wish = { topic, '@context': context['notifications-context/v1'] }
      await listening(target, wish, async (ear) => {
        await put(target.alice, topic, '<#it> <#is> "new" .')
        const contexts = [(await ear.next())['@context']].flat()
        assert.ok(contexts.includes(context['notifications-context/v1']), String(contexts))
      })
    },
    'takes each spelling of a type of channel': async (target) => {
      const topic = await freshDocument(target)
      for (const type of [sockets, notify[sockets], notification[sockets]]) {
        await isSuccess(await subscribe(target, sockets, { topic, type }), `POST of type ${type}`)
      }
    },
  }),
]
