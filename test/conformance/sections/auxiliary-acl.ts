// Section 5: ACLs as resources: reading, writing and deleting them.
import assert from 'node:assert/strict'
import { acl as vocabulary } from '../../../vocab/generated/acl.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import type { Row } from '../row.ts'
import { aclOf, aclText, freshContainer, freshDocument, jsonLd, patch, put } from '../setting.ts'
import { setAcl, sparqlUpdate } from '../setting.ts'
import type { Rule } from '../setting.ts'
import type { Target } from '../target.ts'

function everything({ alice }: Target): Rule {
  return { agent: alice.webId, modes: ['Read', 'Write', 'Control'] }
}

/** An ACL with one rule for the owner, in JSON-LD. */
function jsonText(url: string, webId: string): string {
  const modes = [vocabulary.Read, vocabulary.Write, vocabulary.Control]
  return JSON.stringify({
    '@id': '#owner',
    '@type': vocabulary.Authorization,
    [vocabulary.agent]: { '@id': webId },
    [vocabulary.accessTo]: { '@id': url },
    [vocabulary.mode]: modes.map((mode) => ({ '@id': mode })),
  })
}

export const rows: readonly Row[] = [
  ...checks('X2', 'M', {
    'creates and replaces ACLs by PUT': async (target) => {
      const url = await freshDocument(target)
      const acl = await aclOf(target, url)
      const text = aclText(url, [everything(target)])
      await hasStatus(await put(target.alice, acl, text), [200, 201, 204, 205], 'PUT')
      await hasStatus(await put(target.alice, acl, text), [200, 204, 205], 'PUT again')
      const graph = await graphOf(await target.alice.fetch(acl))
      assert.equal(graph.countQuads(null, rdf.type, vocabulary.Authorization, null), 1)
    },
    'creates and changes ACLs by PATCH': async (target) => {
      const url = await freshDocument(target)
      const acl = await aclOf(target, url)
      const own = aclText(url, [everything(target)]).replace(/^@prefix.*\n/, '')
      const prefix = `PREFIX acl: <${vocabulary['']}>`
      const first = `${prefix} INSERT DATA { ${own} }`
      await isSuccess(await patch(target.alice, acl, first, sparqlUpdate), 'PATCH')
      const reader = `<#bob> a acl:Authorization ; acl:agent <${target.bob.webId}> ; acl:accessTo <${url}> ; acl:mode acl:Read .`
      const second = `${prefix} INSERT DATA { ${reader} }`
      await isSuccess(await patch(target.alice, acl, second, sparqlUpdate), 'PATCH again')
      await hasStatus(await target.bob.fetch(url), 200, 'GET by the new reader')
    },
    'takes ACLs in JSON-LD and gives them in Turtle': async (target) => {
      const url = await freshDocument(target)
      const acl = await aclOf(target, url)
      const body = jsonText(url, target.alice.webId)
      await isSuccess(await put(target.alice, acl, body, jsonLd), 'PUT of JSON-LD')
      const answer = await target.alice.fetch(acl, { headers: { accept: 'text/turtle' } })
      const graph = await graphOf(answer)
      assert.equal(graph.countQuads(`${acl}#owner`, vocabulary.accessTo, url, null), 1)
    },
  }),
  ...checks('X5', 'M', {
    'shows an ACL in Turtle to those who control the resource': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Control'] }])
      const acl = await aclOf(target, url)
      for (const person of [target.alice, target.bob]) {
        const graph = await graphOf(await person.fetch(acl))
        assert.ok(graph.countQuads(null, vocabulary.accessTo, url, null) > 0)
        const head = await person.fetch(acl, { method: 'HEAD' })
        assert.match(head.headers.get('content-type') ?? '', /^text\/turtle\b/)
      }
    },
    'answers 404 for an ACL without representation, to those who control': async (target) => {
      const url = await freshDocument(target)
      for (const each of [url, await freshContainer(target)]) {
        const acl = await aclOf(target, each)
        await hasStatus(await target.alice.fetch(acl), 404, `GET ${acl}`)
        await hasStatus(await target.alice.fetch(acl, { method: 'HEAD' }), 404, `HEAD ${acl}`)
      }
    },
    'hides ACLs from all others, whether or not they exist': async (target) => {
      const readers: Rule[] = [{ agent: target.bob.webId, modes: ['Read', 'Write'] }]
      const own = await freshDocument(target)
      await setAcl(target, own, readers)
      const inheriting = await freshDocument(target)
      await setAcl(target, new URL('./', inheriting).href, readers)
      for (const url of [own, inheriting]) {
        const acl = await aclOf(target, url)
        await hasStatus(await target.bob.fetch(url), 200, 'GET by a reader')
        await hasStatus(await target.bob.fetch(acl), 403, 'GET of the ACL by a reader')
        await hasStatus(await put(target.bob, acl, ''), 403, 'PUT of the ACL by a writer')
        await hasStatus(await target.anonymous(acl), 401, 'GET of the ACL by nobody')
      }
    },
    'always has an ACL for the root of a storage': async (target) => {
      for (const person of [target.alice, target.bob]) {
        const acl = await aclOf(target, person.storage, person)
        const graph = await graphOf(await person.fetch(acl))
        assert.ok(graph.countQuads(null, vocabulary.mode, vocabulary.Control, null) > 0)
      }
    },
  }),
  ...checks('X6', 'G', {
    'deletes an ACL, and what is inherited counts again': async (target) => {
      const { alice, bob } = target
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: bob.webId, modes: ['Read'] }])
      const acl = await aclOf(target, url)
      await hasStatus(await bob.fetch(url), 200, 'GET by a reader')
      await hasStatus(
        await alice.fetch(acl, { method: 'DELETE' }),
        [200, 204, 205],
        'DELETE of the ACL',
      )
      await hasStatus(await bob.fetch(url), 403, 'GET by the former reader')
      await hasStatus(await alice.fetch(acl), 404, 'GET of the ACL')
      await hasStatus(await alice.fetch(url), 200, 'GET by the owner')
    },
    'lets only those who control delete an ACL': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read', 'Write'] }])
      const acl = await aclOf(target, url)
      await hasStatus(await target.bob.fetch(acl, { method: 'DELETE' }), 403, 'DELETE by a writer')
      await hasStatus(await target.alice.fetch(acl), 200, 'GET of the ACL')
    },
  }),
]
