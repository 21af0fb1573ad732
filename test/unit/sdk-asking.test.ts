// What a firm leaves behind when it asks, and what it learns of the answers.
import { beforeEach, describe, expect, it } from 'vitest'
import { askForAccess, grantedTo } from '../../client/sdk/asking.ts'
import { grantRequest, refuseRequest } from '../../client/sdk/sharing.ts'
import { dpv } from '../../vocab/generated/dpv.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { odrl } from '../../vocab/generated/odrl.ts'
import { mediatorUrl } from '../support/fake-mediator.ts'
import { createFakeParties, question, raw } from '../support/fake-parties.ts'
import type { FakeParties } from '../support/fake-parties.ts'
import { problemResponse } from '../support/fake-web.ts'

let parties: FakeParties

beforeEach(async () => {
  parties = await createFakeParties()
})

/** What a container holds, as its provider would say. */
function listRequestDocuments() {
  const { firmPod, requestPaths } = parties
  const members = requestPaths().map((path) => `<${path}>`)
  const listing =
    members.length > 0 ? `<> <http://www.w3.org/ns/ldp#contains> ${members.join()} .` : ''
  firmPod.documents.set('/share/requests/', listing)
}

describe('asking', () => {
  it('keeps the original in the firm pod, and notes where it was sent', async () => {
    const { firm, firmPod, requestPaths } = parties
    const summary = await askForAccess(firm, question)

    const [path] = requestPaths()
    expect(summary.request).toBe(`https://firm.example${path}#request`)
    expect(summary).toMatchObject({ state: 'requested', firm: firm.webId, resources: [] })
    expect(firmPod.documents.get(path!)).toContain(`<${fh.sentTo}> <${summary.id}>`)
  })

  it('says purposes of ours in the words of the standard', async () => {
    const { firm } = parties
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
    const { firm, requestPaths } = parties
    const first = await askForAccess(firm, question)
    const second = await askForAccess(firm, question)

    expect(second.id).toBe(first.id)
    expect(requestPaths()).toHaveLength(1)
  })

  it('is a new request once the first was answered', async () => {
    const { alice, firm, requestPaths } = parties
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
    const { mediator, firm, firmPod, requestPaths } = parties
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
    const { mediator, firm } = parties
    const [one, two] = await Promise.all([
      askForAccess(firm, question),
      askForAccess(firm, question),
    ])

    expect(one.id).toBe(two.id)
    expect(mediator.requests.size).toBe(1)
  })

  it('leaves nothing behind when the mediator refuses', async () => {
    const { mediator, firm, requestPaths } = parties
    mediator.before = (what) =>
      what === 'POST /requests' ? problemResponse('shape-violation', 422, 'No purpose') : undefined

    await expect(askForAccess(firm, question)).rejects.toMatchObject({ type: 'shape-violation' })
    expect(requestPaths()).toEqual([])
  })

  it('takes another name when the mediator knows the first from a lost document', async () => {
    const { mediator, firm, firmPod, requestPaths } = parties
    await askForAccess(firm, question)
    firmPod.documents.delete(requestPaths()[0]!)
    const later = Date.now() + 60_000
    const summary = await askForAccess(firm, question, () => later)

    expect(mediator.requests.size).toBe(2)
    expect(summary.issued).toBe(new Date(later).toISOString())
  })

  it('tells the firm when the person has no mediator', async () => {
    const { alicePod, firm, requestPaths } = parties
    alicePod.documents.set('/alice/card', '')

    await expect(askForAccess(firm, question)).rejects.toMatchObject({ type: 'not-represented' })
    expect(requestPaths()).toEqual([])
  })
})

describe('what a firm was granted', () => {
  it('is nothing when it never asked', async () => {
    const { firm } = parties
    expect(await grantedTo(firm)).toEqual({ grants: [], problems: [] })
  })

  it('is asked of the mediators of its requests', async () => {
    const { alice, firm } = parties
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    listRequestDocuments()

    expect(await grantedTo(firm)).toEqual({ grants: [grant], problems: [] })
  })

  it('leaves out grants that answer none of its requests', async () => {
    const { mediator, alice, firm } = parties
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    listRequestDocuments()
    mediator.grants.set('x', { ...grant, id: 'x', request: `${mediatorUrl}requests/99` })

    expect((await grantedTo(firm)).grants).toHaveLength(1)
  })

  it('believes a mediator about its own requests and their persons only', async () => {
    const { web, mediator, alice, firm, firmPod } = parties
    const grant = await grantRequest(alice, await askForAccess(firm, question))
    const liar = 'https://liar.example/requests/1'
    const toLiar = `<#request> a <${fh.AccessRequest}> ; <${fh.sentTo}> <${liar}> ;
      <${odrl.permission}> [ <${odrl.assigner}> <https://mallory.example/#me> ] .`
    firmPod.documents.set('/share/requests/liar.ttl', toLiar)
    listRequestDocuments()
    mediator.grants.set('x', { ...grant, person: 'https://bob.example/#me' })
    const lies = [grant, { ...grant, request: liar }]
    const fetch: typeof globalThis.fetch = async (input, init) =>
      new Request(input, init).url.startsWith('https://liar.example/')
        ? Response.json(lies)
        : web.fetch(input, init)

    expect(await grantedTo({ ...firm, fetch })).toEqual({ grants: [grant], problems: [] })
  })

  it('names the mediators that do not answer beside what the others say', async () => {
    const { firm, firmPod } = parties
    await askForAccess(firm, question)
    const lost = `<#request> a <${fh.AccessRequest}> ; <${fh.sentTo}> <https://gone.example/requests/1> .`
    firmPod.documents.set('/share/requests/lost.ttl', lost)
    listRequestDocuments()

    const { problems } = await grantedTo(firm)
    expect(problems).toEqual([{ mediator: 'https://gone.example/', detail: 'fetch failed' }])
  })
})
