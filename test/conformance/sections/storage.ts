// Section 3: storages.
import assert from 'node:assert/strict'
import { linked } from '../../../client/sdk/links.ts'
import { irisOf } from '../../../shapes/graph.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { pim } from '../../../vocab/generated/pim.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess, listOf, onlyLink } from '../expect.ts'
import type { Row } from '../row.ts'
import { aclOf, freshContainer, freshDocument, jsonLd, patch, post, put } from '../setting.ts'
import { setAcl, sparqlUpdate } from '../setting.ts'
import type { Person, Target } from '../target.ts'

const insert = 'INSERT DATA { <#me> <#is> 1 }'

async function typesOf({ fetch }: Pick<Person, 'fetch'>, url: string, method: string) {
  return linked(await fetch(url, { method }), url, 'type')
}

/** The storage description, as the root links to it. */
async function descriptionOf({ fetch, storage }: Person): Promise<string> {
  return onlyLink(await fetch(storage, { method: 'HEAD' }), storage, solid.storageDescription)
}

/** The ACL and the description of a new document, both with a representation. */
async function freshAuxiliaries(target: Target): Promise<string[]> {
  const url = await freshDocument(target)
  await setAcl(target, url, [])
  const answer = await target.alice.fetch(url, { method: 'HEAD' })
  const [acl, meta] = ['acl', 'describedby'].map((relation) => onlyLink(answer, url, relation))
  const patched = await patch(target.alice, meta!, insert, sparqlUpdate)
  await isSuccess(patched, `PATCH ${meta}`)
  return [acl!, meta!]
}

