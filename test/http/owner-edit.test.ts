// How the account page writes a WebID document: like everybody's writes, but with the part that is hers.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLocalBus } from '../../server/bus.ts'
import { readChanges } from '../../server/pod/notifications/changes.ts'
import { editOwnDocument, readOwnDocument } from '../../server/pod/resources/owner-edit.ts'
import type { OwnerWorld } from '../../server/pod/resources/owner-edit.ts'
import { namedNode, quad } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { countOf } from '../../server/store/store.ts'
import { bob, openPod } from '../support/pod.ts'
import type { TestPod } from '../support/pod.ts'

describe('an edit of the own WebID document', () => {
  let pod: TestPod
  let world: OwnerWorld
  let told: string[]
  beforeEach(async () => {
    pod = await openPod()
    const bus = openLocalBus()
    told = []
    bus.listen('change', (name) => void told.push(name))
    world = { ...pod, bus, now: Date.now, quotaBytes: 1024 ** 3 }
  })
  afterEach(() => pod.close())

  const storage = (value: string) =>
    quad(namedNode(pod.alice), namedNode(pim.storage), namedNode(value))
  const add = (more: Quad) => editOwnDocument(world, pod.alice, (quads) => [...quads, more])
  const used = async () => countOf((await pod.store.get(['used', '/alice/']))?.value)

  it('is counted, and told to those who listen, in its commit', async () => {
    const before = await used()

    await add(storage('https://other.example/'))

    const [last] = (await readChanges(pod.store, '/alice/', '')).slice(-1)
    expect(last?.activities).toMatchObject([{ type: 'Update', object: '/alice/profile/card' }])
    expect(await used()).toBeGreaterThan(before)
    await expect.poll(() => told).toEqual(['/alice/'])
  })

  it('writes nothing when nothing is to be changed', async () => {
    await editOwnDocument(world, pod.alice, (quads) => quads)

    expect(await readChanges(pod.store, '/alice/', '')).toEqual([])
  })

  it('is made again on what others wrote meanwhile', async () => {
    const alice = pod.as(pod.alice)
    const nick = `INSERT DATA { <#me> <http://xmlns.com/foaf/0.1/nick> "Al" }`
    let isFirst = true
    const slow: OwnerWorld = {
      ...world,
      store: {
        ...pod.store,
        async commit(writes, conditions) {
          if (isFirst) {
            isFirst = false
            const type = 'application/sparql-update'
            await alice('PATCH', 'profile/card', { type, body: nick })
          }
          return pod.store.commit(writes, conditions)
        },
      },
    }

    await editOwnDocument(slow, pod.alice, (quads) => [...quads, storage('https://x.example/')])

    const text = await (await alice('GET', 'profile/card')).text()
    expect(text).toContain('"Al"')
    expect(text).toContain('https://x.example/')
  })

  it('does not break the profile, and is not for WebIDs elsewhere', async () => {
    const inbox = quad(namedNode(pod.alice), namedNode(ldp.inbox), namedNode('https://x.example/'))

    await expect(add(inbox)).rejects.toMatchObject({ type: 'unprocessable' })
    for (const webId of [bob, `${pod.baseUrl}/alice/other#me`, `${pod.baseUrl}/bob/card#me`]) {
      await expect(readOwnDocument(world, webId)).rejects.toMatchObject({ type: 'not-found' })
    }
    const full = { ...world, quotaBytes: 1 }
    const more = editOwnDocument(full, pod.alice, (quads) => [
      ...quads,
      storage('https://y.example/'),
    ])
    await expect(more).rejects.toMatchObject({ type: 'quota-exceeded' })
  })
})
