// Notifications when several processes serve one store: whoever listens at one of them hears of what
// was done through any, exactly once and in order.
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { openLocalBus } from '../../server/bus.ts'
import type { Bus } from '../../server/bus.ts'
import { channel, listenTo, subscribed } from '../support/listener.ts'
import type { Listener, Told } from '../support/listener.ts'
import { openPod } from '../support/pod.ts'
import type { TestPod } from '../support/pod.ts'

const deaf: Bus = { tell: () => {}, listen: () => () => {} }

let pods: TestPod[] = []
afterEach(async () => {
  const errors = pods.flatMap((pod) => pod.errors)
  for (const pod of pods.toReversed()) await pod.close()
  pods = []
  expect(errors).toEqual([])
})

/** Two servers on one data folder. */
async function openTwo(bus: Bus): Promise<[TestPod, TestPod]> {
  const one = await openPod({ backend: 'lmdb', bus })
  pods.push(one)
  const other = await openPod({ beside: one, bus })
  pods.push(other)
  return [one, other]
}

/** A write to one of some documents through one of the servers. */
interface Step {
  readonly at: number
  readonly name: string
  readonly removes: boolean
}

const steps = fc.array(
  fc.record({
    at: fc.constantFrom(0, 1),
    name: fc.constantFrom('x', 'y'),
    removes: fc.boolean(),
  }),
  { minLength: 8, maxLength: 20 },
)

/** Takes all steps at the same time; what they were answered. */
async function takeAll(both: readonly TestPod[], folder: string, list: readonly Step[]) {
  return Promise.all(
    list.map(async ({ at, name, removes }, index) => {
      const pod = both[at]!
      const path = `${folder}${name}`
      const options = { type: 'text/plain', body: `${folder} ${index}` }
      const as = pod.as(pod.alice)
      const answer = await (removes ? as('DELETE', path) : as('PUT', path, options))
      return { object: pod.root + path, status: answer.status, etag: answer.headers.get('etag') }
    }),
  )
}

/** All that comes until the marker is told. */
async function allBefore(marker: string, listener: Listener): Promise<Told[]> {
  const list: Told[] = []
  for (;;) {
    const told = await listener.next()
    if (told['object'] === marker) return list
    list.push(told)
  }
}

/** Without the state, which is the one at the moment of the message. */
function brief({ type, object, target }: Told) {
  return { type, object, target }
}

describe.each([
  ['a bus that loses everything', () => deaf, 3],
  ['a bus that works', () => openLocalBus(), 12],
])('with %s', (_what, openBus, numRuns) => {
  it('each change is told exactly once, in one order for all', { timeout: 60_000 }, async () => {
    const both = await openTwo(openBus())
    let run = 0

    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        run++
        const folder = `data/${run}/`
        const documents = ['x', 'y', 'end'].map((name) => both[0].root + folder + name)
        const topic = [...documents, both[0].root + folder]
        const listeners = await Promise.all(
          both.map((pod) => subscribed(pod, pod.alice, { topic })),
        )

        const answers = await takeAll(both, folder, list)
        await both[1].as(both[1].alice)('PUT', `${folder}end`, { type: 'text/plain', body: 'end' })
        const [one, other] = await Promise.all(
          listeners.map((each) => allBefore(documents[2]!, each)),
        )

        expect(one!.map(brief)).toEqual(other!.map(brief))
        expect(new Set(one!.map(({ id }) => id)).size).toBe(one!.length)
        for (const object of documents.slice(0, 2)) {
          const done = answers.filter((each) => each.object === object && each.status < 300)
          const told = one!.filter((each) => each['object'] === object && !each['target'])
          const states = new Set([...done.map(({ etag }) => etag), undefined])
          for (const each of told) expect(states).toContain(each['state'])
          expect(told).toHaveLength(done.length)
          expect(isPossible(told.map(({ type }) => type))).toBe(true)
        }
        for (const { socket } of listeners) socket.terminate()
      }),
      { numRuns, endOnFailure: true },
    )
  })
})

/** Whether a document can have had these changes in this order, from before it was there. */
function isPossible(types: readonly string[]): boolean {
  return types.every((type, index) => {
    const isThere = index > 0 && types[index - 1] !== 'Delete'
    return isThere ? type === 'Update' || type === 'Delete' : type === 'Create'
  })
}

describe('a channel', () => {
  it('that was opened at one server is served, taken over, and ended at another', async () => {
    const [one, other] = await openTwo(openLocalBus())
    const told = await channel(one, one.alice, { topic: `${one.root}data/x` })
    const first = await listenTo(told.receiveFrom!, other.origin)
    await one.as(one.alice)('PUT', 'data/x', { type: 'text/plain', body: '1' })

    expect(await first.next()).toMatchObject({ type: 'Create' })
    const second = await listenTo(told.receiveFrom!, one.origin)
    expect((await first.closed()).code).toBe(1000)
    const id = told.id.replace(one.origin, other.origin)
    const ended = await fetch(id, { method: 'DELETE', headers: { 'x-test-webid': one.alice } })

    expect(ended.status).toBe(204)
    expect((await second.closed()).code).toBe(1000)
  })

  it('tells nothing more when access ends at the other server, also if nobody says so', async () => {
    const [one, other] = await openTwo(deaf)
    const listener = await subscribed(one, undefined, { topic: `${one.root}public/x` })
    const owner = other.as(other.alice)
    await owner('PUT', 'public/x', { type: 'text/plain', body: '1' })
    await listener.next()

    const body = `<#o> a <http://www.w3.org/ns/auth/acl#Authorization>; <http://www.w3.org/ns/auth/acl#agent> <${one.alice}>; <http://www.w3.org/ns/auth/acl#accessTo> <${one.root}public/x>; <http://www.w3.org/ns/auth/acl#mode> <http://www.w3.org/ns/auth/acl#Control>, <http://www.w3.org/ns/auth/acl#Write> .`
    await owner('PUT', 'public/x.acl', { type: 'text/turtle', body })
    await owner('PUT', 'public/x', { type: 'text/plain', body: '2' })

    expect((await listener.closed()).code).toBe(1008)
    expect(listener.waiting).toEqual([])
  })
})
