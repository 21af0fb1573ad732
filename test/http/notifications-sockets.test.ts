// Notifications over web sockets: what is told, to whom, in which order, and until when.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseTurtle } from '../../shapes/graph.ts'
import { as } from '../../vocab/generated/as.ts'
import { notify } from '../../vocab/generated/notify.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { channel, contexts, handshakeText, listenTo, subscribed } from '../support/listener.ts'
import type { Listener } from '../support/listener.ts'
import { aclFor, bob, firm, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

const type = 'text/turtle'
const start = Date.UTC(2026, 0, 1)
const day = 24 * 3_600_000

let pod: TestPod
let alice: Client
let time = start
let holds = true
beforeEach(async () => {
  time = start
  holds = true
  pod = await openPod({ now: () => time, stillHolds: async () => holds })
  alice = pod.as(pod.alice)
})
afterEach(async () => {
  expect(pod.errors).toEqual([])
  await pod.close()
})

const url = (path: string) => pod.root + path
const put = (path: string, text: string) => alice('PUT', path, { type: 'text/plain', body: text })
const rules = (path: string, ...list: [string, string][]) =>
  alice('PUT', `${path}.acl`, {
    type,
    body: aclFor(url(path), [
      [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'],
      ...list,
    ]),
  })
const etag = async (path: string, client = alice) =>
  (await client('HEAD', path)).headers.get('etag')
const until = (moment: number) => new Date(moment).toISOString()

/** The next messages, as 'Create data/x' or 'Add data/x to data/'. */
async function heard(listener: Listener, count: number): Promise<string[]> {
  const list: string[] = []
  for (let each = 0; each < count; each++) {
    const { type, object, target } = (await listener.next()) as Record<string, string>
    const words = [
      type,
      object!.replace(pod.root, ''),
      ...(target ? ['to', target.replace(pod.root, '')] : []),
    ]
    list.push(words.join(' '))
  }
  return list
}

describe('a subscriber', () => {
  it('is told of a change with its state', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: url('data/x') })

    const created = await put('data/x', '1')

    expect(await listener.next()).toEqual({
      '@context': [as[''].replace('#', ''), contexts.current],
      id: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/) as string,
      type: 'Create',
      object: url('data/x'),
      state: created.headers.get('etag'),
      published: until(start),
    })
  })

  it('is told in Turtle, and in the context that she used', async () => {
    const topic = url('data/x')
    const inTurtle = await subscribed(pod, pod.alice, { topic, accept: type })
    const inOld = await subscribed(pod, pod.alice, { topic, '@context': contexts.old })

    await put('data/x', '1')

    const graph = parseTurtle(await inTurtle.nextText(), '')
    const [message] = graph.getSubjects(as.object, topic, null)
    const value = (property: string) => graph.getObjects(message!, property, null)[0]?.value
    expect([value(rdf.type), value(as.published)]).toEqual([as.Create, until(start)])
    expect(value(notify.state)).toBe(await etag('data/x'))
    expect((await inOld.next())['@context']).toEqual([as[''].replace('#', ''), contexts.old])
  })

  it('of a document is told of each change of it, in order, and of nothing else', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: url('data/x') })

    await put('data/x', '1')
    await put('data/y', '1')
    await put('data/x', '1')
    await put('data/x', '2')
    await alice('PUT', 'data/x.meta', { type, body: '<> a <#m> .' })
    await rules('data/x')
    await alice('DELETE', 'data/x')
    await put('data/x', '3')

    const all = [
      'Create data/x',
      'Update data/x',
      'Update data/x',
      'Delete data/x',
      'Create data/x',
    ]
    expect(await heard(listener, 5)).toEqual(all)
    expect(listener.waiting).toEqual([])
  })

  it('hears no state of what is gone', async () => {
    await put('data/x', '1')
    const listener = await subscribed(pod, pod.alice, { topic: url('data/x') })

    await alice('DELETE', 'data/x')

    expect(await listener.next()).not.toHaveProperty('state')
  })

  it('of a container is told what comes into it and goes, not what changes below', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: url('data/') })

    await put('data/a/b/c', '1')
    await put('data/x', '1')
    await put('data/x', '2')
    await alice('PUT', 'data/', { type, body: '<> <urn:title> "Data" .' })
    await alice('DELETE', 'data/x')

    const all = [
      'Add data/a/ to data/',
      'Add data/x to data/',
      'Update data/',
      'Remove data/x to data/',
    ]
    expect(await heard(listener, 4)).toEqual(all)
  })

  it('hears the state of a container that she would be given herself', async () => {
    await rules('data/', ['acl:agentClass foaf:Agent', 'acl:Read'])
    await put('data/hidden', '1')
    await rules('data/hidden')
    const [hers, theirs] = [
      await subscribed(pod, pod.alice, { topic: url('data/') }),
      await subscribed(pod, undefined, { topic: url('data/') }),
    ]

    await put('data/x', '1')

    const states = [(await hers.next())['state'], (await theirs.next())['state']]
    expect(states).toEqual([await etag('data/'), await etag('data/', pod.as(undefined))])
    expect(states[0]).not.toBe(states[1])
  })

  it('of several topics hears of them in the order of changes', async () => {
    const topic = [url('data/'), url('data/x')]
    const listener = await subscribed(pod, pod.alice, { topic })

    await put('data/x', '1')
    await alice('DELETE', 'data/x')

    const all = ['Create data/x', 'Add data/x to data/', 'Delete data/x', 'Remove data/x to data/']
    expect(await heard(listener, 4)).toEqual(all)
  })

  it('misses nothing between subscribing and connecting', async () => {
    const { receiveFrom } = await channel(pod, pod.alice, { topic: url('data/x') })
    await put('data/x', '1')
    await put('data/x', '2')

    const listener = await listenTo(receiveFrom!)

    expect(await heard(listener, 2)).toEqual(['Create data/x', 'Update data/x'])
  })

  it('of an ACL is told of it; those who only read the resource are not', async () => {
    await rules('data/', [`acl:agent <${bob}>`, 'acl:Read'])
    const [owner, reader] = [
      await subscribed(pod, pod.alice, { topic: url('data/.acl') }),
      await subscribed(pod, bob, { topic: url('data/') }),
    ]

    await rules('data/', [`acl:agent <${bob}>`, 'acl:Read, acl:Append'])
    await put('data/x', '1')

    expect(await heard(owner, 1)).toEqual(['Update data/.acl'])
    expect(await heard(reader, 1)).toEqual(['Add data/x to data/'])
  })
})

