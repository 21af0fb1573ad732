// Leases: what is seen through them, and who can know them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  active,
  alice,
  compareCo,
  february,
  granted,
  january,
  startMediator,
} from '../support/mediator.ts'
import type { RunningMediator } from '../support/mediator.ts'

let mediator: RunningMediator
beforeEach(async () => {
  mediator = await startMediator()
})
afterEach(() => mediator.close())

describe('the log', () => {
  it('tells the person what was seen through her leases, newest first', async () => {
    const grant = await active(mediator, [january, february])
    await mediator.provider.read(compareCo, january)
    mediator.later(1)
    await mediator.provider.read(compareCo, february)

    const log = await mediator.as(alice).get('log')

    expect(log).toEqual([
      {
        time: '2026-02-03T08:00:00.000Z',
        grant: grant.id,
        firm: compareCo,
        purpose: grant.purpose,
        resource: february,
        seenBy: 'lease',
      },
      expect.objectContaining({ time: '2026-02-02T08:00:00.000Z', resource: january }),
    ])
    expect(await mediator.as(compareCo).get('log')).toEqual([])
  })

  it('leaves out proofs, closed leases, and what our own pods ask in process', async () => {
    const grant = await active(mediator)
    await mediator.mediator.resolveLease(grant.leases[0].lease, mediator.clock.now)
    await mediator.as(alice).post(`${grant.id}/withdraw`)
    await fetch(grant.leases[0].lease)

    expect(await mediator.as(alice).get('log')).toEqual([])
  })
})

describe('the secret of a lease', () => {
  it('has at least 128 bits, is different for each, and guesses find nothing', async () => {
    const grant = await granted(mediator, [january, february])

    const secrets = grant.leases.map(
      ({ lease }: { lease: string }) => /leases\/([\w-]+)#g/.exec(lease)![1],
    )
    expect(new Set(secrets).size).toBe(2)
    for (const secret of secrets) expect(secret.length).toBeGreaterThanOrEqual(22)
    for (const guess of ['x', secrets[0].slice(0, -1), '..%2f..', '%00', 'a'.repeat(5_000)]) {
      const response = await fetch(`${mediator.base}leases/${guess}`)
      expect([response.status, await response.text()]).toEqual([404, ''])
    }
    expect(
      await mediator.mediator.resolveLease(`${mediator.base}leases/${'x'.repeat(43)}#g`, 0),
    ).toMatchObject({ members: [] })
    expect(await mediator.mediator.resolveLease('https://other.example/g#g', 0)).toBeUndefined()
  })

  it('is never logged, not even when the store fails', async () => {
    const grant = await active(mediator)
    const { store } = mediator
    store.get = () => Promise.reject(new Error('disk on fire'))

    const response = await fetch(grant.leases[0].lease)

    expect(response.status).toBe(500)
    expect(mediator.logged.join('\n')).toContain('request failed')
    const secret = /leases\/([\w-]+)#g/.exec(grant.leases[0].lease)![1]
    expect(mediator.logged.join('\n')).not.toContain(secret)
  })
})
