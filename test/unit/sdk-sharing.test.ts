// What a person and a firm do with requests and grants: what is written where, and taken back.
import { beforeEach, describe, expect, it } from 'vitest'
import { askForAccess, grantedTo } from '../../client/sdk/asking.ts'
import { readLog } from '../../client/sdk/log.ts'
import {
  grantRequest,
  listRequests,
  refuseRequest,
  setMediator,
  withdrawGrant,
} from '../../client/sdk/sharing.ts'
import type { Session } from '../../client/sdk/session.ts'
import { purposes } from '../../vocab/generated/concepts.ts'
import { dpv } from '../../vocab/generated/dpv.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { createFakeMediator, mediatorUrl } from '../support/fake-mediator.ts'
import type { FakeMediator } from '../support/fake-mediator.ts'
import { createFakePod } from '../support/fake-pod.ts'
import type { FakePod } from '../support/fake-pod.ts'
import { createFakeWeb, problemResponse } from '../support/fake-web.ts'
import type { FakeWeb } from '../support/fake-web.ts'

const origin = 'https://pod.example'
const raw = `${origin}/alice/data/energy/raw/`
const question = {
  person: `${origin}/alice/card#me`,
  dataType: fh.EnergyConsumptionType,
  purpose: purposes[0]!.standard,
  term: 'P30D',
}

let alicePod: FakePod
let firmPod: FakePod
let mediator: FakeMediator
let web: FakeWeb
let alice: Session
let firm: Session

beforeEach(async () => {
  alicePod = createFakePod(origin, '/alice/')
  firmPod = createFakePod('https://firm.example', '/')
  mediator = createFakeMediator()
  web = createFakeWeb({
    [origin]: alicePod.answer,
    'https://firm.example': firmPod.answer,
    [new URL(mediatorUrl).origin]: mediator.answer,
  })
  alice = { webId: question.person, issuer: '', fetch: web.fetch }
  firm = { webId: 'https://firm.example/card#it', issuer: '', fetch: web.fetch }
  const rules = `@prefix acl: <http://www.w3.org/ns/auth/acl#> . <#o> a acl:Authorization ;
    acl:agent <${alice.webId}> ; acl:accessTo <${origin}/alice/> ; acl:default <${origin}/alice/> ;
    acl:mode acl:Read, acl:Write, acl:Control .`
  alicePod.documents.set(alicePod.rulesOf('/alice/'), rules).set('/alice/card', '')
  for (const path of [
    '/alice/',
    '/alice/data/',
    '/alice/data/energy/',
    '/alice/data/energy/raw/',
  ]) {
    alicePod.documents.set(path, '')
  }
  firmPod.documents.set('/card', '').set('/', '')
  await setMediator(alice, `${mediatorUrl}#it`)
})

/** The paths of the firm's request documents. */
function requestPaths(): string[] {
  return [...firmPod.documents.keys()].filter((path) => path.startsWith('/share/requests/'))
}

/** What a container holds, as its provider would say. */
function listRequestDocuments() {
  const members = requestPaths().map((path) => `<${path}>`)
  const listing =
    members.length > 0 ? `<> <http://www.w3.org/ns/ldp#contains> ${members.join()} .` : ''
  firmPod.documents.set('/share/requests/', listing)
}

function answerAboutLog({ url, method }: Request, entries: object[]): Response | undefined {
  const description = `${origin}/alice/about`
  const link = `<${description}>; rel="http://www.w3.org/ns/solid/terms#storageDescription"`
  const turtle = `<${origin}/alice/> <${fh.accessLog}> <${origin}/alice/log> .`
  if (url === `${origin}/alice/` && method === 'HEAD')
    return new Response(null, { headers: { link } })
  if (url === description)
    return new Response(turtle, { headers: { 'content-type': 'text/turtle' } })
  return url === `${origin}/alice/log` ? Response.json(entries) : undefined
}

function notEnforced(): Response {
  return problemResponse('not-enforced', 409, 'The stranger got in')
}

function broken(): Response {
  return new Response(null, { status: 507 })
}

function rulesOfRaw(): string {
  return alicePod.rulesOf('/alice/data/energy/raw/')
}

describe('choosing a mediator', () => {
  it('replaces the one before, names the storage, and changes nothing when repeated', async () => {
    await setMediator(alice, 'https://other.example/#it')
    const text = alicePod.documents.get('/alice/card')
    const before = web.requests.length
    await setMediator(alice, 'https://other.example/#it')

    expect(text).toContain('https://other.example/#it')
    expect(text).not.toContain(mediatorUrl)
    expect(text).toContain(`storage> <${origin}/alice/>`)
    expect(web.requests.slice(before).some((each) => each.startsWith('PATCH'))).toBe(false)
  })

  it('is needed before requests can be listed', async () => {
    await expect(listRequests(firm)).rejects.toMatchObject({ type: 'not-represented' })
  })
})