describe('features', () => {
  it('state: what differs at the start is told at once, what does not is not', async () => {
    await put('data/x', '1')
    const topic = url('data/x')
    const state = await etag('data/x')

    const same = await subscribed(pod, pod.alice, { topic, state })
    const other = await subscribed(pod, pod.alice, { topic, state: '"old"' })
    const gone = await subscribed(pod, pod.alice, { topic: url('data/none'), state: '"old"' })

    expect(await other.next()).toMatchObject({ type: 'Update', object: topic, state })
    expect(await heard(gone, 1)).toEqual(['Delete data/none'])
    await put('data/x', '2')
    expect(await same.next()).toMatchObject({ type: 'Update', state: await etag('data/x') })
  })

  it('startAt: what happens before is not told, but that it did to those who have a state', async () => {
    const startAt = until(start + day)
    const topic = url('data/x')
    const later = await subscribed(pod, pod.alice, { topic, startAt })
    const behind = await subscribed(pod, pod.alice, { topic, startAt, state: '"old"' })

    await put('data/x', '1')
    time += day
    await put('data/x', '2')

    expect(await heard(later, 1)).toEqual(['Update data/x'])
    expect(await heard(behind, 2)).toEqual(['Update data/x', 'Update data/x'])
  })

  it('endAt: then the socket is closed, and opens no more', async () => {
    const members = { topic: url('data/x'), endAt: until(start + 3_600_000) }
    const { receiveFrom } = await channel(pod, pod.alice, members)
    const listener = await listenTo(receiveFrom!)

    time += 3_600_000
    await put('data/x', '1')

    expect(await listener.closed()).toEqual({ code: 1000, reason: 'The channel has ended' })
    expect(listener.waiting).toEqual([])
    await expect(listenTo(receiveFrom!)).rejects.toThrow('404')
  })

  it('rate: in between only the last of each topic is kept, and told when it is time', async () => {
    const topic = [url('data/x'), url('data/y')]
    const listener = await subscribed(pod, pod.alice, { topic, rate: 'PT10S' })

    await put('data/x', '1')
    await heard(listener, 1)
    await put('data/x', '2')
    await put('data/y', '1')
    await put('data/x', '3')
    time += 9_000
    await put('data/other', '1')
    expect(listener.waiting).toEqual([])
    time += 1_000
    await put('data/other', '2')

    expect(await listener.next()).toMatchObject({ type: 'Update', state: await etag('data/x') })
    time += 10_000
    await put('data/other', '3')
    expect(await heard(listener, 1)).toEqual(['Create data/y'])
  })
})

