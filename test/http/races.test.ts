// Requests that meet: whatever the order, what was decided holds when it takes effect.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { aclFor, bob, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

const turtle = { type: 'text/turtle', body: '<#a> <#b> "c" .' }

const insert = (text: string) => ({
  type: 'text/n3',
  body: `@prefix solid: <http://www.w3.org/ns/solid/terms#> . _:p a solid:InsertDeletePatch; solid:inserts { ${text} } .`,
})

const statusesOf = (answers: readonly Response[]) =>
  answers.map(({ status }) => String(status)).toSorted()

describe.each(['memory', 'lmdb'] as const)('requests that meet in the %s store', (backend) => {
  let pod: TestPod
  let alice: Client
  /** Happens once, between the decision of the next request and its commit. */
  let meanwhile: (() => Promise<unknown>) | undefined
  beforeEach(async () => {
    meanwhile = undefined
    pod = await openPod({ backend, wrap })
    alice = pod.as(pod.alice)
  })
  afterEach(async () => {
    expect(pod.errors).toEqual([])
    await pod.close()
  })

  function wrap(store: Store): Store {
    return {
      ...store,
      async commit(writes, conditions) {
        const happens = meanwhile
        meanwhile = undefined
        await happens?.()
        return store.commit(writes, conditions)
      },
    }
  }

  it('lose no patch of ten', async () => {
    await alice('PUT', 'data/x', turtle)
    const numbers = Array.from({ length: 10 }, (_, index) => index)
    const answers = await Promise.all(
      numbers.map((each) => alice('PATCH', 'data/x', insert(`<#a> <#n> ${each}`))),
    )

    expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 204))
    const text = await (await alice('GET', 'data/x')).text()
    for (const each of numbers) expect(text).toMatch(new RegExp(`\\b${each}\\b`))
  })

  it('lose no patch that comes between the reading and the writing of another', async () => {
    await alice('PUT', 'data/x', turtle)
    meanwhile = () => alice('PATCH', 'data/x', insert('<#a> <#n> "first"'))
    await alice('PATCH', 'data/x', insert('<#a> <#n> "second"'))

    const text = await (await alice('GET', 'data/x')).text()
    expect(text).toContain('"first"')
    expect(text).toContain('"second"')
  })

  it('create one document once', async () => {
    const headers = { 'if-none-match': '*' }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => alice('PUT', 'data/once', { ...turtle, headers })),
    )

    expect(statusesOf(answers)).toEqual(['201', ...Array.from({ length: 9 }, () => '412')])
    const listing = await (await alice('GET', 'data/')).text()
    expect(listing.split(ldp.contains).length + listing.split('ldp:contains').length).toBe(3)
  })

  it('replace a document on one condition once', async () => {
    const etag = (await alice('PUT', 'data/x', turtle)).headers.get('etag')!
    const answers = await Promise.all(
      ['one', 'two'].map((body) =>
        alice('PUT', 'data/x', { type: 'text/plain', body, headers: { 'if-match': etag } }),
      ),
    )

    expect(statusesOf(answers)).toEqual(['204', '412'])
  })

  it('give two that are posted under one slug two names', async () => {
    const wished = { ...turtle, headers: { slug: 'same' } }
    const answers = await Promise.all([1, 2, 3].map(() => alice('POST', 'data/', wished)))
    const locations = answers.map(({ headers }) => headers.get('location'))

    expect(new Set(locations).size).toBe(3)
    expect(locations).toContain(`${pod.root}data/same`)
  })

  it('never make a document and a container of one name', async () => {
    const answers = await Promise.all([alice('PUT', 'data/x', turtle), alice('PUT', 'data/x/')])

    expect(statusesOf(answers)).toEqual(['201', '409'])
    meanwhile = () => alice('PUT', 'data/y/z', turtle)
    expect((await alice('PUT', 'data/y', turtle)).status).toBe(409)
  })

  it('never delete a container into which something comes', async () => {
    await alice('PUT', 'data/box/')
    meanwhile = () => alice('PUT', 'data/box/x', turtle)
    const deleted = await alice('DELETE', 'data/box/')

    expect(deleted.status).toBe(409)
    expect((await alice('GET', 'data/box/x')).status).toBe(200)
  })

  it('never create into a container that goes, but make it anew', async () => {
    await alice('PUT', 'data/box/')
    meanwhile = () => alice('DELETE', 'data/box/')
    const created = await alice('PUT', 'data/box/x', turtle)

    expect(created.status).toBe(201)
    expect(await (await alice('GET', 'data/')).text()).toContain(`${pod.root}data/box/`)
    meanwhile = () => alice('DELETE', 'data/box/x').then(() => alice('DELETE', 'data/box/'))
    expect((await alice('POST', 'data/box/', turtle)).status).toBe(404)
  })

  it('never write under a rule that was withdrawn meanwhile', async () => {
    const acl = (modes: string) => ({
      type: 'text/turtle',
      body: aclFor(`${pod.root}share/`, [
        [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'],
        [`acl:agent <${bob}>`, modes],
      ]),
    })
    await alice('PUT', 'share/x', turtle)
    await alice('PUT', 'share/.acl', acl('acl:Read, acl:Write'))
    meanwhile = () => alice('PUT', 'share/.acl', acl('acl:Read'))
    const written = await pod.as(bob)('PUT', 'share/x', { type: 'text/plain', body: 'mine' })

    expect(written.status).toBe(403)
    expect(await (await alice('GET', 'share/x')).text()).toBe(turtle.body)
  })

  it('never write under an inherited rule when an own ACL appears meanwhile', async () => {
    const all = aclFor(`${pod.root}share/`, [
      [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'],
      [`acl:agent <${bob}>`, 'acl:Read, acl:Write'],
    ])
    await alice('PUT', 'share/x', turtle)
    await alice('PUT', 'share/.acl', { type: 'text/turtle', body: all })
    const own = aclFor(`${pod.root}share/x`, [[`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write']])
    meanwhile = () => alice('PUT', 'share/x.acl', { type: 'text/turtle', body: own })

    expect((await pod.as(bob)('DELETE', 'share/x')).status).toBe(403)
    expect((await alice('GET', 'share/x')).status).toBe(200)
  })

  it('leave no ACL behind for a document that goes while it is made', async () => {
    await alice('PUT', 'share/x', turtle)
    const body = aclFor(`${pod.root}share/x`, [['acl:agentClass foaf:Agent', 'acl:Read']])
    meanwhile = () => alice('DELETE', 'share/x')
    const put = await alice('PUT', 'share/x.acl', { type: 'text/turtle', body })
    await alice('PUT', 'share/x', turtle)

    expect(put.status).toBe(404)
    expect((await pod.as(undefined)('GET', 'share/x')).status).toBe(401)
  })
})
