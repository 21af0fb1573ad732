// Requests, told from outside by the firm that asks and the person who is asked.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { irisOf, parseTurtle } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
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

describe('a request', () => {
  it('reaches the person, with who asks for what, for how long and why', async () => {
    const sent = await mediator.as(compareCo).ask(requestOf({ resources: [january] }))
    const [received] = await mediator.as(alice).get('requests')

    expect(received).toEqual(sent)
    expect(received).toMatchObject({
      request: requestOf().id,
      person: alice,
      firm: compareCo,
      firmName: 'CompareCo',
      dataType: fh.EnergyConsumptionType,
      purpose: requestOf().purpose,
      term: 'P30D',
      resources: [january],
      message: 'To find you a cheaper tariff.',
      state: 'requested',
      issued: '2026-02-01T10:00:00.000Z',
    })
    expect(received.id).toMatch(`${mediator.base}requests/`)
  })

  it('is listed newest first, to its two parties alone', async () => {
    const first = await mediator.as(compareCo).ask()
    mediator.later(1)
    const second = await mediator.as(compareCo).ask(requestOf({ id: 'https://compare.example/43' }))

    const ids = async (webId: string) =>
      (await mediator.as(webId).get('requests')).map(({ id }: { id: string }) => id)
    expect(await ids(alice)).toEqual([second.id, first.id])
    expect(await ids(compareCo)).toEqual([second.id, first.id])
    expect(await ids(otherCo)).toEqual([])
    expect(await ids(bob)).toEqual([])
  })

  it('is kept in the words of the firm', async () => {
    const { id } = await mediator.as(compareCo).ask()

    const response = await mediator.call(alice, 'GET', id, { headers: { accept: 'text/turtle' } })

    expect(response.headers.get('content-type')).toContain('text/turtle')
    const graph = parseTurtle(await response.text(), id)
    expect(irisOf(graph, requestOf().id, rdf.type)).toContain(fh.AccessRequest)
  })

  it('is refused by the person, with her reason', async () => {
    const { id } = await mediator.as(compareCo).ask()

    await mediator.as(alice).post(`${id}/refuse`, { reason: 'Not now' })

    expect(await mediator.as(compareCo).get(id)).toMatchObject({
      state: 'refused',
      reason: 'Not now',
    })
  })

  it('is refused without a word', async () => {
    const { id } = await mediator.as(compareCo).ask()

    expect(await mediator.as(alice).post(`${id}/refuse`)).toMatchObject({ state: 'refused' })
  })

  it('is cancelled by the firm, after which nothing can be granted', async () => {
    const { id } = await mediator.as(compareCo).ask()

    await mediator.as(compareCo).post(`${id}/cancel`)

    const late = await mediator.call(alice, 'POST', `${id}/grant`, {
      body: { resources: [january] },
    })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({
      type: expect.stringContaining('#wrong-state'),
      state: 'cancelled',
    })
  })
})

function ask(name: string): Promise<Response> {
  const request = requestOf({ id: `https://compare.example/${name}` })
  return mediator.call(compareCo, 'POST', 'requests', turtle(request))
}

describe('many requests of one firm', () => {
  it('are refused beyond what one person bears in a day, and taken the next day', async () => {
    for (let number = 1; number <= 20; number++) expect((await ask(`${number}`)).status).toBe(201)

    const more = await ask('21')
    const again = await ask('20')
    mediator.later(1)
    const tomorrow = await ask('21')

    await expectProblem(more, 429, 'too-many-requests')
    expect(more.headers.get('retry-after')).toBe('86400')
    expect([again.status, tomorrow.status]).toEqual([200, 201])
  })

  it('that arrive at once are counted all the same', async () => {
    const names = Array.from({ length: 24 }, (_, index) => `at-once-${index}`)

    const statuses = (await Promise.all(names.map(ask))).map(({ status }) => status)

    expect(statuses.filter((status) => status === 201)).toHaveLength(20)
    expect(statuses.filter((status) => status === 429)).toHaveLength(4)
  })
})