export const rows: readonly Row[] = [
  ...checks('S1', 'M', {
    'has a storage for each person, whose root is a container': async ({ alice, bob }) => {
      for (const person of [alice, bob]) {
        await isSuccess(await person.fetch(person.storage), `GET ${person.storage}`)
        const types = await typesOf(person, person.storage, 'GET')
        assert.ok(types.includes(ldp.BasicContainer), types.join(' '))
      }
    },
  }),
  ...checks('S2', 'M', {
    'has storages that do not lie in each other': async ({ alice, bob }) => {
      assert.ok(!alice.storage.startsWith(bob.storage))
      assert.ok(!bob.storage.startsWith(alice.storage))
    },
    'is no storage itself where it holds those of people': async (target) => {
      const { baseUrl, alice, anonymous } = target
      assert.notEqual(alice.storage, `${baseUrl}/`)
      for (const sender of [alice, { fetch: anonymous }]) {
        const types = await typesOf(sender, `${baseUrl}/`, 'GET')
        assert.ok(!types.includes(pim.Storage), 'The root of the server is a storage')
      }
    },
  }),
  ...checks('S3', 'M', {
    'says on GET, HEAD and OPTIONS of a root that it is a storage': async ({ alice }) => {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const types = await typesOf(alice, alice.storage, method)
        assert.ok(types.includes(pim.Storage), `${method} of the root: ${types.join(' ')}`)
      }
    },
    'says of nothing inside that it is a storage': async (target) => {
      const url = await freshDocument(target)
      for (const each of [url, new URL('./', url).href]) {
        const types = await typesOf(target.alice, each, 'GET')
        assert.ok(types.includes(ldp.Resource) && !types.includes(pim.Storage), types.join(' '))
      }
    },
  }),
  ...checks('S4', 'M', {
    'links root, containers and documents to the storage description': async (target) => {
      const url = await freshDocument(target)
      const description = await descriptionOf(target.alice)
      for (const each of [target.alice.storage, new URL('./', url).href, url]) {
        for (const method of ['GET', 'HEAD', 'OPTIONS']) {
          const answer = await target.alice.fetch(each, { method })
          assert.equal(onlyLink(answer, each, solid.storageDescription), description, method)
        }
      }
    },
    'links ACLs and descriptions of resources to it too': async (target) => {
      const description = await descriptionOf(target.alice)
      for (const each of await freshAuxiliaries(target)) {
        for (const method of ['GET', 'HEAD', 'OPTIONS']) {
          const answer = await target.alice.fetch(each, { method })
          await isSuccess(answer, `${method} ${each}`)
          assert.equal(onlyLink(answer, each, solid.storageDescription), description)
        }
      }
    },
  }),
  ...checks('S4', 'G', {
    'links to it even when it refuses': async (target) => {
      const url = await freshDocument(target)
      const answer = await target.anonymous(url)
      await hasStatus(answer, 401, 'GET by nobody')
      assert.equal(
        onlyLink(answer, url, solid.storageDescription),
        await descriptionOf(target.alice),
      )
    },
  }),
  ...checks('S5', 'M', {
    'describes the storage in Turtle, to everybody': async ({ alice, anonymous }) => {
      const url = await descriptionOf(alice)
      const graph = await graphOf(await anonymous(url, { headers: { accept: 'text/turtle' } }))
      assert.deepEqual(irisOf(graph, alice.storage, rdf.type), [pim.Storage])
    },
    'describes it in JSON-LD': async ({ alice, anonymous }) => {
      const answer = await anonymous(await descriptionOf(alice), { headers: { accept: jsonLd } })
      await isSuccess(answer, 'GET of the description')
      assert.match(answer.headers.get('content-type') ?? '', /^application\/ld\+json\b/)
      const text = JSON.stringify(await answer.json())
      assert.ok(text.includes(alice.storage) && text.includes(pim.Storage), text)
    },
    'has one description for each storage': async ({ alice, bob, anonymous }) => {
      const urls = [await descriptionOf(alice), await descriptionOf(bob)]
      assert.notEqual(urls[0], urls[1])
      const graph = await graphOf(await anonymous(urls[0]!))
      assert.deepEqual(
        graph.getSubjects(rdf.type, pim.Storage, null).map(({ value }) => value),
        [alice.storage],
      )
    },
  }),
  ...checks('S5', 'G', {
    'lets nobody write the description': async ({ alice }) => {
      const url = await descriptionOf(alice)
      const answers = [
        await put(alice, url, ''),
        await patch(alice, url, insert, sparqlUpdate),
        await post(alice, url, ''),
        await alice.fetch(url, { method: 'DELETE' }),
      ]
      for (const answer of answers) {
        await hasStatus(answer, [403, 405, 409], 'a write to the description')
      }
    },
  }),
  ...checks('S6', 'M', {
    'lets the owner of a storage, and nobody else, decide who may use it': async (target) => {
      const { alice, bob, anonymous } = target
      const acl = await aclOf(target, alice.storage)
      await hasStatus(await alice.fetch(acl), 200, 'GET of the ACL by the owner')
      await hasStatus(await bob.fetch(acl), 403, 'GET of the ACL by another owner')
      await hasStatus(await anonymous(acl), 401, 'GET of the ACL by nobody')
    },
  }),
  ...checks('S7', 'M', {
    'names in links, if it names one, the owner and nobody else': async ({ alice, bob }) => {
      for (const { fetch, storage, webId } of [alice, bob]) {
        const named = async (method: string) =>
          linked(await fetch(storage, { method }), storage, solid.owner)
        const owners = await named('GET')
        assert.deepEqual(await named('HEAD'), owners)
        assert.ok(
          owners.every((each) => each === webId),
          owners.join(' '),
        )
      }
    },
  }),
  ...checks('S8', 'M', {
    'refuses to delete a root or its ACL with 405, which Allow does not offer': async (target) => {
      const { alice } = target
      for (const url of [alice.storage, await aclOf(target, alice.storage)]) {
        const answer = await alice.fetch(url, { method: 'DELETE' })
        await hasStatus(answer, 405, `DELETE ${url}`)
        assert.ok(listOf(answer, 'allow').includes('get'))
        assert.ok(!listOf(answer, 'allow').includes('delete'))
        await hasStatus(await alice.fetch(url), 200, `GET ${url}`)
      }
    },
  }),
  ...checks('S9', 'G', {
    'keeps a new pod private': async ({ alice, bob, anonymous }) => {
      await hasStatus(await anonymous(alice.storage), 401, 'GET of the root by nobody')
      await hasStatus(await bob.fetch(alice.storage), 403, 'GET of the root by another')
    },
    'shows the profile to everybody, and lets nobody but its owner change it': async (target) => {
      const { alice, bob, anonymous } = target
      await hasStatus(await anonymous(alice.webId), 200, 'GET of the profile')
      const url = alice.webId.replace(/#.*/, '')
      await hasStatus(await patch(bob, url, insert, sparqlUpdate), 403, 'PATCH by another')
      const nobody = { fetch: anonymous }
      await hasStatus(await patch(nobody, url, insert, sparqlUpdate), 401, 'PATCH by nobody')
    },
    'shows everybody what its owner puts into public/': async ({ alice, anonymous }) => {
      const url = `${alice.storage}public/note`
      await isSuccess(await put(alice, url, 'text', 'text/plain'), `PUT ${url}`)
      await hasStatus(await anonymous(url), 200, `GET ${url}`)
      await hasStatus(await put({ fetch: anonymous }, url, ''), 401, `PUT ${url} by nobody`)
    },
    'takes notices into the inbox from those who sign in, and shows them none': async (target) => {
      const { alice, bob, anonymous } = target
      const profile = await graphOf(await anonymous(alice.webId), alice.webId.replace(/#.*/, ''))
      const [inbox] = irisOf(profile, alice.webId, ldp.inbox)
      assert.ok(inbox, 'The profile names no inbox')
      await hasStatus(await post(bob, inbox, '<#it> <#is> 1 .'), 201, 'POST by another')
      await hasStatus(await bob.fetch(inbox), 403, 'GET by another')
      await hasStatus(await post({ fetch: anonymous }, inbox, ''), 401, 'POST by nobody')
    },
    'keeps what is created in it private': async (target) => {
      const container = await freshContainer(target)
      await hasStatus(await target.anonymous(container), 401, 'GET by nobody')
      await hasStatus(await target.bob.fetch(container), 403, 'GET by another')
    },
  }),
]
