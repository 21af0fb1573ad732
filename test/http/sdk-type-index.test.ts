// Data is found by its class, at our provider and at one that starts people without any index.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeDocument, readDocument, writeDocument } from '../../client/sdk/document.ts'
import { ownData } from '../../client/sdk/own-data.ts'
import { importEnergy } from '../../client/sdk/release/energy.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { Session } from '../../client/sdk/session.ts'
import { readSettings } from '../../client/sdk/settings.ts'
import { findData, registerData, typeRegistrations } from '../../client/sdk/type-index.ts'
import { namedNode, quad } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let here: TestServer
let elsewhere: CommunityServer

beforeAll(async () => {
  const servers = await Promise.all([startTestServer(), startCommunityServer()])
  here = servers[0]
  elsewhere = servers[1]
}, 240_000)

afterAll(async () => {
  await here.close()
  await elsewhere.stop()
})

const energy = fh.EnergyConsumptionType
const says = (subject: string, property: string, object: string) =>
  quad(namedNode(subject), namedNode(property), namedNode(object))

interface Person {
  readonly session: Session
  readonly webId: string
  readonly storage: string
}

describe.each([
  ['here', (name: string) => here.account(name)],
  ['at another provider', (name: string) => elsewhere.createAccount(name)],
])('a person whose pod is %s', (_where, createAccount) => {
  let count = 0

  async function newPerson(): Promise<Person> {
    count += 1
    const account = await createAccount(`person-${count}`)
    return { ...account, session: await loginWithCredentials(account) }
  }

  it.each([
    ['for herself', false],
    ['for everybody', true],
  ])('registers data %s, and finds it again', async (_who, listed) => {
    const { session, webId, storage } = await newPerson()
    const container = `${storage}meter/`

    const index = await registerData(session.fetch, webId, { forClass: energy, container, listed })

    expect(await findData(session.fetch, webId, energy)).toEqual({
      instances: [],
      containers: [{ url: container, index, listed }],
    })
    const { graph } = await readDocument(session.fetch, index)
    const kind = listed ? solid.ListedDocument : solid.UnlistedDocument
    expect(graph.has(says(index, rdf.type, solid.TypeIndex))).toBe(true)
    expect(graph.has(says(index, rdf.type, kind))).toBe(true)
  })

  it('tells others of what is listed, and of nothing else', async () => {
    const { session, webId, storage } = await newPerson()
    const [hers, everybodys] = [`${storage}hers/`, `${storage}everybodys/`]

    const index = await registerData(session.fetch, webId, {
      forClass: energy,
      container: hers,
      listed: false,
    })
    await registerData(session.fetch, webId, {
      forClass: energy,
      container: everybodys,
      listed: true,
    })

    const seen = await typeRegistrations(fetch, webId)
    expect(seen.map((each) => ('container' in each ? each.container : ''))).toEqual([everybodys])
    expect((await fetch(index)).status).toBe(401)
    const other = await newPerson()
    expect((await other.session.fetch(index)).status).toBe(403)
  })

  it('registers once, however often it is asked and by however many at once', async () => {
    const { session, webId, storage } = await newPerson()
    const wanted = { forClass: energy, instance: `${storage}year.ttl`, listed: false }
    await registerData(session.fetch, webId, wanted)

    await Promise.all([1, 2, 3].map(() => registerData(session.fetch, webId, wanted)))

    expect(await typeRegistrations(session.fetch, webId)).toHaveLength(1)
  })

  it('loses nothing when several register different things at once', async () => {
    const { session, webId, storage } = await newPerson()
    const wanted = (name: string) => ({
      forClass: energy,
      container: `${storage}${name}/`,
      listed: true,
    })
    await registerData(session.fetch, webId, wanted('first'))

    const names = ['second', 'third', 'fourth', 'fifth']
    await Promise.all(names.map((name) => registerData(session.fetch, webId, wanted(name))))

    const { containers } = await findData(session.fetch, webId, energy)
    expect(containers.map(({ url }) => url).toSorted()).toEqual(
      ['first', ...names].map((name) => `${storage}${name}/`).toSorted(),
    )
  })

  it('has an index that is gone made again where her settings name it', async () => {
    const { session, webId, storage } = await newPerson()
    const wanted = { forClass: energy, container: `${storage}meter/`, listed: false }
    const index = await registerData(session.fetch, webId, wanted)
    await session.fetch(index, { method: 'DELETE' })

    const again = await registerData(session.fetch, webId, wanted)

    expect(again).toBe(index)
    expect((await findData(session.fetch, webId, energy)).containers).toHaveLength(1)
    expect((await fetch(index)).status).toBe(401)
  })

  it('is found through every index she has, broken ones left out', async () => {
    const { session, webId, storage } = await newPerson()
    const [second, broken] = [`${storage}second.ttl`, `${storage}broken.ttl`]
    await registerData(session.fetch, webId, {
      forClass: energy,
      container: `${storage}one/`,
      listed: true,
    })
    await writeDocument(session.fetch, second, [
      says(second, rdf.type, solid.TypeIndex),
      says(`${second}#1`, rdf.type, solid.TypeRegistration),
      says(`${second}#1`, solid.forClass, energy),
      says(`${second}#1`, solid.instanceContainer, `${storage}two/`),
      says(`${second}#1`, solid.instance, `${storage}three.ttl`),
      says(`${second}#2`, rdf.type, solid.TypeRegistration),
      says(`${second}#2`, solid.forClass, energy),
      says(`${second}#3`, solid.forClass, energy),
      says(`${second}#3`, solid.instance, `${storage}of-no-type.ttl`),
    ])
    const text = { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: 'No index' }
    await session.fetch(`${broken}.txt`, text)
    await changeDocument(session.fetch, webId.split('#')[0]!, {
      inserts: [second, `${broken}.txt`, `${storage}not-there.ttl`].map((each) =>
        says(webId, solid.publicTypeIndex, each),
      ),
    })

    const { containers, instances } = await findData(session.fetch, webId, energy)

    expect(containers.map(({ url }) => url)).toEqual([`${storage}one/`, `${storage}two/`])
    expect(instances.map(({ url }) => url)).toEqual([`${storage}three.ttl`])
  })

  it('finds what an import brought in, and shares it by its class', async () => {
    const { session, webId, storage } = await newPerson()
    const text = syntheticGreenButton({ seed: 1, from: '2026-01-01', to: '2026-01-02' })

    const report = await importEnergy(session, storage, { name: 'meter.xml', text })

    const raw = `${storage}data/energy/raw/`
    expect(report.notes).toEqual([])
    const { containers } = await findData(session.fetch, webId, energy)
    expect(containers).toMatchObject([{ url: raw, listed: false }])
    expect(await ownData(session, energy)).toEqual([raw])
  })

  it('shares data of hers wherever it is registered, and nothing that lies elsewhere', async () => {
    const { session, webId, storage } = await newPerson()
    const other = await newPerson()
    const [hers, gone] = [`${storage}meter/`, `${storage}gone/`]
    const document = `${hers}2026-01.ttl`
    await writeDocument(session.fetch, document, [says(document, rdf.type, energy)])
    for (const container of [hers, gone, `${other.storage}meter/`]) {
      await registerData(session.fetch, webId, { forClass: energy, container, listed: false })
    }

    expect(await ownData(session, energy)).toEqual([hers])
  })

  it('is told of an index that nobody can read, rather than given another', async () => {
    const { session, webId, storage } = await newPerson()
    const settings = await readSettings(session.fetch, webId)
    const listed = settings.indexes.filter((each) => each.listed).map(({ url }) => url)
    const notes = `${storage}notes.txt`
    const text = { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: 'No index' }
    await session.fetch(notes, text)
    await changeDocument(session.fetch, webId.split('#')[0]!, {
      inserts: [says(webId, solid.publicTypeIndex, notes)],
      deletes: listed.map((each) => says(webId, solid.publicTypeIndex, each)),
    })

    const wanted = { forClass: energy, container: `${storage}meter/`, listed: true }
    const refused = registerData(session.fetch, webId, wanted)

    await expect(refused).rejects.toMatchObject({
      type: 'conflict',
      detail: expect.stringContaining(`${notes} cannot be read`) as string,
    })
  })

  it('is told what would help when the sign-in may not write her settings', async () => {
    const { webId, storage } = await newPerson()
    const stranger = await newPerson()
    const wanted = { forClass: energy, container: `${storage}meter/`, listed: true }

    const refused = registerData(stranger.session.fetch, webId, wanted)

    await expect(refused).rejects.toMatchObject({
      name: 'RequestError',
      status: 403,
      detail: expect.stringContaining('sign in with one that may write there') as string,
    })
    expect(await typeRegistrations(fetch, webId)).toEqual([])
  })
})

