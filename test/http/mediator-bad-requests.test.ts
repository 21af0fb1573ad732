// Request documents that the mediator refuses, and that nothing is left of them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeJsonLd } from '../../server/rdf/json-ld.ts'
import { writeAccessRequest } from '../../shapes/access-request.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import { dpv } from '../../vocab/generated/dpv.ts'
import { fh } from '../../vocab/generated/fh.ts'
import {
  alice,
  bob,
  compareCo,
  expectProblem,
  january,
  otherCo,
  requestOf,
  startMediator,
  turtle,
} from '../support/mediator.ts'
import type { RunningMediator } from '../support/mediator.ts'

let mediator: RunningMediator
beforeEach(async () => {
  mediator = await startMediator()
})
afterEach(() => mediator.close())

function send(body: string, type = 'text/turtle', headers: Record<string, string> = {}) {
  const all = { ...headers, 'content-type': type }
  return mediator.call(compareCo, 'POST', 'requests', { body, headers: all })
}

const good = turtle(requestOf()).body as string

describe('a request document', () => {
  afterEach(async () => {
    expect(await mediator.as(alice).get('requests')).toEqual([])
    expect(await mediator.store.list(['mediator'])).toEqual([])
  })

  it.each([
    ['broken Turtle', good.slice(0, -10), 'text/turtle', 400, 'bad-syntax'],
    ['broken JSON', '{"@id": ', 'application/ld+json', 400, 'bad-syntax'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['HTML', '<p>', 'text/html', 415, 'unsupported-media-type'],
    ['more than 64 KiB', `${good}\n#${'x'.repeat(70_000)}`, 'text/turtle', 413, 'too-large'],
    [
      'JSON-LD nested too deep',
      '['.repeat(500) + ']'.repeat(500),
      'application/ld+json',
      422,
      'unprocessable',
    ],
    ['an empty document', '', 'text/turtle', 422, 'shape-violation'],
  ] as const)('of %s is refused', async (_what, body, type, status, problem) => {
    await expectProblem(await send(body, type), status, problem)
  })

  it('that would make the server fetch a context is refused, and nothing is fetched', async () => {
    const response = await send('{"@context":"http://localhost/c","b":1}', 'application/ld+json')

    expect([400, 422]).toContain(response.status)
    expect((await response.json()).detail).toContain('Remote contexts are not loaded')
  })

  it('without a type is refused', async () => {
    const response = await fetch(`${mediator.base}requests`, {
      method: 'POST',
      headers: { 'x-test-webid': compareCo },
      body: new TextEncoder().encode(good),
    })

    await expectProblem(response, 400, 'content-type-required')
  })

  it.each([
    ['no purpose', dpv[''], 'urn:', 'purpose'],
    ['an unknown purpose', requestOf().purpose, 'https://compare.example/purpose', 'purpose'],
    ['an unknown data type', fh.EnergyConsumptionType, `${fh['']}DreamType`, 'data type'],
    ['a term that runs backwards', 'P30D', '-P30D', 'term'],
    ['another action', 'odrl/2/read', 'odrl/2/sell', 'action'],
  ])('with %s is refused, with the reason', async (_what, from, to, words) => {
    const problem = await expectProblem(
      await send(good.replaceAll(from, to)),
      422,
      'shape-violation',
    )

    expect(problem.violations[0]).toMatchObject({
      message: expect.stringContaining(words),
      path: expect.any(String),
    })
  })

  it('is refused in French to who reads French', async () => {
    const body = good.replaceAll('P30D', 'P0D')

    const response = await send(body, 'text/turtle', { 'accept-language': 'fr-FR,fr;q=0.9' })

    expect((await expectProblem(response, 422, 'shape-violation')).detail).toContain('durée')
  })

  it.each([
    ['no address of its own', good.replaceAll(requestOf().id, '#request')],
    ['two requests', good + good.replaceAll('/42.ttl', '/43.ttl')],
    ['a request without a name', good.replaceAll(`<${requestOf().id}>`, '_:it')],
  ])('with %s is refused', async (_what, body) => {
    await expectProblem(await send(body), 422, 'shape-violation')
  })

  it('that hides the request in a named graph is refused', async () => {
    const graph = JSON.parse(writeJsonLd(writeAccessRequest(requestOf())))
    const body = JSON.stringify({ '@id': 'https://compare.example/g', '@graph': graph })

    await expectProblem(await send(body, 'application/ld+json'), 422, 'shape-violation')
  })

  it('in the name of another firm is refused', async () => {
    const response = await mediator.call(otherCo, 'POST', 'requests', turtle(requestOf()))

    await expectProblem(response, 403, 'forbidden')
  })

  it.each([
    ['who has chosen another mediator', bob],
    ['whose WebID document cannot be read', 'https://nobody.example/#me'],
    ['whose WebID is an address in our own network', 'http://127.0.0.1:1/#me'],
  ])('to a person %s is refused', async (_who, person) => {
    const response = await mediator.call(
      compareCo,
      'POST',
      'requests',
      turtle(requestOf({ person })),
    )

    await expectProblem(response, 422, 'not-represented')
  })
})

describe('a request that is sent again', () => {
  it('with the same content is the same request', async () => {
    const first = await send(good)
    const again = await send(`${good}\n<${requestOf().id}> <${fh.sentTo}> <https://x.example/> .`)

    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect(await mediator.as(alice).get('requests')).toHaveLength(1)
  })

  it('as JSON-LD is the same request', async () => {
    await send(good)

    const again = await send(
      writeJsonLd([...parseTurtle(good, mediator.base).getQuads(null, null, null, null)]),
      'application/ld+json',
    )

    expect(again.status).toBe(200)
  })

  it('at the same moment is kept once', async () => {
    const statuses = (await Promise.all([send(good), send(good), send(good)])).map(
      ({ status }) => status,
    )

    for (const status of statuses) expect([200, 201]).toContain(status)
    expect(await mediator.as(alice).get('requests')).toHaveLength(1)
  })

  it.each([
    ['another purpose', { purpose: `${dpv['']}DirectMarketing` }],
    ['a longer term', { term: 'P10Y' }],
    ['more resources', { resources: [january] }],
    ['other words', { message: 'Nothing to see here' }],
  ])('with %s is refused, and the first stays', async (_what, changes) => {
    await send(good)

    const response = await send(turtle(requestOf(changes)).body as string)

    await expectProblem(response, 409, 'conflict')
    const [kept] = await mediator.as(alice).get('requests')
    expect(kept).toMatchObject({ purpose: requestOf().purpose, term: 'P30D', resources: [] })
  })

  it('by another firm under the same IRI takes nothing away from the first', async () => {
    const squatted = turtle(requestOf({ firm: otherCo }))
    expect((await mediator.call(otherCo, 'POST', 'requests', squatted)).status).toBe(201)

    expect((await send(good)).status).toBe(201)
  })
})

it('refuses a document that would take minutes to check, in no time', async () => {
  const parts = Array.from({ length: 1_200 }, (_, index) => `<#p${index}>`)
  const body = `@prefix o: <http://www.w3.org/ns/odrl/2/> .
    <https://compare.example/r> a <https://w3id.org/freehold#AccessRequest> ;
      o:permission ${parts.join()} .
    ${parts.map((part) => `${part} o:target <#t> .`).join('')}
    <#t> <http://purl.org/dc/terms/hasPart> ${parts.join()} .`
  const headers = { 'content-type': 'text/turtle' }

  const response = await mediator.call(compareCo, 'POST', 'requests', { body, headers })

  await expectProblem(response, 422, 'shape-violation')
})
