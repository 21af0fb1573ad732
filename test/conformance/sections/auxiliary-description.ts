// Section 5: descriptions of resources, which follow the rights on their subject.
import assert from 'node:assert/strict'
import { objectOf, textOf } from '../../../shapes/graph.ts'
import { dct } from '../../../vocab/generated/dct.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess, onlyLink } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, jsonLd, n3, patch, put, setAcl } from '../setting.ts'
import { sparqlUpdate } from '../setting.ts'
import type { Mode } from '../setting.ts'
import type { Target } from '../target.ts'

async function metaOf({ alice }: Target, url: string): Promise<string> {
  return onlyLink(await alice.fetch(url, { method: 'HEAD' }), url, 'describedby')
}

/** The description of a new document, with a title, and Bob's modes on the document. */
async function shared(target: Target, modes: readonly Mode[]): Promise<string> {
  const url = await freshDocument(target)
  const meta = await metaOf(target, url)
  const titled = await patch(target.alice, meta, insertion(url, 'Title'), sparqlUpdate)
  await isSuccess(titled, 'PATCH of the description')
  if (modes.length > 0) await setAcl(target, url, [{ agent: target.bob.webId, modes }])
  return meta
}

function insertion(url: string, title: string): string {
  return `INSERT DATA { <${url}> <${dct.title}> "${title}" }`
}

export const rows: readonly Row[] = [
  ...checks('X2', 'M', {
    'creates and replaces descriptions by PUT': async (target) => {
      for (const url of [await freshDocument(target), await freshContainer(target)]) {
        const meta = await metaOf(target, url)
        for (const title of ['One', 'Two']) {
          const body = `<${url}> <${dct.title}> "${title}" .`
          await isSuccess(await put(target.alice, meta, body), `PUT ${meta}`)
          const graph = await graphOf(await target.alice.fetch(meta))
          assert.deepEqual(
            graph.getObjects(url, dct.title, null).map(({ value }) => value),
            [title],
          )
        }
      }
    },
    'creates and changes descriptions by PATCH': async (target) => {
      const url = await freshDocument(target, 'text', 'text/plain')
      const meta = await metaOf(target, url)
      const triple = `<${url}> <${dct.title}> "N3" .`
      const body = `_:it a <${solid.InsertDeletePatch}> ; <${solid.inserts}> { ${triple} } .`
      await isSuccess(await patch(target.alice, meta, body, n3), 'N3 Patch')
      const second = await patch(target.alice, meta, insertion(url, 'SPARQL'), sparqlUpdate)
      await isSuccess(second, 'SPARQL Update')
      const graph = await graphOf(await target.alice.fetch(meta))
      assert.equal(graph.countQuads(url, dct.title, null, null), 2)
    },
    'takes descriptions in JSON-LD and gives them in Turtle': async (target) => {
      const url = await freshDocument(target)
      const meta = await metaOf(target, url)
      const body = JSON.stringify({ '@id': url, [dct.title]: 'Title' })
      await isSuccess(await put(target.alice, meta, body, jsonLd), 'PUT of JSON-LD')
      const answer = await target.alice.fetch(meta, { headers: { accept: 'text/turtle' } })
      assert.equal(textOf(await graphOf(answer), url, dct.title), 'Title')
    },
    'leaves the subject as it is when its description changes': async (target) => {
      const url = await freshDocument(target, 'text', 'text/plain')
      const body = insertion(url, 'Title')
      await isSuccess(await patch(target.alice, await metaOf(target, url), body, sparqlUpdate), '')
      assert.equal(await (await target.alice.fetch(url)).text(), 'text')
    },
  }),
  ...checks('X4', 'M', {
    'shows a description to readers of the subject, who cannot write it': async (target) => {
      const meta = await shared(target, ['Read'])
      const { bob } = target
      const graph = await graphOf(await bob.fetch(meta))
      assert.equal(
        objectOf(graph, graph.getSubjects(null, null, null)[0]!.value, dct.title)?.value,
        'Title',
      )
      await hasStatus(await put(bob, meta, ''), 403, 'PUT by a reader')
      const patched = await patch(bob, meta, 'INSERT DATA { <#a> <#is> 1 }', sparqlUpdate)
      await hasStatus(patched, 403, 'PATCH by a reader')
      await hasStatus(await bob.fetch(meta, { method: 'DELETE' }), 403, 'DELETE by a reader')
    },
    'lets those who may append to the subject insert, not read or replace': async (target) => {
      const meta = await shared(target, ['Append'])
      const { bob } = target
      const inserted = await patch(bob, meta, 'INSERT DATA { <#a> <#is> 1 }', sparqlUpdate)
      await isSuccess(inserted, 'PATCH by one who may append')
      await hasStatus(await put(bob, meta, ''), 403, 'PUT by one who may append')
      await hasStatus(await bob.fetch(meta), 403, 'GET by one who may append')
      const removal = 'DELETE DATA { <#a> <#is> 1 }'
      await hasStatus(await patch(bob, meta, removal, sparqlUpdate), 403, 'PATCH that deletes')
    },
    'lets those who may write the subject replace its description': async (target) => {
      const meta = await shared(target, ['Write'])
      const written = await put(target.bob, meta, '<#a> <#is> 1 .')
      await isSuccess(written, 'PUT by a writer')
    },
    'hides a description from those who cannot read the subject': async (target) => {
      const meta = await shared(target, [])
      await hasStatus(await target.bob.fetch(meta), 403, 'GET by a stranger')
      await hasStatus(await target.anonymous(meta), 401, 'GET by nobody')
    },
    'has no ACL for a description alone': async (target) => {
      const url = await freshDocument(target)
      const meta = await metaOf(target, url)
      const subjectAcl = onlyLink(await target.alice.fetch(url, { method: 'HEAD' }), url, 'acl')
      const own = meta + subjectAcl.slice(url.length)
      await hasStatus(await target.alice.fetch(own), [404, 409], `GET ${own}`)
      await hasStatus(await put(target.alice, own, ''), [404, 405, 409], `PUT ${own}`)
    },
  }),
  ...checks('X4', 'S', {
    'links a description back to its subject': async (target) => {
      const url = await freshDocument(target)
      const meta = await metaOf(target, url)
      await patch(target.alice, meta, insertion(url, 'Title'), sparqlUpdate)
      const answer = await target.alice.fetch(meta)
      await isSuccess(answer, `GET ${meta}`)
      assert.equal(onlyLink(answer, meta, 'describes'), url)
    },
  }),
  ...checks('X6', 'G', {
    'empties a description on DELETE or refuses with 405': async (target) => {
      const meta = await shared(target, [])
      const answer = await target.alice.fetch(meta, { method: 'DELETE' })
      await hasStatus(answer, [200, 204, 205, 405], 'DELETE of the description')
      const after = await (await target.alice.fetch(meta)).text()
      assert.equal(after.includes('"Title"'), answer.status === 405)
    },
  }),
]
