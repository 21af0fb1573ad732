// Connections of notifications: how they begin and end, and with whom they end at once.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { notify } from '../../vocab/generated/notify.ts'
import { channel, handshakeText, listenTo, subscribed } from '../support/listener.ts'
import { openNotifiedPod } from '../support/notified-pod.ts'
import type { NotifiedPod } from '../support/notified-pod.ts'
import { bob, firm } from '../support/pod.ts'
import type { TestPod } from '../support/pod.ts'

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

describe('a connection', () => {
  it('after an earlier one is told at once how things are', async () => {
    const { receiveFrom } = await channel(pod, pod.alice, { topic: on.url('data/x') })
    const first = await listenTo(receiveFrom!)
    await on.put('data/x', '1')
    await on.heard(first, 1)
    first.socket.terminate()
    await on.put('data/x', '2')

    const second = await listenTo(receiveFrom!)
    const [now] = [await second.next()]
    await on.put('data/x', '3')

    expect(now).toMatchObject({ type: 'Update', object: on.url('data/x') })
    expect((await second.next())['state']).toBe(await on.etag('data/x'))
  })

  it('takes over from the one before', async () => {
    const { receiveFrom } = await channel(pod, pod.alice, { topic: on.url('data/x') })
    const first = await listenTo(receiveFrom!)

    const second = await listenTo(receiveFrom!)

    expect(await first.closed()).toMatchObject({ code: 1000 })
    await second.next()
    await on.put('data/x', '1')
    expect(await on.heard(second, 1)).toEqual(['Create data/x'])
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
    const { receiveFrom } = await channel(pod, pod.alice, { topic: on.url('data/x') })
    const listener = await listenTo(receiveFrom!)

    listener.socket.send('sub http://localhost/')
    await on.put('data/x', '1')
    expect(await on.heard(listener, 1)).toEqual(['Create data/x'])
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
    await on.rules('data/', [`acl:agent <${bob}>`, 'acl:Read'])
    const told = await channel(pod, bob, { topic: on.url('data/x') })
    const listener = await listenTo(told.receiveFrom!)
    await on.put('data/x', '1')
    await on.heard(listener, 1)

    await on.rules('data/')
    await on.put('data/x', '2')

    expect((await listener.closed()).code).toBe(1008)
    expect(listener.waiting).toEqual([])
    const again = await fetch(told.id, { headers: { 'x-test-webid': bob } })
    expect(again.status).toBe(404)
  })

  it('is cut off when the sign-in ends', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: on.url('data/x') })

    on.world.holds = false
    await on.put('data/x', '1')

    expect((await listener.closed()).code).toBe(1008)
    expect(listener.waiting).toEqual([])
  })

  it('is cut off soon, also when nothing changes', async () => {
    const listener = await subscribed(pod, pod.alice, { topic: on.url('data/x') })

    on.world.holds = false
    on.world.time += 10_000
    await on.put('data/other', '1')

    expect((await listener.closed()).code).toBe(1008)
  })

  it('does not hear of the end of what only its own rule let her read', async () => {
    await on.put('data/x', '1')
    await on.rules('data/x', [`acl:agent <${bob}>`, 'acl:Read'])
    const listener = await subscribed(pod, bob, { topic: on.url('data/x') })

    await on.alice('DELETE', 'data/x')

    expect((await listener.closed()).code).toBe(1008)
    expect(listener.waiting).toEqual([])
  })
})

describe('under a grant', () => {
  const grant = 'https://mediator.example/grants/1'

  beforeEach(async () => {
    const group = `${pod.baseUrl}/.mediator/leases/1#group`
    pod.leases.set(group, { members: [firm], grant, purpose: undefined })
    await on.rules('data/', [`acl:agentGroup <${group}>`, 'acl:Read'])
  })

  it('each message counts as a use of it', async () => {
    const listener = await subscribed(pod, firm, { topic: on.url('data/x') })

    await on.put('data/x', '1')
    await listener.next()

    const log = await (await on.alice('GET', '.well-known/access-log')).text()
    expect(log).toContain(grant)
    expect(log).toContain(on.url('data/x'))
  })

  it('nothing is told once the lease is closed', async () => {
    const listener = await subscribed(pod, firm, { topic: on.url('data/x') })

    pod.leases.clear()
    await on.put('data/x', '1')

    expect((await listener.closed()).code).toBe(1008)
    expect(listener.waiting).toEqual([])
  })

  it('that does not cover the topic there is no channel', async () => {
    const other = { 'freehold-grant': 'https://mediator.example/grants/2' }

    await expect(channel(pod, firm, { topic: on.url('data/x') }, other)).rejects.toThrow('403')
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
