// Section 2: URIs and slash semantics.
import assert from 'node:assert/strict'
import { linked } from '../../../client/sdk/links.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, patch, post, put, sparqlUpdate } from '../setting.ts'
import type { Target } from '../target.ts'
import { rows as canonical } from './uris-canonical.ts'
import { rows as reserved } from './uris-reserved.ts'

const insert = 'INSERT DATA { <#it> <#is> 1 }'
const refused = [400, 403, 404, 405, 409]
const containerLink = { link: `<${ldp.BasicContainer}>; rel="type"` }

async function membersOf({ alice }: Target, container: string): Promise<string[]> {
  const graph = await graphOf(await alice.fetch(container, { headers: { accept: 'text/turtle' } }))
  return graph.getObjects(container, ldp.contains, null).map(({ value }) => value)
}

async function isContainer({ alice }: Target, url: string): Promise<boolean> {
  const answer = await alice.fetch(url, { method: 'HEAD' })
  await isSuccess(answer, `HEAD ${url}`)
  return linked(answer, url, 'type').includes(ldp.BasicContainer)
}

/** Fails unless of two URLs that differ by the slash only this one exists, and is listed. */
async function onlyExists(target: Target, url: string, other: string): Promise<void> {
  await hasStatus(await target.alice.fetch(url), 200, `GET ${url}`)
  await hasStatus(await target.alice.fetch(other), 404, `GET ${other}`)
  assert.deepEqual(await membersOf(target, new URL('./', url.replace(/\/$/, '')).href), [url])
}

export const rows: readonly Row[] = [
  ...checks('U1', 'M', {
    'makes a container of what ends in a slash, and of nothing else': async (target) => {
      const container = await freshContainer(target)
      await isSuccess(await put(target.alice, `${container}a/`, ''), 'PUT a/')
      await isSuccess(await put(target.alice, `${container}b`, ''), 'PUT b')
      assert.equal(await isContainer(target, `${container}a/`), true)
      assert.equal(await isContainer(target, `${container}b`), false)
    },
    'makes no container of a name without a slash because a Link says so': async (target) => {
      const container = await freshContainer(target)
      const answer = await put(target.alice, `${container}a`, '', 'text/turtle', containerLink)
      await hasStatus(answer, [201, 400, 409], 'PUT of a document as a container')
      await hasStatus(await target.alice.fetch(`${container}a/`), 404, 'GET a/')
      if (answer.ok) assert.equal(await isContainer(target, `${container}a`), false)
    },
  }),
  ...checks('U2', 'M', {
    'refuses to create x/ beside x with 409': async (target) => {
      const url = await freshDocument(target)
      await hasStatus(await put(target.alice, `${url}/`, ''), 409, 'PUT x/')
      await onlyExists(target, url, `${url}/`)
    },
    'refuses to create x beside x/ with 409': async (target) => {
      const url = `${await freshContainer(target)}x`
      await isSuccess(await put(target.alice, `${url}/`, ''), 'PUT x/')
      await hasStatus(await put(target.alice, url, ''), 409, 'PUT x')
      await hasStatus(await patch(target.alice, url, insert, sparqlUpdate), 409, 'PATCH x')
      await onlyExists(target, `${url}/`, url)
    },
    'finds another name when a POST asks for one that differs by the slash': async (target) => {
      const url = await freshDocument(target)
      const container = new URL('./', url).href
      const headers = { slug: 'document', ...containerLink }
      const answer = await post(target.alice, container, '', 'text/turtle', headers)
      await hasStatus(answer, [201, 409, 415], 'POST of a container')
      await hasStatus(await target.alice.fetch(`${url}/`), 404, 'GET x/')
    },
    'lets one of x and x/ win when both are created at once': async (target) => {
      const container = await freshContainer(target)
      const names = ['a', 'b', 'c', 'd', 'e']
      for (const name of names) {
        const [plain, slashed] = await Promise.all([
          put(target.alice, `${container}${name}`, ''),
          put(target.alice, `${container}${name}/`, ''),
        ])
        assert.deepEqual(new Set([plain.status, slashed.status]), new Set([201, 409]))
      }
      assert.equal((await membersOf(target, container)).length, names.length)
    },
  }),
  ...checks('U3', 'O', {
    'answers the wrong slash with 404 to readers, and 401 or 403 to others': async (target) => {
      const url = await freshDocument(target)
      const wrong = [`${url}/`, new URL('./', url).href.slice(0, -1)]
      for (const each of wrong) {
        const options = { redirect: 'manual' } as const
        await hasStatus(await target.alice.fetch(each, options), 404, `GET ${each}`)
        await hasStatus(await target.anonymous(each, options), 401, `GET ${each} by nobody`)
        await hasStatus(await target.bob.fetch(each, options), 403, `GET ${each} by a stranger`)
      }
    },
  }),
  ...checks('U4', 'M', {
    'refuses PUT and PATCH inside of a document and creates nothing': async (target) => {
      const { alice } = target
      const url = await freshDocument(target)
      for (const inside of [`${url}/a`, `${url}/a/b`, `${url}/a/`]) {
        await hasStatus(await put(alice, inside, ''), refused, `PUT ${inside}`)
        await hasStatus(await alice.fetch(inside), 404, `GET ${inside}`)
      }
      const patched = await patch(alice, `${url}/c`, insert, sparqlUpdate)
      await hasStatus(patched, refused, 'PATCH inside of a document')
      await onlyExists(target, url, `${url}/`)
    },
    'answers POST inside of a document with 404': async (target) => {
      const url = await freshDocument(target)
      const answer = await post(target.alice, `${url}/a/`, 'text', 'text/plain')
      await hasStatus(answer, 404, 'POST inside of a document')
    },
  }),
  ...checks('U5', 'S', {
    'does not mistake a new document for the one that was deleted there': async (target) => {
      const { alice } = target
      const url = await freshDocument(target, 'text 1', 'text/plain')
      const tag = (await alice.fetch(url)).headers.get('etag') ?? ''
      await isSuccess(await alice.fetch(url, { method: 'DELETE' }), 'DELETE')
      await isSuccess(await put(alice, url, 'text 2', 'text/plain'), 'PUT again')
      const headers = { 'if-match': tag }
      const answer = await put(alice, url, 'text 3', 'text/plain', headers)
      await hasStatus(answer, 412, 'PUT with the tag of the one that is gone')
    },
  }),
  ...canonical,
  ...reserved,
]
