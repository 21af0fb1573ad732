// Notifications over web sockets: what subscribers are told, and in which order.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseTurtle } from '../../shapes/graph.ts'
import { as } from '../../vocab/generated/as.ts'
import { notify } from '../../vocab/generated/notify.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { channel, contexts, listenTo, subscribed } from '../support/listener.ts'
import { openNotifiedPod, start } from '../support/notified-pod.ts'
import type { NotifiedPod } from '../support/notified-pod.ts'
import { bob } from '../support/pod.ts'
import type { TestPod } from '../support/pod.ts'

const type = 'text/turtle'
const day = 24 * 3_600_000
const until = (moment: number) => new Date(moment).toISOString()

let pod: TestPod
let on: NotifiedPod
beforeEach(async () => {
  on = await openNotifiedPod()
  pod = on.pod
})
afterEach(async () => {
  expect(pod.errors).toEqual([])
  await pod.close()
})

describe('a subscriber', () => {
  it('is told of a change with its state', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: on.url('data/x') })

    const created = await on.put('data/x', '1')

    expect(await listener.next()).toEqual({
      '@context': [as[''].replace('#', ''), contexts.current],
      id: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/) as string,
      type: 'Create',
      object: on.url('data/x'),
      state: created.headers.get('etag'),
      published: until(start),
    })
  })

  it('is told in Turtle, and in the context that she used', async () => {
    const topic = on.url('data/x')
    const inTurtle = await subscribed(pod, pod.alice, { topic, accept: type })
    const inOld = await subscribed(pod, pod.alice, { topic, '@context': contexts.old })

    await on.put('data/x', '1')

    const graph = parseTurtle(await inTurtle.nextText(), '')
    const [message] = graph.getSubjects(as.object, topic, null)
    const value = (property: string) => graph.getObjects(message!, property, null)[0]?.value
    expect([value(rdf.type), value(as.published)]).toEqual([as.Create, until(start)])
    expect(value(notify.state)).toBe(await on.etag('data/x'))
    expect((await inOld.next())['@context']).toEqual([as[''].replace('#', ''), contexts.old])
  })

  it('of a document is told of each change of it, in order, and of nothing else', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: on.url('data/x') })

    await on.put('data/x', '1')
    await on.put('data/y', '1')
    await on.put('data/x', '1')
    await on.put('data/x', '2')
    await on.alice('PUT', 'data/x.meta', { type, body: '<> a <#m> .' })
    await on.rules('data/x')
    await on.alice('DELETE', 'data/x')
    await on.put('data/x', '3')

    const all = [
      'Create data/x',
      'Update data/x',
      'Update data/x',
      'Delete data/x',
      'Create data/x',
    ]
    expect(await on.heard(listener, 5)).toEqual(all)
    expect(listener.waiting).toEqual([])
  })

  it('hears no state of what is gone', async () => {
    await on.put('data/x', '1')
    const listener = await subscribed(pod, pod.alice, { topic: on.url('data/x') })

    await on.alice('DELETE', 'data/x')

    expect(await listener.next()).not.toHaveProperty('state')
  })

  it('of a container is told what comes into it and goes, not what changes below', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: on.url('data/') })

    await on.put('data/a/b/c', '1')
    await on.put('data/x', '1')
    await on.put('data/x', '2')
    await on.alice('PUT', 'data/', { type, body: '<> <urn:title> "Data" .' })
    await on.alice('DELETE', 'data/x')

    const all = [
      'Add data/a/ to data/',
      'Add data/x to data/',
      'Update data/',
      'Remove data/x to data/',
    ]
    expect(await on.heard(listener, 4)).toEqual(all)
  })

  it('hears the state of a container that she would be given herself', async () => {
    await on.rules('data/', ['acl:agentClass foaf:Agent', 'acl:Read'])
    await on.put('data/hidden', '1')
    await on.rules('data/hidden')
    const [hers, theirs] = [
      await subscribed(pod, pod.alice, { topic: on.url('data/') }),
      await subscribed(pod, undefined, { topic: on.url('data/') }),
    ]

    await on.put('data/x', '1')

    const states = [(await hers.next())['state'], (await theirs.next())['state']]
    expect(states).toEqual([await on.etag('data/'), await on.etag('data/', pod.as(undefined))])
    expect(states[0]).not.toBe(states[1])
  })

  it('of several topics hears of them in the order of changes', async () => {
    const topic = [on.url('data/'), on.url('data/x')]
    const listener = await subscribed(pod, pod.alice, { topic })

    await on.put('data/x', '1')
    await on.alice('DELETE', 'data/x')

    const all = ['Create data/x', 'Add data/x to data/', 'Delete data/x', 'Remove data/x to data/']
    expect(await on.heard(listener, 4)).toEqual(all)
  })

  it('misses nothing between subscribing and connecting', async () => {
    const { receiveFrom } = await channel(pod, pod.alice, { topic: on.url('data/x') })
    await on.put('data/x', '1')
    await on.put('data/x', '2')

    const listener = await listenTo(receiveFrom!)

    expect(await on.heard(listener, 2)).toEqual(['Create data/x', 'Update data/x'])
  })

  it('of an ACL is told of it; those who only read the resource are not', async () => {
    await on.rules('data/', [`acl:agent <${bob}>`, 'acl:Read'])
    const [owner, reader] = [
      await subscribed(pod, pod.alice, { topic: on.url('data/.acl') }),
      await subscribed(pod, bob, { topic: on.url('data/') }),
    ]

    await on.rules('data/', [`acl:agent <${bob}>`, 'acl:Read, acl:Append'])
    await on.put('data/x', '1')

    expect(await on.heard(owner, 1)).toEqual(['Update data/.acl'])
    expect(await on.heard(reader, 1)).toEqual(['Add data/x to data/'])
  })
})

