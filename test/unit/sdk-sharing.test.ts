// What a person does with requests and grants: what is written where, and taken back.
import { beforeEach, describe, expect, it } from 'vitest'
import { askForAccess } from '../../client/sdk/asking.ts'
import { readLog } from '../../client/sdk/log.ts'
import { grantRequest, listRequests, setMediator, withdrawGrant } from '../../client/sdk/sharing.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { mediatorUrl } from '../support/fake-mediator.ts'
import { createFakeParties, origin, question, raw } from '../support/fake-parties.ts'
import type { FakeParties } from '../support/fake-parties.ts'
import { problemResponse } from '../support/fake-web.ts'

let parties: FakeParties

beforeEach(async () => {
  parties = await createFakeParties()
})

function answerAboutLog(
  { url, method }: Request,
  entries: { kind: string }[],
): Response | undefined {
  const description = `${origin}/alice/about`
  const link = `<${description}>; rel="http://www.w3.org/ns/solid/terms#storageDescription"`
  const turtle = `<${origin}/alice/> <${fh.accessLog}> <${origin}/alice/log> .`
  if (url === `${origin}/alice/` && method === 'HEAD')
    return new Response(null, { headers: { link } })
  if (url === description)
    return new Response(turtle, { headers: { 'content-type': 'text/turtle' } })
  const { pathname, searchParams } = new URL(url)
  const asked = entries.filter(({ kind }) => kind === searchParams.get('kind'))
  return pathname === '/alice/log' ? Response.json(asked) : undefined
}

function notEnforced(): Response {
  return problemResponse('not-enforced', 409, 'The stranger got in')
}

function broken(): Response {
  return new Response(null, { status: 507 })
}

function rulesOfRaw(): string {
  return parties.alicePod.rulesOf('/alice/data/energy/raw/')
}

describe('choosing a mediator', () => {
  it('replaces the one before, names the storage, and changes nothing when repeated', async () => {
    const { web, alice, alicePod } = parties
    await setMediator(alice, 'https://other.example/#it')
    const text = alicePod.documents.get('/alice/card')
    const before = web.requests.length
    await setMediator(alice, 'https://other.example/#it')

    expect(text).toContain('https://other.example/#it')
    expect(text).not.toContain(mediatorUrl)
    expect(text).toContain(`storage> <${origin}/alice/>`)
    expect(web.requests.slice(before).some((each) => each.startsWith('PATCH'))).toBe(false)
  })

  it('cannot be left while it serves grants, which nobody would see any more', async () => {
    const { alice, alicePod, firm } = parties
    const grant = await grantRequest(alice, await askForAccess(firm, question))

    await expect(setMediator(alice, 'https://other.example/#it')).rejects.toMatchObject({
      type: 'wrong-state',
      message: expect.stringContaining('withdraw them first'),
    })
    expect(alicePod.documents.get('/alice/card')).toContain(mediatorUrl)

    await withdrawGrant(alice, grant)
    await setMediator(alice, 'https://other.example/#it')
    expect(alicePod.documents.get('/alice/card')).not.toContain(mediatorUrl)
  })

  it('is needed before requests can be listed', async () => {
    const { firm } = parties
    await expect(listRequests(firm)).rejects.toMatchObject({ type: 'not-represented' })
  })
})

