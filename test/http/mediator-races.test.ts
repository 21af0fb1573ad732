// Decisions that meet each other, and a restart.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import { Stale } from '../../server/store/store.ts'
import {
  active,
  alice,
  compareCo,
  expectProblem,
  granted,
  january,
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

describe('decisions that meet', () => {
  it('let exactly one win', async () => {
    const { id } = await mediator.as(compareCo).ask()
    const body = { resources: [january] }

    const responses = await Promise.all([
      mediator.call(alice, 'POST', `${id}/grant`, { body }),
      mediator.call(alice, 'POST', `${id}/refuse`),
      mediator.call(alice, 'POST', `${id}/grant`, { body }),
      mediator.call(compareCo, 'POST', `${id}/cancel`),
    ])

    expect(responses.filter(({ ok }) => ok)).toHaveLength(1)
    expect(responses.filter(({ status }) => status === 409)).toHaveLength(3)
    expect((await mediator.as(alice).get('grants')).length).toBeLessThan(2)
  })

  it('keep a grant closed that is withdrawn while it is being proved', async () => {
    const grant = await granted(mediator)
    const { head } = mediator.provider
    mediator.provider.head = async (webId, resource) => {
      await mediator.call(alice, 'POST', `${grant.id}/withdraw`)
      return head(webId, resource)
    }

    const response = await mediator.call(alice, 'POST', `${grant.id}/activate`)

    expect(response.status).toBe(409)
    expect(await mediator.as(alice).get(grant.id)).toMatchObject({ state: 'withdrawn' })
    expect((await fetch(grant.leases[0].lease)).status).toBe(404)
  })

  it('number the events of a person without gaps', async () => {
    const ask = (name: string) =>
      mediator.as(compareCo).ask(requestOf({ id: `https://compare.example/${name}` }))
    await Promise.all(['a', 'b', 'c', 'd'].map(ask))

    const events = await mediator.store.list(['mediator', 'event', alice])

    expect(events.map(({ key }) => Number(key.at(-1)))).toEqual([1, 2, 3, 4])
  })
})

function alwaysLate() {
  return Promise.reject(new Stale(['somewhere']))
}

it('says that it is busy when others are always faster', async () => {
  await mediator.close()
  mediator = await startMediator({ ...openMemoryStore(), commit: alwaysLate })

  const response = await mediator.call(compareCo, 'POST', 'requests', turtle(requestOf()))

  await expectProblem(response, 503, 'busy')
  expect(response.headers.get('retry-after')).toBe('1')
})

describe('a restart', () => {
  it('keeps requests, grants, leases and the log', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'freehold-mediator-'))
    await mediator.close()
    mediator = await startMediator(openLmdbStore(folder))
    const grant = await active(mediator)
    await mediator.provider.read(compareCo, january)
    const before = await mediator.as(alice).get('requests')
    const path = new URL(grant.leases[0].lease).pathname
    await mediator.close()

    mediator = await startMediator(openLmdbStore(folder))

    const after = await mediator.as(alice).get('requests')
    expect(after.map(({ id }: { id: string }) => idOf(id))).toEqual([idOf(before[0].id)])
    expect(after[0].grant).toMatchObject({ state: 'active', resources: [january] })
    expect(await (await mediator.call(undefined, 'GET', path)).text()).toContain(compareCo)
    expect(await mediator.as(alice).get('log')).toHaveLength(2)
    await rm(folder, { recursive: true })
  })
})

/** Addresses without the port, which is another after a restart. */
function idOf(url: string): string {
  return new URL(url).pathname
}
