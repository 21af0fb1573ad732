// Section 7: writing with PUT and POST. What remains of the section is in deleting.ts and whole-writes.ts.
import assert from 'node:assert/strict'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { checks } from '../checks.ts'
import type { Check } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { insertPatch } from '../patches.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, patch, post, put, send, turtle } from '../setting.ts'
import type { Target } from '../target.ts'
import { contentOf, locationOf, membersOf, typed } from '../things.ts'

export const rows: readonly Row[] = [
  ...checks('W1', 'M', {
    'writes with PUT, POST, PATCH and DELETE': async (target) => {
      const { alice } = target
      const container = await freshContainer(target)
      const url = `${container}document`
      await isSuccess(await put(alice, url, '<#a> <#b> <#c> .'), 'PUT')
      await isSuccess(await patch(alice, url, insertPatch('<#d> <#e> <#f> .')), 'PATCH')
      await isSuccess(await post(alice, container, 'text', 'text/plain'), 'POST')
      await isSuccess(await alice.fetch(url, { method: 'DELETE' }), 'DELETE')
      assert.equal(await contentOf(target, url), undefined)
      assert.equal((await membersOf(target, container)).length, 1)
    },
  }),
  ...checks('W2', 'M', {
    'answers PUT of something new with 201 and its Location': async (target) => {
      const url = `${await freshContainer(target)}new`
      const response = await put(target.alice, url, 'text', 'text/plain')
      await hasStatus(response, 201, 'PUT')
      assert.equal(locationOf(response, url), url)
    },
    'answers PUT of something else in its place with 204': async (target) => {
      const url = await freshDocument(target)
      await hasStatus(await put(target.alice, url, 'other', 'text/plain'), [200, 204, 205], 'PUT')
      assert.equal(await contentOf(target, url), 'other')
    },
    'makes all containers above what is PUT': makesParents((target, url) =>
      put(target.alice, url, 'text', 'text/plain'),
    ),
    'makes all containers above what a PATCH creates': makesParents((target, url) =>
      patch(target.alice, url, insertPatch('<#a> <#b> <#c> .')),
    ),
  }),
  ...checks('W3', 'M', {
    'makes an empty container of a PUT without a body': makesContainer(({ alice }, url) =>
      alice.fetch(url, { method: 'PUT' }),
    ),
    'makes an empty container of a PUT with Turtle': makesContainer(({ alice }, url) =>
      put(alice, url, '<> <#note> "mine" .'),
    ),
    'makes an empty container of a PUT that links to the type': makesContainer(({ alice }, url) =>
      put(alice, url, '', turtle, typed(ldp.BasicContainer)),
    ),
    'answers 412 to PUT with If-None-Match: * of a container that is there': async (target) => {
      const url = await freshContainer(target)
      const response = await put(target.alice, url, '', turtle, { 'if-none-match': '*' })
      await hasStatus(response, 412, 'PUT of a container that is there')
    },
    'refuses a container that is linked as a non-RDF source with 409': async (target) => {
      const url = `${await freshContainer(target)}new/`
      const response = await put(target.alice, url, '', turtle, typed(ldp.NonRDFSource))
      await hasStatus(response, 409, 'PUT')
      assert.equal(await contentOf(target, url), undefined)
    },
    'refuses a document that is linked as a container': async (target) => {
      const url = `${await freshContainer(target)}new`
      const response = await put(target.alice, url, '', turtle, typed(ldp.BasicContainer))
      await hasStatus(response, [400, 409], 'PUT')
      assert.equal(await contentOf(target, url), undefined)
    },
  }),
  ...checks('W4', 'M', {
    'creates a document directly in the container, under a URL that it tells': async (target) => {
      const container = await freshContainer(target)
      for (const [body, type] of [
        ['text', 'text/plain'],
        ['<#a> <#b> <#c> .', turtle],
      ] as const) {
        const url = await posted(target, container, await post(target.alice, container, body, type))
        assert.ok(!url.endsWith('/'), `${url} is a container`)
        assert.equal(await contentOf(target, url), body)
      }
    },
    'creates a container when the request links to that type': async (target) => {
      const container = await freshContainer(target)
      for (const type of [ldp.BasicContainer, ldp.Container]) {
        const response = await post(target.alice, container, '', turtle, typed(type))
        assert.match(await posted(target, container, response), /\/$/)
      }
    },
    'takes no body for a container': async (target) => {
      const container = await freshContainer(target)
      const headers = { ...typed(ldp.BasicContainer) }
      const response = await target.alice.fetch(container, { method: 'POST', headers })
      assert.match(await posted(target, container, response), /\/$/)
    },
    'gives every POST a URL of its own': async (target) => {
      const container = await freshContainer(target)
      const sent = Array.from({ length: 10 }, () =>
        post(target.alice, container, 'x', 'text/plain'),
      )
      for (const response of await Promise.all(sent)) await hasStatus(response, 201, 'POST')
      assert.equal(new Set(await membersOf(target, container)).size, 10)
    },
  }),
  ...checks('W5', 'M', {
    'answers 404 to POST to a container that is not there': async (target) => {
      const url = `${await freshContainer(target)}nothing/`
      await hasStatus(await post(target.alice, url, 'x', 'text/plain'), 404, 'POST')
      assert.equal(await contentOf(target, url), undefined)
    },
    'answers 401 or 403 to POST to nothing by those who may not': async (target) => {
      const url = `${await freshContainer(target)}nothing/`
      await hasStatus(await post(target.bob, url, 'x', 'text/plain'), 403, 'POST by Bob')
      const asNobody = { fetch: target.anonymous }
      await hasStatus(await post(asNobody, url, 'x', 'text/plain'), 401, 'POST by nobody')
    },
    'answers 405 to POST to a document': async (target) => {
      const url = await freshDocument(target)
      await hasStatus(await post(target.alice, url, 'x', 'text/plain'), 405, 'POST to a document')
    },
    'answers 404 or 405 to POST to a document that is not there': async (target) => {
      const url = `${await freshContainer(target)}nothing`
      const response = await post(target.alice, url, 'x', 'text/plain')
      await hasStatus(response, [404, 405, 415], 'POST to a missing document')
    },
  }),
]

