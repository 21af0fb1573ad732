// Decisions of a person that the mediator refuses.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  alice,
  compareCo,
  expectProblem,
  february,
  january,
  requestOf,
  startMediator,
  storage,
} from '../support/mediator.ts'
import type { RunningMediator } from '../support/mediator.ts'

let mediator: RunningMediator
beforeEach(async () => {
  mediator = await startMediator()
})
afterEach(() => mediator.close())

async function grant(body: object | string, asked: readonly string[] = []) {
  const { id } = await mediator.as(compareCo).ask(requestOf({ resources: asked }))
  return mediator.call(alice, 'POST', `${id}/grant`, { body })
}

describe('a grant', () => {
  afterEach(async () => expect(await mediator.as(alice).get('grants')).toEqual([]))

  it.each([
    'https://pod.example/bob/data/energy/raw/2026-01.ttl',
    'https://pod.example/alice/../bob/data/x.ttl',
    'https://pod.example/alice/%2e%2e/bob/x.ttl',
    'https://pod.example/alice/..\\bob/x.ttl',
    'https://pod.example/alice',
    'https://pod.example/alicebob/x.ttl',
    'https://alice@pod.example/alice/x.ttl',
    'https://pod.example:8443/alice/x.ttl',
    'http://pod.example/alice/x.ttl',
    'HTTPS://POD.EXAMPLE/alice/x.ttl',
    `${january}?version=1`,
    `${january}#it`,
    storage,
    'data/energy/raw/2026-01.ttl',
    '',
  ])('for %j, which is not hers to give like this, is refused', async (resource) => {
    const problem = await expectProblem(
      await grant({ resources: [january, resource] }),
      403,
      'not-your-resource',
    )

    expect(problem.detail).toContain(resource)
  })

  it.each([
    ['longer than was asked for', '2026-03-04T08:00:00.001Z'],
    ['until before it begins', '2026-02-02T08:00:00Z'],
    ['until the year 9999', '9999-12-31T23:59:59Z'],
  ])('%s is refused', async (_what, until) => {
    await expectProblem(await grant({ resources: [january], until }), 422, 'unprocessable')
  })

  it('beyond the resources that were asked for is refused', async () => {
    await expectProblem(await grant({ resources: [february] }, [january]), 422, 'unprocessable')
  })

  it.each([
    ['no resources', {}],
    ['an empty list', { resources: [] }],
    ['a list of numbers', { resources: [1] }],
    ['a list that is an object', { resources: { length: 1, 0: january } }],
    ['an end in words', { resources: [january], until: 'tomorrow' }],
    ['an end as number', { resources: [january], until: 1_772_000_000_000 }],
    ['an impossible day', { resources: [january], until: '2026-02-99T00:00:00Z' }],
    ['an end without offset', { resources: [january], until: '2026-02-03T00:00:00' }],
  ])('with %s is refused', async (_what, body) => {
    await expectProblem(await grant(body), 400, 'bad-request')
  })

  it('of more resources than can be proved is refused', async () => {
    const resources = Array.from({ length: 101 }, (_, index) => `${storage}${index}.ttl`)

    await expectProblem(await grant({ resources }), 422, 'unprocessable')
  })

  it.each([
    ['broken JSON', '{"resources"', 'application/json', 400, 'bad-syntax'],
    ['a JSON list', '[]', 'application/json', 400, 'bad-syntax'],
    ['a form from another site', 'resources=x', 'text/plain', 415, 'unsupported-media-type'],
  ] as const)('written as %s is refused', async (_what, body, type, status, problem) => {
    const { id } = await mediator.as(compareCo).ask()

    const init = { body, headers: { 'content-type': type } }
    const response = await mediator.call(alice, 'POST', `${id}/grant`, init)

    await expectProblem(response, status, problem)
  })

  it('by a person who has left for another mediator is refused', async () => {
    const { id } = await mediator.as(compareCo).ask()
    mediator.documents.delete(alice)

    const body = { resources: [january] }
    const response = await mediator.call(alice, 'POST', `${id}/grant`, { body })

    await expectProblem(response, 422, 'not-represented')
  })
})

describe('resources inside a container that was asked for', () => {
  it('can be granted one by one', async () => {
    const asked = [`${storage}data/energy/`]
    const { id } = await mediator.as(compareCo).ask(requestOf({ resources: asked }))

    const grant = await mediator.as(alice).post(`${id}/grant`, { resources: [january, january] })

    expect(grant.resources).toEqual([january])
  })
})
