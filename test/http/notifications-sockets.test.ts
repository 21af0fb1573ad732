// Notifications over web sockets: what is told, to whom, in which order.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aclFor, bob, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'
import { subscribed } from '../support/listener.ts'

const type = 'text/turtle'

let pod: TestPod
let alice: Client
beforeEach(async () => {
  pod = await openPod()
  alice = pod.as(pod.alice)
})
afterEach(async () => {
  expect(pod.errors).toEqual([])
  await pod.close()
})

describe('a subscriber', () => {
  it('is told of a change with its state', async () => {
    const topic = `${pod.root}data/x.ttl`
    const listener = await subscribed(pod, pod.alice, { topic })

    const created = await alice('PUT', 'data/x.ttl', { type, body: '<> a <#x> .' })

    expect(await listener.next()).toEqual({
      '@context': [
        'https://www.w3.org/ns/activitystreams',
        'https://www.w3.org/ns/solid/notifications-context/v1',
      ],
      id: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/) as string,
      type: 'Create',
      object: topic,
      state: created.headers.get('etag'),
      published: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    })
  })
})
