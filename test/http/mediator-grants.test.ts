// The life of a grant, told from outside by its two parties and a pod's provider.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { irisOf, parseTurtle } from '../../shapes/graph.ts'
import { dct } from '../../vocab/generated/dct.ts'
import { dpv } from '../../vocab/generated/dpv.ts'
import { odrl } from '../../vocab/generated/odrl.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import {
  active,
  alice,
  compareCo,
  february,
  granted,
  january,
  otherCo,
  requestOf,
  startMediator,
} from '../support/mediator.ts'
import type { RunningMediator } from '../support/mediator.ts'

let mediator: RunningMediator
beforeEach(async () => {
  mediator = await startMediator()
})
afterEach(() => mediator.close())

describe('a grant', () => {
  it('is agreed first: nobody but the test agent is let in', async () => {
    const grant = await granted(mediator)

    expect(grant).toMatchObject({
      state: 'agreed',
      resources: [january],
      from: '2026-02-02T08:00:00.000Z',
      until: '2026-03-04T08:00:00.000Z',
    })
    const group = await fetch(grant.leases[0].lease)
    expect(await group.text()).toContain(`${mediator.base}agents/canary#it`)
    expect(await mediator.provider.read(compareCo, january)).toBe(403)
    expect(await mediator.mediator.resolveLease(grant.leases[0].lease, mediator.clock.now)).toEqual(
      { members: [`${mediator.base}agents/canary#it`], grant: undefined, purpose: undefined },
    )
  })

  it('becomes active once the provider is seen to enforce it, and lets the firm in', async () => {
    const grant = await active(mediator, [january, february])

    expect(grant.state).toBe('active')
    expect(await mediator.provider.read(compareCo, january)).toBe(200)
    expect(await mediator.provider.read(compareCo, february)).toBe(200)
    expect(await mediator.provider.read(otherCo, january)).toBe(403)
    expect(await mediator.provider.read(`${mediator.base}agents/canary#it`, january)).toBe(403)
    expect(await mediator.mediator.resolveLease(grant.leases[0].lease, mediator.clock.now)).toEqual(
      { members: [compareCo], grant: grant.id, purpose: grant.purpose },
    )
  })

  it('stays active when it is activated once more', async () => {
    const grant = await active(mediator)

    const again = await mediator.as(alice).post(`${grant.id}/activate`)

    expect(again).toEqual(grant)
    expect(await mediator.provider.read(compareCo, january)).toBe(200)
  })

  it('records the request as seen by the mediator, whatever date the firm wrote', async () => {
    const { id } = await mediator.as(compareCo).ask(requestOf({ issued: new Date('1999-12-31') }))
    const grant = await mediator.as(alice).post(`${id}/grant`, { resources: [january] })

    const accept = { headers: { accept: 'text/turtle' } }
    const text = await (await mediator.call(alice, 'GET', grant.id, accept)).text()

    expect(text).not.toContain('1999')
    expect(text).toContain('2026-02-02T08:00:00')
  })

  it('is shown to the firm without the leases, and as the state of its request', async () => {
    const { id } = await active(mediator)

    const [seen] = await mediator.as(compareCo).get('grants')
    const [request] = await mediator.as(compareCo).get('requests')

    expect(seen).toMatchObject({ id, state: 'active', leases: [] })
    expect(request).toMatchObject({ state: 'active', grant: { id, leases: [] } })
    expect(await mediator.as(compareCo).get(id)).toEqual(seen)
  })

  it('closes at once when the person withdraws it: an empty 404', async () => {
    const grant = await active(mediator)

    const ended = await mediator.as(alice).post(`${grant.id}/withdraw`)

    expect(ended).toMatchObject({ state: 'withdrawn', endedAt: '2026-02-02T08:00:00.000Z' })
    const lease = await fetch(grant.leases[0].lease)
    expect(lease.status).toBe(404)
    expect(await lease.text()).toBe('')
    expect(lease.headers.get('cache-control')).toBe('no-store')
    expect(await mediator.provider.read(compareCo, january)).toBe(403)
    expect(
      await mediator.mediator.resolveLease(grant.leases[0].lease, mediator.clock.now),
    ).toMatchObject({ members: [], grant: undefined })
  })

  it('closes at once when the firm revokes it', async () => {
    const grant = await active(mediator)

    await mediator.as(compareCo).post(`${grant.id}/revoke`)

    expect(await mediator.as(alice).get(grant.id)).toMatchObject({ state: 'revoked' })
    expect(await mediator.provider.read(compareCo, january)).toBe(403)
  })

  it('closes by the clock alone when its term is over', async () => {
    const grant = await active(mediator)
    const lease = () =>
      mediator.mediator.resolveLease(grant.leases[0].lease, Date.parse(grant.until))

    mediator.later(30)

    expect(await mediator.provider.read(compareCo, january)).toBe(403)
    expect(await lease()).toMatchObject({ members: [] })
    expect(await mediator.as(alice).get(grant.id)).toMatchObject({
      state: 'expired',
      endedAt: grant.until,
    })
    expect(await mediator.as(compareCo).get('requests')).toMatchObject([{ state: 'expired' }])
    expect((await mediator.call(alice, 'POST', `${grant.id}/withdraw`)).status).toBe(409)
  })

  it('ends earlier than was asked for, when the person wishes so', async () => {
    const { id } = await mediator.as(compareCo).ask()

    const until = '2026-02-05T00:00:00.000Z'
    const grant = await mediator.as(alice).post(`${id}/grant`, { resources: [january], until })

    expect(grant.until).toBe(until)
  })

  it('is written down as agreement and record of consent in one document that stays', async () => {
    const grant = await active(mediator)
    const accept = { headers: { accept: 'text/turtle' } }
    const text = await (await mediator.call(compareCo, 'GET', grant.id, accept)).text()

    const graph = parseTurtle(text, 'https://elsewhere.example/')
    const permission = irisOf(graph, grant.id, odrl.permission)[0]!
    expect(irisOf(graph, grant.id, rdf.type)).toContain(odrl.Agreement)
    expect(irisOf(graph, permission, odrl.assignee)).toEqual([compareCo])
    expect(irisOf(graph, irisOf(graph, permission, odrl.target)[0]!, dct.hasPart)).toEqual([
      january,
    ])
    const record = graph.getSubjects(rdf.type, dpv.ConsentRecord, null)[0]!.value
    expect(irisOf(graph, record, dpv.hasDataSubject)).toEqual([alice])
    const control = irisOf(graph, record, dpv.hasConsentControl)[0]!
    expect(irisOf(graph, control, dpv.isExercisedAt)).toEqual([`${grant.id}/withdraw`])
    const statuses = irisOf(graph, record, dpv.hasConsentStatus)
    expect(statuses.flatMap((each) => irisOf(graph, each, dpv.isIndicatedBy)).toSorted()).toEqual(
      [alice, compareCo].toSorted(),
    )
    expect(text).not.toContain(grant.leases[0].lease)

    await mediator.as(alice).post(`${grant.id}/withdraw`)
    expect(await (await mediator.call(alice, 'GET', grant.id, accept)).text()).toBe(text)
  })
})

