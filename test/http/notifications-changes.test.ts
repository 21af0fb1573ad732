// The log of changes: what each request leaves in it, for those who send notifications.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { latestPlace, readChanges, sweepChanges } from '../../server/pod/notifications/changes.ts'
import { aclFor, bob, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

const type = 'text/turtle'
const start = Date.UTC(2026, 0, 1)

let pod: TestPod
let alice: Client
let time = start
beforeEach(async () => {
  time = start
  pod = await openPod({ now: () => time })
  alice = pod.as(pod.alice)
})
afterEach(async () => {
  expect(pod.errors).toEqual([])
  await pod.close()
})

/** 'Create data/x.ttl' or 'Add data/x.ttl to data/', one list for each commit. */
async function log(): Promise<string[][]> {
  const changes = await readChanges(pod.store, '/alice/', '')
  return changes.map(({ activities }) =>
    activities.map(({ type, object, target }) =>
      [type, short(object), ...(target === undefined ? [] : ['at', short(target)])].join(' '),
    ),
  )
}

function short(path: string): string {
  return path.replace('/alice/', '') || '/'
}

describe('a commit that changes a resource', () => {
  it('leaves one entry: of the document, and of every container that came with it', async () => {
    await alice('PUT', 'data/a/b.ttl', { type, body: '<> a <#x> .' })

    expect(await log()).toEqual([
      [
        'Create data/a/b.ttl',
        'Add data/a/b.ttl at data/a/',
        'Create data/a/',
        'Add data/a/ at data/',
      ],
    ])
  })

  it('says nothing of what a document contains', async () => {
    await alice('PUT', 'data/x.ttl', { type, body: '<> a <#x> .' })

    const [change] = await readChanges(pod.store, '/alice/', '')

    expect(change!.at).toBe(start)
    expect(change!.activities[0]).toEqual({ type: 'Create', object: '/alice/data/x.ttl' })
  })

  it.each([
    ['PUT', { type, body: '<> a <#y> .' }],
    [
      'PATCH',
      { type: 'application/sparql-update', body: 'INSERT DATA { <urn:a> <urn:b> <urn:c> }' },
    ],
  ])('of a document that is there by %s is one update', async (method, options) => {
    await alice('PUT', 'data/x.ttl', { type, body: '<> a <#x> .' })

    await alice(method, 'data/x.ttl', options)

    expect((await log())[1]).toEqual(['Update data/x.ttl'])
  })

  it('by POST tells of the container too, and by DELETE with all that belonged to it', async () => {
    const url = `${pod.root}data/x.ttl`
    await alice('POST', 'data/', { type, body: '<> a <#x> .', headers: { slug: 'x.ttl' } })
    await alice('PUT', 'data/x.ttl.acl', {
      type,
      body: aclFor(url, [[`acl:agent <${pod.alice}>`, 'acl:Control, acl:Write']]),
    })
    await alice('PUT', 'data/x.ttl.meta', { type, body: '<> a <#m> .' })
    await alice('DELETE', 'data/x.ttl')

    expect(await log()).toEqual([
      ['Create data/x.ttl', 'Add data/x.ttl at data/'],
      ['Create data/x.ttl.acl'],
      ['Create data/x.ttl.meta', 'Update data/x.ttl'],
      [
        'Delete data/x.ttl',
        'Remove data/x.ttl at data/',
        'Delete data/x.ttl.acl',
        'Delete data/x.ttl.meta',
      ],
    ])
  })

  it('of what clients say about a container is an update of it', async () => {
    await alice('PUT', 'data/', { type, body: '<> <urn:title> "Data" .' })

    expect(await log()).toEqual([['Update data/']])
  })
})

describe('nothing is noted', () => {
  it('of writes that change nothing, or are refused', async () => {
    const body = '<> a <#x> .'
    await alice('PUT', 'data/x.ttl', { type, body })

    const statuses = [
      await alice('PUT', 'data/x.ttl', { type, body }),
      await alice('PUT', 'data/x.ttl', { type, body: 'no turtle' }),
      await alice('PUT', 'data/x.ttl', { type, body: '', headers: { 'if-none-match': '*' } }),
      await alice('DELETE', 'data/'),
      await alice('DELETE', 'data/none'),
      await pod.as(bob)('PUT', 'data/x.ttl', { type, body: '<> a <#y> .' }),
    ].map(({ status }) => status)

    expect(statuses).toEqual([204, 400, 412, 409, 404, 403])
    expect(await log()).toHaveLength(1)
  })

  it('of a storage that only reads', async () => {
    await alice('GET', '')
    await alice('HEAD', 'profile/card')

    expect(await log()).toEqual([])
    expect(await latestPlace(pod.store, '/alice/')).toBe('')
  })
})

describe('changes in the log', () => {
  it('are found behind the place that somebody has read up to', async () => {
    await alice('PUT', 'data/x', { type: 'text/plain', body: '1' })
    const place = await latestPlace(pod.store, '/alice/')
    await alice('PUT', 'data/x', { type: 'text/plain', body: '2' })

    const after = await readChanges(pod.store, '/alice/', place)

    expect(after.map(({ activities }) => activities[0]!.type)).toEqual(['Update'])
    expect(await readChanges(pod.store, '/alice/', after[0]!.place)).toEqual([])
  })

  it('are kept for a day', async () => {
    await alice('PUT', 'data/x', { type: 'text/plain', body: '1' })
    time += 24 * 3_600_000
    await alice('PUT', 'data/x', { type: 'text/plain', body: '2' })

    expect(await sweepChanges(pod.store, time)).toBe(0)
    expect(await sweepChanges(pod.store, time + 2 * 3_600_000)).toBe(1)
    expect(await log()).toEqual([['Update data/x']])
  })
})
