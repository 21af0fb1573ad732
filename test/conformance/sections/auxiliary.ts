// Section 5: auxiliary resources.
import assert from 'node:assert/strict'
import { linked } from '../../../client/sdk/links.ts'
import { checks } from '../checks.ts'
import { hasStatus, isSuccess, onlyLink } from '../expect.ts'
import type { Row } from '../row.ts'
import { aclText, freshContainer, freshDocument, patch, post, put } from '../setting.ts'
import { sparqlUpdate } from '../setting.ts'
import { rows as acls } from './auxiliary-acl.ts'
import { rows as descriptions } from './auxiliary-description.ts'

export const rows: readonly Row[] = [
  ...checks('X1', 'M', {
    'links documents, containers and what is not RDF to one ACL and one description': async (
      target,
    ) => {
      const url = await freshDocument(target)
      const container = new URL('./', url).href
      await put(target.alice, `${container}picture`, 'not really', 'image/png')
      for (const each of [url, container, `${container}picture`, target.alice.storage]) {
        for (const method of ['GET', 'HEAD']) {
          const answer = await target.alice.fetch(each, { method })
          const [acl, meta] = ['acl', 'describedby'].map((rel) => onlyLink(answer, each, rel))
          assert.notEqual(acl, meta)
          assert.ok(![acl, meta].includes(each))
        }
      }
    },
    'gives each resource an ACL and a description of its own': async (target) => {
      const url = await freshDocument(target)
      const container = new URL('./', url).href
      const targets = await Promise.all(
        [url, container].map(async (each) => {
          const answer = await target.alice.fetch(each, { method: 'HEAD' })
          return ['acl', 'describedby'].map((rel) => onlyLink(answer, each, rel))
        }),
      )
      assert.equal(new Set(targets.flat()).size, 4)
    },
  }),
  ...checks('X1', 'G', {
    'links to the ACL when it has created or changed something': async (target) => {
      const container = await freshContainer(target)
      const url = `${container}a`
      const insert = 'INSERT DATA { <#it> <#is> 3 }'
      const answers = [
        await put(target.alice, url, '<#it> <#is> 1 .'),
        await put(target.alice, url, '<#it> <#is> 2 .'),
        await patch(target.alice, url, insert, sparqlUpdate),
      ]
      const head = await target.alice.fetch(url, { method: 'HEAD' })
      for (const answer of answers) {
        await isSuccess(answer, 'a write')
        assert.equal(onlyLink(answer, url, 'acl'), onlyLink(head, url, 'acl'))
      }
      const posted = await post(target.alice, container, 'text', 'text/plain')
      assert.equal(linked(posted, container, 'acl').length, 1)
    },
  }),
  ...checks('X3', 'M', {
    'deletes the ACL with its subject': async (target) => {
      const { alice, bob } = target
      const url = await freshDocument(target)
      const acl = onlyLink(await alice.fetch(url, { method: 'HEAD' }), url, 'acl')
      const text = aclText(url, [
        { agent: alice.webId, modes: ['Read', 'Write', 'Control'] },
        { agent: bob.webId, modes: ['Read'] },
      ])
      await isSuccess(await put(alice, acl, text), 'PUT of the ACL')
      await hasStatus(await bob.fetch(url), 200, 'GET by a reader')
      await isSuccess(await alice.fetch(url, { method: 'DELETE' }), 'DELETE')
      await hasStatus(await alice.fetch(acl), 404, 'GET of the ACL')
      await isSuccess(await put(alice, url, 'new', 'text/plain'), 'PUT again')
      await hasStatus(await bob.fetch(url), 403, 'GET of the new one by the former reader')
    },
    'deletes the description with its subject': async (target) => {
      const { alice } = target
      const url = await freshDocument(target)
      const meta = onlyLink(await alice.fetch(url, { method: 'HEAD' }), url, 'describedby')
      const insert = `INSERT DATA { <${url}> <#is> "described" }`
      await isSuccess(await patch(alice, meta, insert, sparqlUpdate), 'PATCH of the description')
      assert.match(await (await alice.fetch(meta)).text(), /described/)
      await isSuccess(await alice.fetch(url, { method: 'DELETE' }), 'DELETE')
      await hasStatus(await alice.fetch(meta), [404, 410], 'GET of the description')
      await isSuccess(await put(alice, url, 'new', 'text/plain'), 'PUT again')
      assert.doesNotMatch(await (await alice.fetch(meta)).text(), /described/)
    },
    'deletes both with a container, which they do not keep from being empty': async (target) => {
      const { alice } = target
      const url = await freshContainer(target)
      const head = await alice.fetch(url, { method: 'HEAD' })
      const [acl, meta] = ['acl', 'describedby'].map((rel) => onlyLink(head, url, rel))
      const text = aclText(url, [{ agent: alice.webId, modes: ['Read', 'Write', 'Control'] }])
      await isSuccess(await put(alice, acl!, text), 'PUT of the ACL')
      const insert = `INSERT DATA { <${url}> <#is> "described" }`
      await isSuccess(await patch(alice, meta!, insert, sparqlUpdate), 'PATCH of the description')
      await isSuccess(await alice.fetch(url, { method: 'DELETE' }), 'DELETE')
      await hasStatus(await alice.fetch(acl!), [404, 410], 'GET of the ACL')
      await hasStatus(await alice.fetch(meta!), [404, 410], 'GET of the description')
    },
  }),
  ...acls,
  ...descriptions,
]