describe('a provider that does not enforce', () => {
  it.each([
    ['lets nobody in', 'canary'],
    ['lets everybody in', 'stranger'],
    ['never forgets', 'canary'],
  ] as const)('because it %s leaves the grant agreed and everything closed', async (how, who) => {
    const grant = await granted(mediator)
    mediator.provider.behaves = how

    const response = await mediator.call(alice, 'POST', `${grant.id}/activate`)

    expect(response.status).toBe(409)
    const problem = await response.json()
    expect(problem.type).toContain('#not-enforced')
    expect(problem.detail).toContain(who)
    expect(problem.detail).toContain(january)
    expect((await fetch(grant.leases[0].lease)).status).toBe(404)
    expect(await mediator.as(alice).get(grant.id)).toMatchObject({ state: 'agreed' })
  })

  it('gets another chance', async () => {
    const grant = await granted(mediator)
    mediator.provider.behaves = 'lets nobody in'
    await mediator.call(alice, 'POST', `${grant.id}/activate`)

    mediator.provider.behaves = 'enforces'

    expect(await mediator.as(alice).post(`${grant.id}/activate`)).toMatchObject({ state: 'active' })
  })

  it('never sees the firm listed while it is tried', async () => {
    const grant = await granted(mediator)
    const seen: unknown[] = []
    const { head } = mediator.provider
    mediator.provider.head = async (webId, resource) => {
      seen.push(await (await fetch(grant.leases[0].lease)).text())
      return head(webId, resource)
    }

    await mediator.as(alice).post(`${grant.id}/activate`)

    expect(seen).toHaveLength(3)
    expect(seen.join()).not.toContain(compareCo)
  })
})
