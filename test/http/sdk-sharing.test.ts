// The main job through the SDK, for a person whose pod is here and for one whose pod is elsewhere.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askForAccess, grantedTo } from '../../client/sdk/asking.ts'
import type { Question } from '../../client/sdk/asking.ts'
import { listContainer } from '../../client/sdk/container.ts'
import { readDocument, writeDocument } from '../../client/sdk/document.ts'
import { readLog } from '../../client/sdk/log.ts'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { Session } from '../../client/sdk/session.ts'
import {
  grantRequest,
  listGrants,
  listRequests,
  refuseRequest,
  setMediator,
  withdrawGrant,
} from '../../client/sdk/sharing.ts'
import { literal, namedNode, quad } from '../../shapes/graph.ts'
import { purposes } from '../../vocab/generated/concepts.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

interface Person {
  readonly session: Session
  readonly storage: string
}

let here: TestServer
let elsewhere: CommunityServer
let firm: Session

beforeAll(async () => {
  const servers = await Promise.all([startTestServer(), startCommunityServer()])
  here = servers[0]
  elsewhere = servers[1]
  firm = (await here.account('compare')).session
}, 240_000)

afterAll(async () => {
  await here.close()
  await elsewhere.stop()
})

describe.each([
  ['here', (name: string) => here.account(name)],
  ['at another provider', (name: string) => elsewhere.createAccount(name)],
])('a person whose pod is %s', (where, createAccount) => {
  let person: Person
  let count = 0

  beforeAll(async () => {
    const account = await createAccount('alice')
    person = { session: await loginWithCredentials(account), storage: account.storage }
    await setMediator(person.session, `${here.baseUrl}/.mediator/#it`)
  })

  /** A month of readings that no other test uses. */
  async function newDocument(): Promise<string> {
    count += 1
    const url = `${person.storage}data/energy/raw/month-${count}.ttl`
    const reading = quad(namedNode(`${url}#1`), namedNode(fh.cost), literal('42'))
    await writeDocument(person.session.fetch, url, [reading], { create: true })
    return url
  }

  function question(...resources: string[]): Question {
    const purpose = purposes[0]!.iri
    const about = { person: person.session.webId, dataType: fh.EnergyConsumptionType }
    return { ...about, purpose, term: 'P30D', resources, message: 'To find a cheaper tariff' }
  }

  it('is asked, grants, is read, withdraws, and is read no more', async () => {
    const url = await newDocument()
    await askForAccess(firm, question(url))
    expect(await statusFor(firm, url)).toBe(403)

    const [asked] = await listRequests(person.session)
    const grant = await grantRequest(person.session, asked!)
    expect(grant).toMatchObject({ state: 'active', resources: [url] })
    expect((await readDocument(firm.fetch, url)).graph.size).toBe(1)
    const granted = await grantedTo(firm)
    expect(granted.problems).toEqual([])
    expect(granted.grants).toContainEqual({ ...grant, leases: [] })

    const outcome = await withdrawGrant(person.session, grant)
    expect(outcome).toEqual({ cleaned: [url], notCleaned: [] })
    expect(await statusFor(firm, url)).toBe(403)
    expect(await statusFor(person.session, url)).toBe(200)
  })

  it('finds the read in her log', async () => {
    const url = await newDocument()
    const grant = await grantRequest(person.session, await askForAccess(firm, question(url)))
    await statusFor(firm, url)

    const log = (await readLog(person.session)).filter(({ kind }) => kind === 'use')
    const seenBy = where === 'here' ? 'server' : 'lease'
    expect(log.find((entry) => entry.resource === url)).toMatchObject({
      agent: firm.webId,
      grants: [grant.id],
      purpose: grant.purpose,
      seenBy,
    })
  })

  it('keeps what she agreed to in her own pod', async () => {
    const url = await newDocument()
    const grant = await grantRequest(person.session, await askForAccess(firm, question(url)))

    const kept = await listContainer(person.session.fetch, `${person.storage}share/grants/`)
    const name = `${grant.id.split('/').at(-1)}.ttl`
    const agreement = kept.find((member) => member.url.endsWith(name))
    const { graph } = await readDocument(person.session.fetch, agreement!.url)
    expect(graph.countQuads(grant.id, null, null, null)).toBeGreaterThan(0)
    expect(await statusFor(firm, agreement!.url)).toBe(403)
  })

  it('shares all her data of the type when the request names none, also what comes later', async () => {
    await newDocument()
    const grant = await grantRequest(person.session, await askForAccess(firm, question()))
    const later = await newDocument()

    expect(grant.resources).toEqual([`${person.storage}data/energy/raw/`])
    expect(await statusFor(firm, later)).toBe(200)
    await withdrawGrant(person.session, grant)
    expect(await statusFor(firm, later)).toBe(403)
  })

  it('shares one resource under two grants, and closes them one by one', async () => {
    const url = await newDocument()
    const other = (await here.account(`rival-${where.length}`)).session
    const first = await grantRequest(person.session, await askForAccess(firm, question(url)))
    const second = await grantRequest(person.session, await askForAccess(other, question(url)))
    expect([await statusFor(firm, url), await statusFor(other, url)]).toEqual([200, 200])

    await withdrawGrant(person.session, first)
    expect([await statusFor(firm, url), await statusFor(other, url)]).toEqual([403, 200])
    await withdrawGrant(person.session, second)
    expect([await statusFor(firm, url), await statusFor(other, url)]).toEqual([403, 403])
  })

  it('refuses, and nothing opens', async () => {
    const url = await newDocument()
    const asked = await askForAccess(firm, question(url))
    const refused = await refuseRequest(person.session, asked, 'Too much')

    expect(refused).toMatchObject({ state: 'refused', reason: 'Too much' })
    await expect(grantRequest(person.session, asked)).rejects.toMatchObject({ type: 'wrong-state' })
    expect(await statusFor(firm, url)).toBe(403)
  })

  it('cannot share what is not hers', async () => {
    const url = `${(await here.account(`bob-${where.length}`)).storage}data/`
    const asked = await askForAccess(firm, question())

    const attempt = grantRequest(person.session, asked, { resources: [url] })
    await expect(attempt).rejects.toMatchObject({ type: 'not-your-resource' })
  })

  it('is left as before when the rules cannot be written', async () => {
    const url = await newDocument()
    const asked = await askForAccess(firm, question(url))
    const fails = failing(
      person.session,
      (method, target) => method === 'PUT' && target.endsWith('acl'),
    )
    await expect(grantRequest(fails, asked)).rejects.toMatchObject({ status: 507 })

    const grant = (await listGrants(person.session)).find((each) => each.request === asked.id)
    expect(grant?.state).toBe('withdrawn')
    expect(await statusFor(firm, url)).toBe(403)
  })

  it('is left as before when the firm could read without any grant', async () => {
    const url = await newDocument()
    const rules = await openToEverybody(person, url)
    const asked = await askForAccess(firm, question(url))

    await expect(grantRequest(person.session, asked)).rejects.toMatchObject({
      type: 'not-enforced',
    })
    expect((await readDocument(person.session.fetch, rules)).graph.size).toBe(7)
  })
})

async function statusFor(session: Session, url: string): Promise<number> {
  const response = await session.fetch(url)
  await response.body?.cancel()
  return response.status
}

/** The session, with requests that find no room on the server's disk. */
function failing(session: Session, fails: (method: string, url: string) => boolean): Session {
  const fetch: Session['fetch'] = async (input, init) => {
    const { method, url } = new Request(input, init)
    return fails(method, url) ? new Response(null, { status: 507 }) : session.fetch(input, init)
  }
  return { ...session, fetch }
}

/** Rules of its own for a document: hers, and readable for all; their address. */
async function openToEverybody({ session }: Person, url: string): Promise<string> {
  const link = (await session.fetch(url, { method: 'HEAD' })).headers.get('link')
  const rules = new URL(/<([^>]*)>;\s*rel="acl"/.exec(link ?? '')![1]!, url).href
  const body = `@prefix acl: <http://www.w3.org/ns/auth/acl#> .
    <#all> a acl:Authorization ; acl:agent <${session.webId}> ; acl:accessTo <${url}> ;
      acl:agentClass <http://xmlns.com/foaf/0.1/Agent> ; acl:mode acl:Read, acl:Write, acl:Control .`
  await session.fetch(rules, { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body })
  return rules
}
