// Section 2: names that belong to the server.
import assert from 'node:assert/strict'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess, onlyLink } from '../expect.ts'
import type { Row } from '../row.ts'
import { aclOf, aclText, freshContainer, freshDocument, patch, post, put } from '../setting.ts'
import { setAcl, sparqlUpdate } from '../setting.ts'
import type { Target } from '../target.ts'

/** How this server forms names of auxiliary resources: ['.acl', '.meta'], as its links tell. */
async function suffixesOf(target: Target, url: string): Promise<string[]> {
  const answer = await target.alice.fetch(url, { method: 'HEAD' })
  const targets = ['acl', 'describedby'].map((relation) => onlyLink(answer, url, relation))
  assert.ok(
    targets.every((each) => each.startsWith(url)),
    `links of ${url}: ${targets.join(', ')}`,
  )
  return targets.map((each) => each.slice(url.length))
}

export const rows: readonly Row[] = [
  ...checks('U7', 'G', {
    'has no auxiliary resources of auxiliary resources': async (target) => {
      const url = await freshDocument(target)
      const suffixes = await suffixesOf(target, url)
      for (const first of suffixes) {
        for (const second of suffixes) {
          const name = url + first + second
          await hasStatus(await target.alice.fetch(name), [404, 409], `GET ${name}`)
          await hasStatus(await put(target.alice, name, ''), [404, 405, 409], `PUT ${name}`)
        }
      }
    },
    'has no auxiliary resources of what does not exist': async (target) => {
      const url = await freshDocument(target)
      for (const suffix of await suffixesOf(target, url)) {
        const name = `${url}-missing${suffix}`
        const text = aclText(`${url}-missing`, [
          { agent: target.alice.webId, modes: ['Read', 'Control'] },
        ])
        await hasStatus(await put(target.alice, name, text), [404, 409], `PUT ${name}`)
        await hasStatus(await target.alice.fetch(name), 404, `GET ${name}`)
      }
    },
    'makes nothing that is not an ACL under the name of one': async (target) => {
      const url = await freshDocument(target)
      const acl = await aclOf(target, url)
      const answer = await put(target.alice, acl, 'text', 'text/plain')
      assert.ok(answer.status >= 400 && answer.status < 500, `PUT of text answers ${answer.status}`)
      await hasStatus(await target.alice.fetch(acl), 404, `GET ${acl}`)
    },
    'makes no containers under reserved names': async (target) => {
      const url = await freshDocument(target)
      for (const suffix of await suffixesOf(target, url)) {
        for (const name of [`${url}${suffix}/`, `${url}${suffix}/a`]) {
          const answer = await put(target.alice, name, '')
          assert.ok(answer.status >= 400 && answer.status < 500, `PUT ${name}: ${answer.status}`)
        }
      }
    },
    'takes no reserved name from a Slug': async (target) => {
      const container = await freshContainer(target)
      const suffixes = await suffixesOf(target, container)
      for (const suffix of suffixes) {
        for (const slug of [suffix, `a${suffix}`]) {
          const answer = await post(target.alice, container, '', 'text/turtle', { slug })
          const location = answer.headers.get('location')
          if (answer.status === 403) continue
          await hasStatus(answer, 201, `POST with Slug ${slug}`)
          assert.ok(
            suffixes.every((each) => !location?.endsWith(each)),
            `Location is ${location}`,
          )
        }
      }
    },
    'keeps .well-known of a storage for itself': async (target) => {
      for (const name of ['.well-known/solid', '.well-known/mine', '.well-known/']) {
        const answer = await put(target.alice, target.alice.storage + name, '')
        assert.ok(answer.status >= 400 && answer.status < 500, `PUT ${name}: ${answer.status}`)
      }
    },
    'lists no auxiliary resource as a member': async (target) => {
      const url = await freshDocument(target)
      const container = new URL('./', url).href
      const head = await target.alice.fetch(url, { method: 'HEAD' })
      const meta = onlyLink(head, url, 'describedby')
      const insert = `INSERT DATA { <${url}> <#is> 1 }`
      await setAcl(target, url, [])
      await setAcl(target, container, [])
      await isSuccess(await patch(target.alice, meta, insert, sparqlUpdate), 'PATCH .meta')
      const graph = await graphOf(await target.alice.fetch(container))
      const members = graph.getObjects(container, ldp.contains, null).map(({ value }) => value)
      assert.deepEqual(members, [url])
    },
  }),
]
