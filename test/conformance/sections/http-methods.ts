// Section 1: which methods and types a target supports, and how it says so.
import assert from 'node:assert/strict'
import { hasStatus, isSuccess, listOf, lists } from '../expect.ts'
import { sendRaw } from '../raw.ts'
import type { Row } from '../row.ts'
import { aclOf, freshContainer, freshDocument, n3, patch, post, put, setAcl } from '../setting.ts'
import { sparqlUpdate } from '../setting.ts'

const readMethods = ['GET', 'HEAD', 'OPTIONS']

export const rows: readonly Row[] = [
  {
    id: 'H6',
    level: 'M',
    title: 'refuses POST to a document with 405 and says what it allows',
    async run(target) {
      const url = await freshDocument(target)
      const answer = await post(target.alice, url, 'text', 'text/plain')
      await hasStatus(answer, 405, 'POST to a document')
      lists(answer, 'allow', ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])
      assert.ok(!listOf(answer, 'allow').includes('post'))
    },
  },
  {
    id: 'H6',
    level: 'M',
    title: 'refuses methods that it does not know, and TRACE, with 405 or 501',
    async run(target) {
      const url = await freshDocument(target)
      for (const method of ['PROPFIND', 'LOCK', 'TRACE']) {
        const headers = { ...(await target.alice.sign('GET', url)) }
        const path = new URL(url).pathname
        const answer = await sendRaw(target.baseUrl, { method, path, headers })
        await hasStatus(answer, [405, 501], method)
        if (answer.status === 405) assert.match(answer.headers.allow ?? '', /\bGET\b/)
      }
    },
  },
  {
    id: 'H6',
    level: 'M',
    title: 'refuses POST to a document by a reader with 403: rights come first',
    async run(target) {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'] }])
      await hasStatus(await target.bob.fetch(url), 200, 'GET by a reader')
      await hasStatus(await post(target.bob, url, 'text', 'text/plain'), 403, 'POST by a reader')
    },
  },
  {
    id: 'H7',
    level: 'M',
    title: 'says Allow for containers on GET, HEAD and OPTIONS',
    async run(target) {
      const url = await freshContainer(target)
      for (const method of readMethods) {
        const answer = await target.alice.fetch(url, { method })
        lists(answer, 'allow', [...readMethods, 'POST', 'PUT', 'PATCH', 'DELETE'])
      }
    },
  },
  {
    id: 'H7',
    level: 'M',
    title: 'says Allow for documents on GET, HEAD and OPTIONS: everything but POST',
    async run(target) {
      const url = await freshDocument(target)
      for (const method of readMethods) {
        const answer = await target.alice.fetch(url, { method })
        lists(answer, 'allow', [...readMethods, 'PUT', 'PATCH', 'DELETE'])
        assert.ok(!listOf(answer, 'allow').includes('post'), `${method} allows POST`)
      }
    },
  },
  {
    id: 'H7',
    level: 'M',
    title: 'does not say that a storage root or its ACL can be deleted',
    async run(target) {
      const { alice } = target
      for (const url of [alice.storage, await aclOf(target, alice.storage)]) {
        for (const method of readMethods) {
          const allowed = listOf(await alice.fetch(url, { method }), 'allow')
          assert.ok(allowed.includes('get'), `${method} ${url} says nothing of GET`)
          assert.ok(!allowed.includes('delete'), `${method} ${url} allows DELETE`)
        }
      }
    },
  },
  {
    id: 'H7',
    level: 'M',
    title: 'says Allow on writes that succeed',
    async run(target) {
      const container = await freshContainer(target)
      const { alice } = target
      const answers = [
        await put(alice, `${container}a`, '<#it> <#is> 1 .'),
        await put(alice, `${container}a`, '<#it> <#is> 2 .'),
        await patch(alice, `${container}a`, 'INSERT DATA { <#it> <#is> 3 }', sparqlUpdate),
        await post(alice, container, 'text', 'text/plain'),
      ]
      for (const answer of answers) {
        await isSuccess(answer, 'a write')
        lists(answer, 'allow', readMethods)
      }
    },
  },
  {
    id: 'H8',
    level: 'M',
    title: 'says on GET, HEAD and OPTIONS of a document which patches and bodies it takes',
    async run(target) {
      const url = await freshDocument(target)
      for (const method of readMethods) {
        const answer = await target.alice.fetch(url, { method })
        lists(answer, 'accept-patch', [n3])
        assert.ok(answer.headers.has('accept-put'), `${method} has no Accept-Put`)
        assert.ok(!answer.headers.has('accept-post'), `${method} has Accept-Post without POST`)
      }
    },
  },
  {
    id: 'H8',
    level: 'M',
    title: 'says on GET, HEAD and OPTIONS of a container what it takes',
    async run(target) {
      const url = await freshContainer(target)
      for (const method of readMethods) {
        const answer = await target.alice.fetch(url, { method })
        lists(answer, 'accept-patch', [n3])
        assert.ok(answer.headers.has('accept-put'), `${method} has no Accept-Put`)
        assert.ok(answer.headers.has('accept-post'), `${method} has no Accept-Post`)
      }
    },
  },
  {
    id: 'H8',
    level: 'G',
    title: 'names SPARQL Update among the patches it takes',
    async run(target) {
      const answer = await target.alice.fetch(await freshDocument(target))
      lists(answer, 'accept-patch', [sparqlUpdate])
    },
  },
  {
    id: 'H8',
    level: 'G',
    title: 'says with 415 which patches it takes',
    async run(target) {
      const url = await freshDocument(target)
      const answer = await patch(target.alice, url, '[]', 'application/json-patch+json')
      await hasStatus(answer, 415, 'PATCH with JSON Patch')
      lists(answer, 'accept-patch', [n3])
    },
  },
]