describe('granting', () => {
  it('shares all raw data of the type, keeps the agreement, and proves it', async () => {
    const { alice, alicePod, firm } = parties
    const grant = await grantRequest(alice, await askForAccess(firm, question))

    expect(grant).toMatchObject({ state: 'active', resources: [raw] })
    expect(alicePod.documents.get(rulesOfRaw())).toContain(grant.leases[0]?.lease)
    expect(alicePod.documents.get('/alice/share/grants/1.ttl')).toContain('urn:agreement')
  })

  it('shares what the request names, or what the person chooses, until when she likes', async () => {
    const { alice, alicePod, firm } = parties
    const file = `${raw}2012-03.ttl`
    alicePod.documents.set('/alice/data/energy/raw/2012-03.ttl', '')
    const asked = await askForAccess(firm, { ...question, resources: [raw] })
    const until = new Date('2027-01-01T00:00:00Z')
    const grant = await grantRequest(alice, asked, { resources: [file], until })

    expect(grant).toMatchObject({ resources: [file], until: until.toISOString() })
  })

  it('says so when there is no such data, before anything is agreed', async () => {
    const { mediator, alice, alicePod, firm } = parties
    alicePod.documents.delete('/alice/data/energy/raw/')
    const asked = await askForAccess(firm, question)

    await expect(grantRequest(alice, asked)).rejects.toMatchObject({ type: 'not-found' })
    expect(mediator.grants.size).toBe(0)
  })

  it('continues a grant that broke off', async () => {
    const { web, mediator, alice, firm } = parties
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
    ['fewer resources', { resources: [`${raw}2012-03.ttl`] }],
    ['an earlier end', { until: new Date('2026-12-01T00:00:00Z') }],
  ])('does not continue one when the person now chooses %s', async (_what, choice) => {
    const { web, mediator, alice, alicePod, firm } = parties
    const asked = await askForAccess(firm, question)
    await web.fetch(`${asked.id}/grant`, {
      method: 'POST',
      body: JSON.stringify({ resources: [raw] }),
    })

    await expect(grantRequest(alice, asked, choice)).rejects.toMatchObject({ type: 'conflict' })
    expect(alicePod.documents.has(rulesOfRaw())).toBe(false)
    expect([...mediator.grants.values()].map(({ state }) => state)).toEqual(['agreed'])
  })

  it.each([
    ['for other resources', { resource: `${origin}/alice/`, lease: `${mediatorUrl}leases/1#g` }],
    ['that would say more than its name', { resource: raw, lease: 'https://m.example/> . <x' }],
  ])('writes no lease of the mediator %s', async (_which, lease) => {
    const { mediator, alice, alicePod, firm } = parties
    const asked = await askForAccess(firm, question)
    const before = new Map(alicePod.documents)
    const { grants } = mediator
    grants.set = (id, grant) => Map.prototype.set.call(grants, id, { ...grant, leases: [lease] })

    await expect(grantRequest(alice, asked)).rejects.toThrow(/gives|no IRI/)
    expect(alicePod.documents).toEqual(before)
  })

  it('takes nothing back while another tab proves the same grant', async () => {
    const { mediator, alice, alicePod, firm } = parties
    const asked = await askForAccess(firm, question)
    mediator.before = (what) =>
      what.endsWith('/activate') ? problemResponse('conflict', 409, 'Another attempt') : undefined

    await expect(grantRequest(alice, asked)).rejects.toMatchObject({ type: 'conflict' })
    expect(alicePod.documents.has(rulesOfRaw())).toBe(true)
    expect([...mediator.grants.values()].map(({ state }) => state)).toEqual(['agreed'])
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
    const { mediator, alice, alicePod, firm } = parties
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
    const { mediator, alice, alicePod, firm } = parties
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
    const { web, alice, alicePod, firm } = parties
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    const before = web.requests.length
    const outcome = await withdrawGrant(alice, grant)

    expect(outcome).toEqual({ cleaned: [raw], notCleaned: [] })
    expect(web.requests[before]).toBe(`POST ${grant.id}/withdraw`)
    expect(alicePod.documents.has(rulesOfRaw())).toBe(false)
  })

  it('reports rules that could not be tidied, and tidies them the next time', async () => {
    const { alice, alicePod, firm } = parties
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
    const { mediator, alice, alicePod, firm } = parties
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    mediator.before = () => new Response(null, { status: 500 })

    await expect(withdrawGrant(alice, grant)).rejects.toMatchObject({ status: 500 })
    expect(alicePod.documents.has(rulesOfRaw())).toBe(true)
  })
})

describe('the log', () => {
  it('joins what the pod wrote down and what leases saw elsewhere, newest first', async () => {
    const { mediator, alice, alicePod, firm } = parties
    const common = { time: '2026-11-01T00:00:00Z', resource: raw, seenBy: 'server' }
    const server = { ...common, kind: 'use', grants: ['g'] }
    const note = { time: '2026-11-02T00:00:00Z', grant: 'g', firm: firm.webId, purpose: 'p' }
    const elsewhere = { ...note, resource: 'https://elsewhere.example/a', seenBy: 'lease' }
    alicePod.before = (request) => answerAboutLog(request, [server])
    mediator.before = (what) =>
      what === 'GET /log'
        ? Response.json([elsewhere, { ...note, resource: raw, seenBy: 'lease' }])
        : undefined

    expect(await readLog(alice)).toMatchObject([
      { kind: 'use', seenBy: 'lease', agent: firm.webId, resource: elsewhere.resource },
      { kind: 'use', seenBy: 'server', resource: raw },
    ])
  })

  it('tells reads from changes of rules and from refusals', async () => {
    const { alice, alicePod } = parties
    const common = { grants: [], resource: raw, seenBy: 'server' }
    const entries = [
      { ...common, kind: 'use', time: '2026-11-01T00:00:00Z' },
      { ...common, kind: 'access-rules', time: '2026-11-03T00:00:00Z' },
      { ...common, kind: 'denied', time: '2026-11-02T00:00:00Z', leftOut: 3 },
    ]
    alicePod.before = (request) => answerAboutLog(request, entries)

    expect((await readLog(alice)).map(({ kind, leftOut }) => [kind, leftOut])).toEqual([
      ['access-rules', undefined],
      ['denied', 3],
      ['use', undefined],
    ])
  })

  it('is what the leases saw where the pod keeps none', async () => {
    const { alice } = parties
    expect(await readLog(alice)).toEqual([])
  })
})