describe('features', () => {
  it('state: what differs at the start is told at once, what does not is not', async () => {
    await on.put('data/x', '1')
    const topic = on.url('data/x')
    const state = await on.etag('data/x')

    const same = await subscribed(pod, pod.alice, { topic, state })
    const other = await subscribed(pod, pod.alice, { topic, state: '"old"' })
    const gone = await subscribed(pod, pod.alice, { topic: on.url('data/none'), state: '"old"' })

    expect(await other.next()).toMatchObject({ type: 'Update', object: topic, state })
    expect(await on.heard(gone, 1)).toEqual(['Delete data/none'])
    await on.put('data/x', '2')
    expect(await same.next()).toMatchObject({ type: 'Update', state: await on.etag('data/x') })
  })

  it('startAt: what happens before is not told, but that it did to those who have a state', async () => {
    const startAt = until(start + day)
    const topic = on.url('data/x')
    const later = await subscribed(pod, pod.alice, { topic, startAt })
    const behind = await subscribed(pod, pod.alice, { topic, startAt, state: '"old"' })

    await on.put('data/x', '1')
    on.world.time += day
    await on.put('data/x', '2')

    expect(await on.heard(later, 1)).toEqual(['Update data/x'])
    expect(await on.heard(behind, 2)).toEqual(['Update data/x', 'Update data/x'])
  })

  it('endAt: then the socket is closed, and opens no more', async () => {
    const members = { topic: on.url('data/x'), endAt: until(start + 3_600_000) }
    const { receiveFrom } = await channel(pod, pod.alice, members)
    const listener = await listenTo(receiveFrom!)

    on.world.time += 3_600_000
    await on.put('data/x', '1')

    expect(await listener.closed()).toEqual({ code: 1000, reason: 'The channel has ended' })
    expect(listener.waiting).toEqual([])
    await expect(listenTo(receiveFrom!)).rejects.toThrow('404')
  })

  it('rate: in between only the last of each topic is kept, and told when it is time', async () => {
    const topic = [on.url('data/x'), on.url('data/y')]
    const listener = await subscribed(pod, pod.alice, { topic, rate: 'PT10S' })

    await on.put('data/x', '1')
    await on.heard(listener, 1)
    await on.put('data/x', '2')
    await on.put('data/y', '1')
    await on.put('data/x', '3')
    on.world.time += 9_000
    await on.put('data/other', '1')
    expect(listener.waiting).toEqual([])
    on.world.time += 1_000
    await on.put('data/other', '2')

    expect(await listener.next()).toMatchObject({ type: 'Update', state: await on.etag('data/x') })
    on.world.time += 10_000
    await on.put('data/other', '3')
    expect(await on.heard(listener, 1)).toEqual(['Create data/y'])
  })
})