/** A POST into the container succeeded: the URL of what it made, which is listed there. */
async function posted(target: Target, container: string, response: Response): Promise<string> {
  await hasStatus(response, 201, `POST to ${container}`)
  const url = locationOf(response, container)
  assert.match(url.slice(container.length), /^[^/]+\/?$/, `${url} is not directly in ${container}`)
  assert.ok((await membersOf(target, container)).includes(url), `${url} is not listed`)
  return url
}

function makesParents(write: (target: Target, url: string) => Promise<Response>): Check {
  return async (target) => {
    const container = await freshContainer(target)
    await hasStatus(await write(target, `${container}a/b/c`), 201, 'the write')
    assert.deepEqual(await membersOf(target, container), [`${container}a/`])
    assert.deepEqual(await membersOf(target, `${container}a/`), [`${container}a/b/`])
    assert.deepEqual(await membersOf(target, `${container}a/b/`), [`${container}a/b/c`])
  }
}

function makesContainer(write: (target: Target, url: string) => Promise<Response>): Check {
  return async (target) => {
    const container = await freshContainer(target)
    const url = `${container}new/`
    await hasStatus(await write(target, url), 201, 'PUT of a container')
    const graph = await graphOf(await target.alice.fetch(url), url)
    assert.equal(graph.countQuads(url, null, ldp.BasicContainer, null), 1)
    assert.deepEqual(await membersOf(target, url), [])
    assert.deepEqual(await membersOf(target, container), [url])
    await isSuccess(await send(target.alice, 'DELETE', url, ''), 'DELETE of the empty container')
  }
}
