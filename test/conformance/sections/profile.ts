// Section 14: WebID documents, and what a profile leads to.
import assert from 'node:assert/strict'
import { irisOf } from '../../../shapes/graph.ts'
import type { Graph } from '../../../shapes/graph.ts'
import { cert } from '../../../vocab/generated/cert.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { pim } from '../../../vocab/generated/pim.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { schema } from '../../../vocab/generated/schema.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { insertPatch, n3Patch } from '../patches.ts'
import type { Row } from '../row.ts'
import { jsonLd, patch, put, sparqlUpdate, turtle } from '../setting.ts'
import type { Fetch, Person, Target } from '../target.ts'

const intruder = 'https://intruder.example/'

export const rows: readonly Row[] = [
  ...checks('I1', 'M', {
    'shows WebID documents to everybody, in Turtle and in JSON-LD': async (target) => {
      const { anonymous, alice } = target
      const graph = await graphOf(await anonymous(alice.webId, { headers: { accept: turtle } }))
      assert.ok(graph.countQuads(alice.webId, null, null, null) > 0)
      const response = await anonymous(alice.webId, { headers: { accept: jsonLd } })
      await isSuccess(response, 'GET as JSON-LD')
      assert.match(response.headers.get('content-type') ?? '', /^application\/ld\+json\b/)
      assert.ok((await response.text()).includes(solid.oidcIssuer))
    },
  }),
  ...checks('I2', 'M', {
    'names the issuer in the profile, as its configuration spells it': async (target) => {
      const { alice, anonymous } = target
      const [issuer] = irisOf(await profileOf(anonymous, alice), alice.webId, solid.oidcIssuer)
      assert.ok(issuer, 'no issuer')
      const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
      const configuration = (await (await anonymous(address)).json()) as { issuer: string }
      assert.equal(configuration.issuer, issuer)
    },
  }),
  ...checks('I3', 'S', {
    'makes profiles of the shape that clients expect': async ({ alice, anonymous }) => {
      const graph = await profileOf(anonymous, alice)
      const count = (property: string) => irisOf(graph, alice.webId, property).length
      const types = irisOf(graph, alice.webId, rdf.type)
      assert.ok(types.includes(foaf.Person) && types.includes(foaf.Agent), types.join(' '))
      assert.equal(count(pim.preferencesFile), 1)
      assert.ok(count(ldp.inbox) <= 1)
    },
    'leads from the profile to the storage': async ({ alice, anonymous }) => {
      const graph = await profileOf(anonymous, alice)
      assert.deepEqual(irisOf(graph, alice.webId, pim.storage), [alice.storage])
    },
  }),
  ...checks('I4', 'M', {
    'lets no app change the issuer of a WebID, by PUT, patch or update': async (target) => {
      const alice = await target.newcomer()
      const { webId } = alice
      const text = await (await alice.fetch(webId)).text()
      const added = `<${webId}> <${solid.oidcIssuer}> <${intruder}> .`
      const issuer = alice.credentials.issuer
      const changes = [
        await put(alice, webId, text.replaceAll(issuer, intruder)),
        await put(alice, webId, `${text}\n${added}`),
        await patch(alice, webId, insertPatch(added)),
        await patch(alice, webId, n3Patch({ deletes: added.replace(intruder, issuer) })),
        await patch(alice, webId, `INSERT DATA { ${added} }`, sparqlUpdate),
      ]
      for (const change of changes) await hasStatus(change, 409, 'A change of the issuer')
      const graph = await profileOf(target.anonymous, alice)
      assert.deepEqual(irisOf(graph, webId, solid.oidcIssuer), [issuer])
    },
    'lets no app name another storage, inbox or key for a WebID': async (target) => {
      const alice = await target.newcomer()
      const { webId } = alice
      const additions = [
        `<${webId}> <${pim.storage}> <${intruder}> .`,
        `<${webId}> <${ldp.inbox}> <${intruder}> .`,
        `<${webId}> <${cert.key}> <${intruder}#key> .`,
      ]
      for (const added of additions) {
        const { status } = await patch(alice, webId, insertPatch(added))
        assert.ok([409, 422].includes(status), `PATCH with ${added} answers ${status}`)
      }
    },
    'lets no app delete the document of a WebID': async (target) => {
      const alice = await target.newcomer()
      await hasStatus(await alice.fetch(alice.webId, { method: 'DELETE' }), [405, 409], 'DELETE')
      await isSuccess(await target.anonymous(alice.webId), 'GET')
    },
    'lets apps change what is theirs to change': async (target) => {
      const alice = await target.newcomer()
      const added = `<${alice.webId}> <${foaf.homepage}> <https://alice.example/> .`
      await isSuccess(await patch(alice, alice.webId, insertPatch(added)), 'PATCH')
      const graph = await profileOf(target.anonymous, alice)
      assert.deepEqual(irisOf(graph, alice.webId, foaf.homepage), ['https://alice.example/'])
    },
  }),
  ...checks('I5', 'M', {
    'refuses profiles that clients cannot use with 422': async (target) => {
      const alice = await target.newcomer()
      const { webId } = alice
      const additions = [
        `<${webId}> <${pim.preferencesFile}> <${alice.storage}another> .`,
        `<${webId}> <${solid.publicTypeIndex}> "no address" .`,
      ]
      for (const added of additions) {
        await hasStatus(await patch(alice, webId, insertPatch(added)), 422, `PATCH with ${added}`)
      }
    },
    'refuses preferences that lead nowhere with 422': async (target) => {
      const alice = await target.newcomer()
      const url = preferencesIn(await profileOf(target.anonymous, alice), alice)
      const added = `<${alice.webId}> <${solid.privateTypeIndex}> "no address" .`
      await hasStatus(await patch(alice, url, insertPatch(added)), 422, 'PATCH')
    },
  }),
  ...checks('I6', 'S', {
    'has a public type index that everybody may read': async ({ alice, anonymous }) => {
      const profile = await profileOf(anonymous, alice)
      const index = only(irisOf(profile, alice.webId, solid.publicTypeIndex), 'public type index')
      const types = irisOf(await graphAt(anonymous, index), index, rdf.type)
      assert.deepEqual(types.toSorted(), [solid.ListedDocument, solid.TypeIndex])
    },
    'has a private one, named in the preferences, for the owner alone': async (target) => {
      const { alice, bob, anonymous } = target
      const profile = await profileOf(anonymous, alice)
      assert.deepEqual(irisOf(profile, alice.webId, solid.privateTypeIndex), [])
      const preferences = await graphAt(alice.fetch, preferencesIn(profile, alice))
      const named = irisOf(preferences, alice.webId, solid.privateTypeIndex)
      const index = only(named, 'private type index')
      const types = irisOf(await graphAt(alice.fetch, index), index, rdf.type)
      assert.deepEqual(types.toSorted(), [solid.TypeIndex, solid.UnlistedDocument])
      await isHidden(target, index)
      await hasStatus(await bob.fetch(index), 403, 'GET by Bob')
    },
    'takes registrations of apps that its owner lets in': async (target) => {
      const alice = await target.newcomer()
      const profile = await profileOf(target.anonymous, alice)
      const index = only(irisOf(profile, alice.webId, solid.publicTypeIndex), 'public type index')
      const entry = `<${index}#firms> a <${solid.TypeRegistration}> ;
        <${solid.forClass}> <${schema.Organization}> ; <${solid.instance}> <${alice.storage}firms> .`
      await isSuccess(await patch(alice, index, insertPatch(entry)), 'PATCH of the index')
      const graph = await graphAt(target.anonymous, index)
      assert.equal(graph.countQuads(`${index}#firms`, solid.forClass, schema.Organization, null), 1)
    },
  }),
  ...checks('I7', 'G', {
    'says what older clients look for': async ({ alice, anonymous }) => {
      const graph = await profileOf(anonymous, alice)
      const document = alice.webId.replace(/#.*/, '')
      const types = irisOf(graph, document, rdf.type)
      assert.ok(types.includes(foaf.PersonalProfileDocument))
      assert.deepEqual(irisOf(graph, document, foaf.primaryTopic), [alice.webId])
      assert.deepEqual(irisOf(graph, document, foaf.maker), [alice.webId])
      assert.ok(irisOf(graph, alice.webId, rdf.type).includes(schema.Person))
      assert.deepEqual(irisOf(graph, alice.webId, solid.account), [alice.storage])
    },
  }),
  ...checks('I8', 'G', {
    'keeps a preferences file for the owner alone': async (target) => {
      const { alice, anonymous } = target
      const url = preferencesIn(await profileOf(anonymous, alice), alice)
      const types = irisOf(await graphAt(alice.fetch, url), url, rdf.type)
      assert.ok(types.includes(pim.ConfigurationFile))
      await isHidden(target, url)
    },
  }),
]

async function profileOf(fetch: Fetch, { webId }: Person): Promise<Graph> {
  return graphAt(fetch, webId.replace(/#.*/, ''))
}

async function graphAt(fetch: Fetch, url: string): Promise<Graph> {
  return graphOf(await fetch(url, { headers: { accept: turtle } }), url)
}

function preferencesIn(profile: Graph, { webId }: Person): string {
  return only(irisOf(profile, webId, pim.preferencesFile), 'preferences file')
}

function only(found: readonly string[], what: string): string {
  assert.equal(found.length, 1, `${found.length} times ${what}`)
  return found[0]!
}

async function isHidden({ anonymous, bob }: Target, url: string): Promise<void> {
  await hasStatus(await anonymous(url), 401, `GET ${url} by nobody`)
  await hasStatus(await bob.fetch(url), 403, `GET ${url} by Bob`)
}