describe('a new pod here', () => {
  it('has both indexes, each discoverable from where it belongs', async () => {
    const { session, webId, storage } = await here.account('newcomer')

    const { profile, preferencesUrl, indexes } = await readSettings(session.fetch, webId)

    expect(preferencesUrl).toBeDefined()
    const preferences = await readDocument(session.fetch, preferencesUrl!)
    expect(preferences.graph.has(says(preferencesUrl!, rdf.type, pim.ConfigurationFile))).toBe(true)
    expect(indexes.map(({ listed }) => listed)).toEqual([true, false])
    const [listed, own] = indexes.map(({ url }) => url)
    expect(profile.graph.has(says(webId, solid.publicTypeIndex, listed!))).toBe(true)
    expect(preferences.graph.has(says(webId, solid.privateTypeIndex, own!))).toBe(true)
    expect((await fetch(listed!)).status).toBe(200)
    expect((await fetch(own!)).status).toBe(401)
    expect((await fetch(preferencesUrl!)).status).toBe(401)
    expect(indexes.every(({ url }) => url.startsWith(storage))).toBe(true)
  })
})

describe('a person without any settings', () => {
  it('gets an index, a preferences file, and what leads to them', async () => {
    const account = await elsewhere.createAccount('newcomer')
    const session = await loginWithCredentials(account)
    expect((await readSettings(session.fetch, account.webId)).indexes).toEqual([])

    await registerData(session.fetch, account.webId, {
      forClass: energy,
      container: `${account.storage}meter/`,
      listed: false,
    })

    const { preferencesUrl, indexes } = await readSettings(session.fetch, account.webId)
    expect(indexes).toHaveLength(1)
    expect((await fetch(preferencesUrl!)).status).toBe(401)
    expect((await session.fetch(preferencesUrl!)).status).toBe(200)
    // A stock pod of this provider lets everybody read its root; what is hers alone stays so.
    expect((await fetch(account.storage)).status).toBe(200)
    expect((await fetch(indexes[0]!.url)).status).toBe(401)
  })
})