describe('asking', () => {
  it('keeps the original in the firm pod, and notes where it was sent', async () => {
    const summary = await askForAccess(firm, question)

    const [path] = requestPaths()
    expect(summary.request).toBe(`https://firm.example${path}#request`)
    expect(summary).toMatchObject({ state: 'requested', firm: firm.webId, resources: [] })
    expect(firmPod.documents.get(path!)).toContain(`<${fh.sentTo}> <${summary.id}>`)
  })

  it('says purposes of ours in the words of the standard', async () => {
    const summary = await askForAccess(firm, {
      ...question,
      purpose: fh['purpose-CompareAndSwitch'],
      message: 'To find a cheaper tariff',
      resources: [raw],
    })

    expect(summary.purpose).toMatch(dpv[''])
    expect(summary).toMatchObject({ message: 'To find a cheaper tariff', resources: [raw] })
  })

  it('is one request when asked twice before the answer', async () => {
    const first = await askForAccess(firm, question)
    const second = await askForAccess(firm, question)

    expect(second.id).toBe(first.id)
    expect(requestPaths()).toHaveLength(1)
  })

  it('is a new request once the first was answered', async () => {
    const first = await askForAccess(firm, question)
    await refuseRequest(alice, first)
    const second = await askForAccess(firm, question)

    expect(second.id).not.toBe(first.id)
    expect(requestPaths()).toHaveLength(2)
  })

  it.each([
    ['before the mediator heard of it', 'POST /requests', 0],
    ['before it was noted where it is', 'PATCH', 1],
  ])('goes on where it broke off %s', async (_when, where, heard) => {
    let isBroken = true
    const answer = () => (isBroken ? new Response(null, { status: 503 }) : undefined)
    mediator.before = (what) => (what === where ? answer() : undefined)
    firmPod.before = (request) => (request.method === where ? answer() : undefined)
    await expect(askForAccess(firm, question)).rejects.toMatchObject({ status: 503 })
    expect(mediator.requests.size).toBe(heard)

    isBroken = false
    const summary = await askForAccess(firm, question)

    expect(mediator.requests.size).toBe(1)
    expect(requestPaths()).toHaveLength(1)
    expect(firmPod.documents.get(requestPaths()[0]!)).toContain(summary.id)
  })

  it('is one request when asked twice at once', async () => {
    const [one, two] = await Promise.all([
      askForAccess(firm, question),
      askForAccess(firm, question),
    ])

    expect(one.id).toBe(two.id)
    expect(mediator.requests.size).toBe(1)
  })

  it('leaves nothing behind when the mediator refuses', async () => {
    mediator.before = (what) =>
      what === 'POST /requests' ? problemResponse('shape-violation', 422, 'No purpose') : undefined

    await expect(askForAccess(firm, question)).rejects.toMatchObject({ type: 'shape-violation' })
    expect(requestPaths()).toEqual([])
  })

  it('takes another name when the mediator knows the first from a lost document', async () => {
    await askForAccess(firm, question)
    firmPod.documents.delete(requestPaths()[0]!)
    const later = Date.now() + 60_000
    const summary = await askForAccess(firm, question, () => later)

    expect(mediator.requests.size).toBe(2)
    expect(summary.issued).toBe(new Date(later).toISOString())
  })

  it('tells the firm when the person has no mediator', async () => {
    alicePod.documents.set('/alice/card', '')

    await expect(askForAccess(firm, question)).rejects.toMatchObject({ type: 'not-represented' })
    expect(requestPaths()).toEqual([])
  })
})

describe('granting', () => {
  it('shares all raw data of the type, keeps the agreement, and proves it', async () => {
    const grant = await grantRequest(alice, await askForAccess(firm, question))

    expect(grant).toMatchObject({ state: 'active', resources: [raw] })
    expect(alicePod.documents.get(rulesOfRaw())).toContain(grant.leases[0]?.lease)
    expect(alicePod.documents.get('/alice/share/grants/1.ttl')).toContain('urn:agreement')
  })

  it('shares what the request names, or what the person chooses, until when she likes', async () => {
    const file = `${raw}2012-03.ttl`
    alicePod.documents.set('/alice/data/energy/raw/2012-03.ttl', '')
    const asked = await askForAccess(firm, { ...question, resources: [raw] })
    const until = new Date('2027-01-01T00:00:00Z')
    const grant = await grantRequest(alice, asked, { resources: [file], until })

    expect(grant).toMatchObject({ resources: [file], until: until.toISOString() })
  })

  it('says so when there is no such data, before anything is agreed', async () => {
    alicePod.documents.delete('/alice/data/energy/raw/')
    const asked = await askForAccess(firm, question)

    await expect(grantRequest(alice, asked)).rejects.toMatchObject({ type: 'not-found' })
    expect(mediator.grants.size).toBe(0)
  })

  it('continues a grant that broke off', async () => {
    const asked = await askForAccess(firm, question)
    await web.fetch(`${asked.id}/grant`, {
      method: 'POST',
      body: JSON.stringify({ resources: [raw] }),
    })
    const grant = await grantRequest(alice, asked)

    expect(grant.state).toBe('active')
    expect(mediator.grants.size).toBe(1)
  })

  it.each([
    ['the proof fails', (request: string) => request.endsWith('/activate') && notEnforced(), 409],
    [
      'the rules cannot be written',
      (request: string) => /^PUT .*raw/.test(request) && broken(),
      507,
    ],
    [
      'the agreement cannot be kept',
      (request: string) => /^PUT .*grants/.test(request) && broken(),
      507,
    ],
  ])('leaves nothing behind when %s', async (_when, fails, status) => {
    const asked = await askForAccess(firm, question)
    const before = new Map(alicePod.documents)
    mediator.before = (what) => fails(what) || undefined
    alicePod.before = (request) =>
      fails(`${request.method} ${decodeURIComponent(request.url)}`) || undefined

    await expect(grantRequest(alice, asked)).rejects.toMatchObject({ status })
    expect(alicePod.documents).toEqual(before)
    expect([...mediator.grants.values()].map(({ state }) => state)).toEqual(['withdrawn'])
  })

  it('says what is left when taking back fails too', async () => {
    const asked = await askForAccess(firm, question)
    mediator.before = (what) =>
      /activate|withdraw/.test(what) ? problemResponse('busy', 503, 'Too busy') : undefined

    await expect(grantRequest(alice, asked)).rejects.toMatchObject({
      type: 'busy',
      detail: expect.stringContaining('Taking it back failed too') as string,
    })
    expect(alicePod.documents.has(rulesOfRaw())).toBe(false)
  })
})