describe('a connection', () => {
  it('after an earlier one is told at once how things are', async () => {
    const { receiveFrom } = await channel(pod, pod.alice, { topic: url('data/x') })
    const first = await listenTo(receiveFrom!)
    await put('data/x', '1')
    await heard(first, 1)
    first.socket.terminate()
    await put('data/x', '2')

    const second = await listenTo(receiveFrom!)
    const [now] = [await second.next()]
    await put('data/x', '3')

    expect(now).toMatchObject({ type: 'Update', object: url('data/x') })
    expect((await second.next())['state']).toBe(await etag('data/x'))
  })

  it('takes over from the one before', async () => {
    const { receiveFrom } = await channel(pod, pod.alice, { topic: url('data/x') })
    const first = await listenTo(receiveFrom!)

    const second = await listenTo(receiveFrom!)

    expect(await first.closed()).toMatchObject({ code: 1000 })
    await second.next()
    await put('data/x', '1')
    expect(await heard(second, 1)).toEqual(['Create data/x'])
  })

  it.each([
    ['the IRI of its type', notify.WebSocketChannel2023],
    ['any other', 'solid'],
  ])('gets the subprotocol that it offers: %s', async (_what, protocol) => {
    const { receiveFrom } = await channel(pod, pod.alice, {})

    const answer = await handshake(receiveFrom!, { 'Sec-WebSocket-Protocol': protocol })

    expect(answer).toMatch(/^HTTP\/1.1 101 /)
    expect(answer).toContain(`\r\nSec-WebSocket-Protocol: ${protocol}\r\n`)
  })

  it('without a subprotocol gets none', async () => {
    const { receiveFrom } = await channel(pod, pod.alice, {})

    expect(await handshake(receiveFrom!, {})).not.toContain('Sec-WebSocket-Protocol')
  })

  it('that sends something is not heard, and closed when it sends much', async () => {
    const { receiveFrom } = await channel(pod, pod.alice, { topic: url('data/x') })
    const listener = await listenTo(receiveFrom!)

    listener.socket.send('sub http://localhost/')
    await put('data/x', '1')
    expect(await heard(listener, 1)).toEqual(['Create data/x'])
    listener.socket.send('x'.repeat(2_000))

    expect((await listener.closed()).code).toBe(1009)
  })

  it('ends when its channel is deleted', async () => {
    const told = await channel(pod, pod.alice, {})
    const listener = await listenTo(told.receiveFrom!)

    await fetch(told.id, { method: 'DELETE', headers: { 'x-test-webid': pod.alice } })

    expect((await listener.closed()).code).toBe(1000)
    await expect(listenTo(told.receiveFrom!)).rejects.toThrow('404')
  })
})

describe('who may not hear any more', () => {
  it('gets no further message, and has no channel any more, when a rule goes', async () => {
    await rules('data/', [`acl:agent <${bob}>`, 'acl:Read'])
    const told = await channel(pod, bob, { topic: url('data/x') })
    const listener = await listenTo(told.receiveFrom!)
    await put('data/x', '1')
    await heard(listener, 1)

    await rules('data/')
    await put('data/x', '2')

    expect((await listener.closed()).code).toBe(1008)
    expect(listener.waiting).toEqual([])
    const again = await fetch(told.id, { headers: { 'x-test-webid': bob } })
    expect(again.status).toBe(404)
  })

  it('is cut off when the sign-in ends', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: url('data/x') })

    holds = false
    await put('data/x', '1')

    expect((await listener.closed()).code).toBe(1008)
    expect(listener.waiting).toEqual([])
  })

  it('is cut off soon, also when nothing changes', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: url('data/x') })

    holds = false
    time += 10_000
    await put('data/other', '1')

    expect((await listener.closed()).code).toBe(1008)
  })

  it('does not hear of the end of what only its own rule let her read', async () => {
    await put('data/x', '1')
    await rules('data/x', [`acl:agent <${bob}>`, 'acl:Read'])
    const listener = await subscribed(pod, bob, { topic: url('data/x') })

    await alice('DELETE', 'data/x')

    expect((await listener.closed()).code).toBe(1008)
    expect(listener.waiting).toEqual([])
  })
})

describe('under a grant', () => {
  const grant = 'https://mediator.example/grants/1'

  beforeEach(async () => {
    const group = `${pod.baseUrl}/.mediator/leases/1#group`
    pod.leases.set(group, { members: [firm], grant, purpose: undefined })
    await rules('data/', [`acl:agentGroup <${group}>`, 'acl:Read'])
  })

  it('each message counts as a use of it', async () => {
    const listener = await subscribed(pod, firm, { topic: url('data/x') })

    await put('data/x', '1')
    await listener.next()

    const log = await (await alice('GET', '.well-known/access-log')).text()
    expect(log).toContain(grant)
    expect(log).toContain(url('data/x'))
  })

  it('nothing is told once the lease is closed', async () => {
    const listener = await subscribed(pod, firm, { topic: url('data/x') })

    pod.leases.clear()
    await put('data/x', '1')

    expect((await listener.closed()).code).toBe(1008)
    expect(listener.waiting).toEqual([])
  })

  it('that does not cover the topic there is no channel', async () => {
    const other = { 'freehold-grant': 'https://mediator.example/grants/2' }

    await expect(channel(pod, firm, { topic: url('data/x') }, other)).rejects.toThrow('403')
  })
})

/** The head of the answer to a request for a socket. */
async function handshake(receiveFrom: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port } = new URL(receiveFrom)
  const socket = connect(Number(port), hostname)
  socket.write(handshakeText(receiveFrom, headers))
  const [head] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return head.toString('latin1')
}
