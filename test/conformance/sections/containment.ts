// Section 4: which members a container has, also when many change it at once.
import assert from 'node:assert/strict'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { listingOf, membersIn } from '../listing.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, post, put } from '../setting.ts'
import type { Target } from '../target.ts'

async function members({ alice }: Target, container: string): Promise<string[]> {
  return membersIn(await listingOf(alice, container), container)
}

/** Makes a member while its container is deleted; fails unless the member is there afterwards. */
async function raceFor(target: Target, container: string): Promise<void> {
  const { alice } = target
  await isSuccess(await put(alice, container, ''), 'PUT of the container')
  const [made] = await Promise.all([
    put(alice, `${container}a`, 'text', 'text/plain'),
    alice.fetch(container, { method: 'DELETE' }),
  ])
  await isSuccess(made, 'PUT of a member')
  await hasStatus(await alice.fetch(`${container}a`), 200, 'GET of the member')
  assert.deepEqual(await members(target, container), [`${container}a`])
}

const ten = Array.from({ length: 10 }, (_, index) => `member-${index}`)

export const rows: readonly Row[] = [
  ...checks('C1', 'M', {
    'lists what is created by PUT and POST, and no longer when it is deleted': async (target) => {
      const { alice } = target
      const container = await freshContainer(target)
      assert.deepEqual(await members(target, container), [])
      await put(alice, `${container}a`, 'text', 'text/plain')
      const posted = await post(alice, container, 'text', 'text/plain')
      const location = new URL(posted.headers.get('location') ?? '', container).href
      const both = [`${container}a`, location].toSorted()
      assert.deepEqual(await members(target, container), both)
      await alice.fetch(`${container}a`, { method: 'DELETE' })
      assert.deepEqual(await members(target, container), [location])
    },
    'lists direct members only, and creates the containers between': async (target) => {
      const container = await freshContainer(target)
      await isSuccess(await put(target.alice, `${container}a/b/c`, ''), 'PUT a/b/c')
      assert.deepEqual(await members(target, container), [`${container}a/`])
      assert.deepEqual(await members(target, `${container}a/`), [`${container}a/b/`])
      assert.deepEqual(await members(target, `${container}a/b/`), [`${container}a/b/c`])
    },
    'lists nothing that cannot be read': async ({ alice }) => {
      const listed = membersIn(await listingOf(alice, alice.storage), alice.storage)
      // Other rows create and delete in parallel, but nothing of what the pod began with.
      const own = listed.filter((each) => /\/(?:profile|public|settings|inbox)\/$/.test(each))
      assert.ok(own.length > 0, listed.join(' '))
      for (const each of own) await hasStatus(await alice.fetch(each), 200, `GET ${each}`)
    },
    'lists members in JSON-LD as in Turtle': async (target) => {
      const url = await freshDocument(target)
      const container = new URL('./', url).href
      const answer = await target.alice.fetch(container, {
        headers: { accept: 'application/ld+json' },
      })
      await isSuccess(answer, 'GET of the container')
      assert.ok((await answer.text()).includes(url))
    },
  }),
  ...checks('C6', 'M', {
    'creates once what is put ten times at once under If-None-Match: *': async (target) => {
      const container = await freshContainer(target)
      const headers = { 'if-none-match': '*' }
      const answers = await Promise.all(
        ten.map((body) => put(target.alice, `${container}a`, body, 'text/plain', headers)),
      )
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
      assert.deepEqual(statuses, [201, ...Array<number>(9).fill(412)])
      assert.deepEqual(await members(target, container), [`${container}a`])
      const winner = answers.findIndex(({ status }) => status === 201)
      assert.equal(await (await target.alice.fetch(`${container}a`)).text(), ten[winner])
    },
    'lists all of ten documents that are created at once': async (target) => {
      const container = await freshContainer(target)
      await Promise.all(ten.map((name) => put(target.alice, container + name, '', 'text/plain')))
      assert.deepEqual(
        await members(target, container),
        ten.map((name) => container + name),
      )
    },
    'creates a missing parent once for ten documents at once': async (target) => {
      const container = await freshContainer(target)
      const answers = await Promise.all(
        ten.map((name) => put(target.alice, `${container}sub/${name}`, '', 'text/plain')),
      )
      for (const answer of answers) await hasStatus(answer, 201, 'PUT')
      assert.deepEqual(await members(target, container), [`${container}sub/`])
      assert.equal((await members(target, `${container}sub/`)).length, 10)
    },
    'deletes no container while a member is made in it': async (target) => {
      const container = await freshContainer(target)
      for (const round of [1, 2, 3]) {
        await Promise.all(ten.map((name) => raceFor(target, `${container}${name}-${round}/`)))
      }
      assert.equal((await members(target, container)).length, 30)
    },
  }),
  ...checks('C9', 'G', {
    'lists all members of a large container at once': async (target) => {
      const container = await freshContainer(target)
      for (const batch of Array.from({ length: 6 }).keys()) {
        const names = ten.map((name) => `${container}${batch}-${name}`)
        await Promise.all(names.map((name) => put(target.alice, name, '', 'text/plain')))
      }
      const answer = await target.alice.fetch(container)
      assert.doesNotMatch(answer.headers.get('link') ?? '', /rel="?next/)
      assert.equal(membersIn(await graphOf(answer), container).length, 60)
    },
  }),
]
