// Reading under a grant: the lease lets in, every read is noted before it is answered.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseTurtle } from '../../shapes/graph.ts'
import { purposes } from '../../vocab/generated/concepts.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { aclFor, bob, firm, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

const purpose = purposes[0]!.standard
const grant = 'https://mediator.example/grants/1'

describe('a lease', () => {
  let pod: TestPod
  let alice: Client
  let asFirm: Client
  let group: string
  beforeEach(async () => {
    pod = await openPod()
    alice = pod.as(pod.alice)
    asFirm = pod.as(firm)
    group = `${pod.baseUrl}/.mediator/leases/secret#g`
    await alice('PUT', 'data/energy.ttl', { type: 'text/turtle', body: '<#a> <#b> "c" .' })
    await alice('PUT', 'data/.acl', {
      type: 'text/turtle',
      body: aclFor(`${pod.root}data/`, [
        [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'],
        [`acl:agent <${pod.alice}>; acl:agentGroup <${group}>`, 'acl:Read'],
      ]),
    })
    open([firm])
  })
  afterEach(async () => {
    expect(pod.errors).toEqual([])
    await pod.close()
  })

  function open(members: string[], name = group, to = grant) {
    pod.leases.set(name, { members, grant: to, purpose })
  }

  interface Logged {
    readonly time: string
    readonly grants: readonly string[]
    readonly [field: string]: unknown
  }

  async function log(query = '?kind=use'): Promise<Logged[]> {
    const headers = { accept: 'application/json' }
    const response = await alice('GET', `.well-known/access-log${query}`, { headers })
    expect(response.status).toBe(200)
    return (await response.json()) as Logged[]
  }

  it('lets its member in, and nobody else, and closes at the next request', async () => {
    expect((await asFirm('GET', 'data/energy.ttl')).status).toBe(200)
    expect((await pod.as(bob)('GET', 'data/energy.ttl')).status).toBe(403)
    open([])

    expect((await asFirm('GET', 'data/energy.ttl')).status).toBe(403)
    pod.leases.delete(group)
    expect((await asFirm('GET', 'data/energy.ttl')).status).toBe(403)
  })

  it('leaves an entry for every read, newest first', async () => {
    const headers = { 'x-test-client': 'https://app.firm.example/id' }
    await asFirm('GET', 'data/energy.ttl', { headers })
    await asFirm('GET', 'data/')
    const [second, first, ...more] = await log()

    expect(more).toEqual([])
    expect(second).toMatchObject({ resource: `${pod.root}data/`, status: 200 })
    expect(first).toEqual({
      kind: 'use',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      agent: firm,
      client: 'https://app.firm.example/id',
      grants: [grant],
      purpose,
      resource: `${pod.root}data/energy.ttl`,
      method: 'GET',
      status: 200,
      bytes: 15,
      seenBy: 'server',
    })
  })

  it('leaves an entry for a read that is answered in part, or not sent again', async () => {
    const etag = (await asFirm('HEAD', 'data/energy.ttl')).headers.get('etag')!
    await asFirm('GET', 'data/energy.ttl', { headers: { 'if-none-match': etag } })
    await asFirm('GET', 'data/energy.ttl', { headers: { range: 'bytes=0-3' } })

    const entries = (await log()).map(({ method, status, bytes }) => [method, status, bytes])
    expect(entries).toEqual([
      ['GET', 206, 4],
      ['GET', 304, 0],
      ['HEAD', 200, 0],
    ])
  })

  it('leaves none for what the owner does, for a refusal, or for what is open to all', async () => {
    await alice('GET', 'data/energy.ttl')
    await pod.as(bob)('GET', 'data/energy.ttl')
    await asFirm('GET', 'profile/card')

    expect(await log()).toEqual([])
  })

  it('is noted under every grant that let in, unless the firm names one', async () => {
    const other = `${pod.baseUrl}/.mediator/leases/other#g`
    open([firm], other, 'https://mediator.example/grants/2')
    const rules = (await (await alice('GET', 'data/.acl')).text()).replace(
      `acl:agentGroup <${group}>`,
      `acl:agentGroup <${group}>, <${other}>`,
    )
    await alice('PUT', 'data/.acl', { type: 'text/turtle', body: rules })
    await asFirm('GET', 'data/energy.ttl')
    await asFirm('GET', 'data/energy.ttl', { headers: { 'freehold-grant': grant } })
    const [named, unnamed] = await log()

    expect(named!.grants).toEqual([grant])
    expect(unnamed!.grants).toEqual([grant, 'https://mediator.example/grants/2'])
  })

  it('that is named must cover what is read', async () => {
    const headers = { 'freehold-grant': 'https://mediator.example/grants/other' }
    const refused = await asFirm('GET', 'data/energy.ttl', { headers })
    const open = await asFirm('GET', 'profile/card', { headers: { 'freehold-grant': grant } })

    expect([refused.status, open.status]).toEqual([403, 403])
    expect(await refused.json()).toMatchObject({
      type: expect.stringContaining('grant-does-not-cover'),
    })
    expect(await log()).toEqual([])
  })

  it('has a log that its owner reads, and nobody else', async () => {
    expect((await asFirm('GET', '.well-known/access-log')).status).toBe(403)
    expect((await pod.as(undefined)('GET', '.well-known/access-log')).status).toBe(401)
    expect((await alice('DELETE', '.well-known/access-log')).status).toBe(405)
  })

  it('has a log in Turtle and in pages', async () => {
    for (const path of ['data/energy.ttl', 'data/', 'data/energy.ttl']) await asFirm('GET', path)
    const turtle = await (await alice('GET', '.well-known/access-log')).text()
    const graph = parseTurtle(turtle, pod.root)
    const all = await log()
    const newest = await log('?kind=use&limit=1')
    const older = await log(`?kind=use&before=${all[0]!.time}`)

    expect(graph.countQuads(null, fh.underGrant, grant, null)).toBe(3)
    expect(newest).toEqual(all.slice(0, 1))
    expect(older.every(({ time }) => time < all[0]!.time)).toBe(true)
    expect((await alice('GET', '.well-known/access-log?limit=x')).status).toBe(400)
    expect((await alice('GET', '.well-known/access-log?before=then')).status).toBe(400)
  })
})

describe('a read whose note cannot be kept', () => {
  it('is not answered', async () => {
    let isBroken = false
    const pod = await openPod({
      wrap: (store) => ({
        ...store,
        commit: (...change) =>
          isBroken ? Promise.reject(new Error('disk full')) : store.commit(...change),
      }),
    })
    const group = `${pod.baseUrl}/.mediator/leases/secret#g`
    pod.leases.set(group, { members: [firm], grant, purpose: undefined })
    const alice = pod.as(pod.alice)
    await alice('PUT', 'data/x', { type: 'text/plain', body: 'precious' })
    const body = aclFor(`${pod.root}data/`, [[`acl:agentGroup <${group}>`, 'acl:Read']])
    await alice('PUT', 'data/.acl', { type: 'text/turtle', body })
    isBroken = true
    const response = await pod.as(firm)('GET', 'data/x')

    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('precious')
    await pod.close()
  })
})
