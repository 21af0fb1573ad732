// Section 16: messages over WebSockets, what they say, to whom, and when.
import assert from 'node:assert/strict'
import { as } from '../../../vocab/generated/as.ts'
import { context } from '../../../vocab/generated/context.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import { agreedProtocol, channelFor, listening, openEar, refusal, told } from '../channels.ts'
import type { Ear } from '../channels.ts'
import { checks } from '../checks.ts'
import { hasStatus, isSuccess } from '../expect.ts'
import type { Row } from '../row.ts'
import {
  aclOf,
  aclText,
  freshContainer,
  freshDocument,
  patch,
  post,
  put,
  setAcl,
} from '../setting.ts'
import { locationOf } from '../things.ts'

const sockets = 'WebSocketChannel2023'
const insert =
  '@prefix solid: <http://www.w3.org/ns/solid/terms#> . <> a solid:InsertDeletePatch ; solid:inserts { <#it> <#is> "patched" . } .'

function other(value: number): string {
  return `<#it> <#is> ${value} .`
}

/** An ear, when it has heard twice. */
async function afterTwo(ear: Ear): Promise<Ear> {
  await ear.next()
  await ear.next()
  return ear
}

export const rows: readonly Row[] = [
  ...checks('F7', 'M', {
    'gives each channel an address of its own that cannot be guessed': async (target) => {
      const topic = await freshDocument(target)
      const addresses = await Promise.all(
        [1, 2].map(async () => (await channelFor(target, sockets, { topic })).receiveFrom!),
      )
      assert.notEqual(addresses[0], addresses[1])
      for (const address of addresses) {
        assert.match(address, /^wss?:/)
        assert.match(address, /[\w-]{22,}$/, 'The address has fewer than 128 random bits')
      }
    },
    'lets nobody in at an address that it did not give out': async (target) => {
      const topic = await freshDocument(target)
      const { receiveFrom } = await channelFor(target, sockets, { topic })
      await refusal(receiveFrom!.replace(/.{8}$/, 'AAAAAAAA'))
    },
    'takes the type of the channel as a subprotocol, and none': async (target) => {
      const topic = await freshDocument(target)
      for (const offered of [notify[sockets], undefined]) {
        const { receiveFrom } = await channelFor(target, sockets, { topic })
        assert.equal(await agreedProtocol(receiveFrom!, offered), offered)
      }
    },
    'serves one connection of a channel at a time': async (target) => {
      const topic = await freshDocument(target)
      await listening(target, { topic }, async (first, { receiveFrom }) => {
        const second = await openEar(receiveFrom!).catch(() => first)
        for (const value of [1, 2]) await put(target.alice, topic, other(value))
        const served = await Promise.race([first, second].map(afterTwo))
        const unserved = served === first ? second : first
        assert.ok(served === unserved || unserved.heard.length === 0, 'Both hear')
        second.close()
      })
    },
  }),
  ...checks('F7', 'G', {
    'does not write the address of a socket where the channel is shown': async (target) => {
      const topic = await freshDocument(target)
      const { id, receiveFrom } = await channelFor(target, sockets, { topic })
      assert.ok(!id.includes(new URL(receiveFrom!).pathname.split('/').at(-1)!))
    },
  }),
  ...checks('F11', 'M', {
    'tells what happened to a document': async (target) => {
      const { alice } = target
      const topic = `${await freshContainer(target)}document`
      await listening(target, { topic }, async (ear) => {
        await put(alice, topic, other(1))
        await put(alice, topic, other(2))
        await isSuccess(await patch(alice, topic, insert), 'PATCH')
        await alice.fetch(topic, { method: 'DELETE' })
        const messages = [await ear.next(), await ear.next(), await ear.next(), await ear.next()]
        assert.deepEqual(messages.map(told), [
          `Create ${topic}`,
          `Update ${topic}`,
          `Update ${topic}`,
          `Delete ${topic}`,
        ])
      })
    },
    'tells what comes into a container and leaves it': async (target) => {
      const { alice } = target
      const topic = await freshContainer(target)
      await listening(target, { topic }, async (ear) => {
        const made = locationOf(await post(alice, topic, other(1)), topic)
        await put(alice, `${topic}sub/`, '')
        await alice.fetch(made, { method: 'DELETE' })
        const messages = [await ear.next(), await ear.next(), await ear.next()]
        const about = messages.filter(({ type }) => type === 'Add' || type === 'Remove')
        assert.deepEqual(about.map(told), [
          `Add ${made} ${topic}`,
          `Add ${topic}sub/ ${topic}`,
          `Remove ${made} ${topic}`,
        ])
      })
    },
    'writes messages in Activity Streams': async (target) => {
      const topic = await freshDocument(target)
      await listening(target, { topic }, async (ear) => {
        const before = Date.now()
        await put(target.alice, topic, other(1))
        const message = await ear.next()
        const contexts = [as[''].replace('#', ''), context['notification/v1']]
        assert.deepEqual(message['@context'], contexts)
        assert.ok(URL.canParse(message.id), message.id)
        assert.ok(Math.abs(Date.parse(message.published) - before) < 60_000, message.published)
      })
    },
    'tells the ETag of what is there now, and none of what is gone': async (target) => {
      const { alice } = target
      const topic = await freshDocument(target)
      await listening(target, { topic }, async (ear) => {
        const answer = await put(alice, topic, other(1))
        const { state } = await ear.next()
        assert.ok(state !== undefined)
        const known = await alice.fetch(topic, { headers: { 'if-none-match': state } })
        await hasStatus(
          known,
          304,
          `GET unless it is ${state} (PUT: ${answer.headers.get('etag')})`,
        )
        await alice.fetch(topic, { method: 'DELETE' })
        assert.equal((await ear.next()).state, undefined)
      })
    },
  }),
  ...checks('F11', 'G', {
    'names each message with a UUID of its own': async (target) => {
      const topic = await freshDocument(target)
      await listening(target, { topic }, async (ear) => {
        for (const value of [1, 2]) await put(target.alice, topic, other(value))
        const ids = [(await ear.next()).id, (await ear.next()).id]
        assert.notEqual(ids[0], ids[1])
        for (const id of ids) {
          assert.match(id, /^urn:uuid:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/)
        }
      })
    },
  }),
  ...checks('F12', 'G', {
    'falls silent, and says so, when the subscriber may not read any more': async (target) => {
      const topic = await freshDocument(target)
      await setAcl(target, topic, [{ agent: target.bob.webId, modes: ['Read'] }])
      const check = async (ear: Ear) => {
        await put(target.alice, topic, other(1))
        assert.equal(told(await ear.next()), `Update ${topic}`)
        await setAcl(target, topic, [])
        await put(target.alice, topic, other(2))
        const next = await Promise.race([ear.closed, ear.next()])
        assert.equal(typeof next, 'number', 'A message reached somebody who may not read')
      }
      await listening(target, { topic }, check, target.bob)
    },
    'tells of a container what happens directly in it, and not further below': async (target) => {
      const { alice } = target
      const topic = await freshContainer(target)
      await put(alice, `${topic}sub/`, '')
      await listening(target, { topic }, async (ear) => {
        await put(alice, `${topic}sub/deep`, other(1))
        await put(alice, `${topic}near`, other(1))
        assert.equal(told(await ear.next()), `Add ${topic}near ${topic}`)
      })
    },
    'tells readers of a document nothing of changes to its ACL': async (target) => {
      const topic = await freshDocument(target)
      const read = { agent: target.bob.webId, modes: ['Read'] as const }
      await setAcl(target, topic, [read])
      const acl = await aclOf(target, topic)
      const owner = { agent: target.alice.webId, modes: ['Read', 'Write', 'Control'] as const }
      await listening(
        target,
        { topic },
        async (ear) => {
          await isSuccess(
            await put(
              target.alice,
              acl,
              aclText(topic, [owner, read, { ...owner, on: 'resource' }]),
            ),
            'PUT of the ACL',
          )
          await put(target.alice, topic, other(1))
          const message = await ear.next()
          assert.equal(told(message), `Update ${topic}`)
          const known = { headers: { 'if-none-match': message.state! } }
          await hasStatus(await target.bob.fetch(topic, known), 304, 'GET of what was told')
        },
        target.bob,
      )
    },
  }),
  ...checks('F13', 'G', {
    'tells nothing of writes that fail, and of those that change nothing': async (target) => {
      const { alice, bob } = target
      const topic = await freshDocument(target, other(0))
      await listening(target, { topic }, async (ear) => {
        await hasStatus(await put(bob, topic, other(1)), 403, 'PUT by another')
        const stale = { 'if-match': '"stale"' }
        await hasStatus(await put(alice, topic, other(2), 'text/turtle', stale), 412, 'PUT')
        await isSuccess(await put(alice, topic, other(0)), 'PUT of the same')
        await put(alice, topic, other(3))
        const { state } = await ear.next()
        const answer = await alice.fetch(topic, { headers: { 'if-none-match': state! } })
        await hasStatus(answer, 304, 'GET of what was told')
      })
    },
    'tells what happened in the order in which it happened': async (target) => {
      const { alice } = target
      const topic = await freshContainer(target)
      await listening(target, { topic }, async (ear) => {
        const names = Array.from({ length: 10 }, (_, number) => `${topic}${number}`)
        for (const name of names) await put(alice, name, other(1))
        const heard: string[] = []
        while (heard.length < names.length) heard.push((await ear.next()).object)
        assert.deepEqual(heard, names)
      })
    },
  }),
]