describe('withdrawing', () => {
  it('closes the lease first, then takes it out of the rules', async () => {
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    const before = web.requests.length
    const outcome = await withdrawGrant(alice, grant)

    expect(outcome).toEqual({ cleaned: [raw], notCleaned: [] })
    expect(web.requests[before]).toBe(`POST ${grant.id}/withdraw`)
    expect(alicePod.documents.has(rulesOfRaw())).toBe(false)
  })

  it('reports rules that could not be tidied, and tidies them the next time', async () => {
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    alicePod.before = (request) =>
      request.method === 'DELETE' ? new Response(null, { status: 503 }) : undefined
    const outcome = await withdrawGrant(alice, grant)
    alicePod.before = () => undefined
    const again = await withdrawGrant(alice, grant)

    expect(outcome.cleaned).toEqual([])
    expect(outcome.notCleaned).toMatchObject([{ resource: raw }])
    expect(again).toEqual({ cleaned: [raw], notCleaned: [] })
  })

  it('touches no rules when the mediator does not do it', async () => {
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    mediator.before = () => new Response(null, { status: 500 })

    await expect(withdrawGrant(alice, grant)).rejects.toMatchObject({ status: 500 })
    expect(alicePod.documents.has(rulesOfRaw())).toBe(true)
  })
})

describe('what a firm was granted', () => {
  it('is nothing when it never asked', async () => {
    expect(await grantedTo(firm)).toEqual({ grants: [], problems: [] })
  })

  it('is asked of the mediators of its requests', async () => {
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    listRequestDocuments()

    expect(await grantedTo(firm)).toEqual({ grants: [grant], problems: [] })
  })

  it('leaves out grants that answer none of its requests', async () => {
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    listRequestDocuments()
    mediator.grants.set('x', { ...grant, id: 'x', request: `${mediatorUrl}requests/99` })

    expect((await grantedTo(firm)).grants).toHaveLength(1)
  })

  it('names the mediators that do not answer beside what the others say', async () => {
    await askForAccess(firm, question)
    const lost = `<#request> a <${fh.AccessRequest}> ; <${fh.sentTo}> <https://gone.example/requests/1> .`
    firmPod.documents.set('/share/requests/lost.ttl', lost)
    listRequestDocuments()

    const { problems } = await grantedTo(firm)
    expect(problems).toEqual([{ mediator: 'https://gone.example/', detail: 'fetch failed' }])
  })
})

describe('the log', () => {
  it('joins what the pod wrote down and what leases saw elsewhere, newest first', async () => {
    const server = { time: '2026-11-01T00:00:00Z', grants: ['g'], resource: raw, seenBy: 'server' }
    const note = { time: '2026-11-02T00:00:00Z', grant: 'g', firm: firm.webId, purpose: 'p' }
    const elsewhere = { ...note, resource: 'https://elsewhere.example/a', seenBy: 'lease' }
    alicePod.before = (request) => answerAboutLog(request, [server])
    mediator.before = (what) =>
      what === 'GET /log'
        ? Response.json([elsewhere, { ...note, resource: raw, seenBy: 'lease' }])
        : undefined

    expect(await readLog(alice)).toMatchObject([
      { seenBy: 'lease', agent: firm.webId, grants: ['g'], resource: elsewhere.resource },
      { seenBy: 'server', resource: raw },
    ])
  })

  it('is what the leases saw where the pod keeps none', async () => {
    expect(await readLog(alice)).toEqual([])
  })
})
