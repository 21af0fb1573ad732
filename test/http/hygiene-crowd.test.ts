// Many at once: idle connections, and writers of one container.
import { afterEach, describe, expect, it } from 'vitest'
import { documentWrites } from '../../server/pod/resources/records.ts'
import type { Store } from '../../server/store/store.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { openPod } from '../support/pod.ts'
import type { Changes, TestPod } from '../support/pod.ts'
import { headOf, openRaw } from '../support/raw-client.ts'

const opened: TestPod[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((pod) => pod.close()))
})

async function open(changes: Changes = {}) {
  const pod = await openPod(changes)
  opened.push(pod)
  return { pod, alice: pod.as(pod.alice) }
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index)

/** What a client may do about an answer: be content, or try again when it is told to. */
function isFair(answer: Response): boolean {
  if (answer.status === 503) return answer.headers.get('retry-after') !== null
  return answer.status === 201 || answer.status === 204
}

describe('hundreds of idle connections', () => {
  it('do not keep others from being answered', async () => {
    const { pod, alice } = await open()
    const idle = await Promise.all(range(600).map(() => openRaw(pod.baseUrl)))
    for (const [index, client] of idle.entries()) {
      if (index % 3 === 0) client.send('GET /alice/ HTTP/1.1\r\nHost:')
      if (index % 3 === 1) client.send(headOf(pod.baseUrl, 'GET /alice/profile/card'))
    }

    const answers = await Promise.all(range(20).map(() => alice('GET', 'profile/card')))

    expect(answers.every(({ status }) => status === 200)).toBe(true)
    for (const client of idle) client.close()
  })

  it('above the limit are closed at once, the others stay', async () => {
    const { pod } = await open({ limits: { connections: 3 } })
    const first = await openRaw(pod.baseUrl)
    const others = await Promise.all(range(2).map(() => openRaw(pod.baseUrl)))
    const tooMany = await openRaw(pod.baseUrl)

    expect(await tooMany.all()).toBe('')
    first.send(headOf(pod.baseUrl, 'GET /alice/profile/card'))
    expect(await first.head()).toMatch(/^HTTP\/1\.1 200 /)
    for (const client of [first, ...others]) client.close()
  })
})

describe.each(['memory', 'lmdb'] as const)('many writers at once (%s)', (backend) => {
  it.each([
    ['that is there', 'public/'],
    ['that is not there yet', 'data/new/'],
  ])('make 1,000 documents in a container %s, or are told to try again', async (_which, place) => {
    const { pod, alice } = await open({ backend })

    const answers = await Promise.all(
      range(1000).map((index) =>
        alice('PUT', `${place}${index}`, { type: 'text/plain', body: 'x' }),
      ),
    )

    expect(answers.filter((answer) => !isFair(answer)).map(({ status }) => status)).toEqual([])
    const made = range(1000).filter((index) => answers[index]!.status === 201)
    const listing = await (await alice('GET', place)).text()
    expect(made.length).toBeGreaterThan(900)
    expect(
      made.filter(
        (index) => !listing.includes(`/${place}${index}>`) && !listing.includes(`<${index}>`),
      ),
    ).toEqual([])
    expect(pod.errors).toEqual([])
  })

  it('of one document each get an answer that is fair, and the last one stays', async () => {
    const { pod, alice } = await open({ backend })

    const answers = await Promise.all(
      range(100).map((index) =>
        alice('PUT', 'public/one', { type: 'text/plain', body: `version ${index}` }),
      ),
    )

    expect(answers.filter((answer) => !isFair(answer)).map(({ status }) => status)).toEqual([])
    expect(await (await alice('GET', 'public/one')).text()).toMatch(/^version \d+$/)
    expect(pod.errors).toEqual([])
  })
})

describe('a container with 20,000 members', () => {
  it('lists them all, each once, and never holds more than a page of them', async () => {
    const pages: number[] = []
    const counted = (store: Store): Store => ({
      ...store,
      async list(prefix, page) {
        const entries = await store.list(prefix, page)
        pages.push(entries.length)
        return entries
      },
    })
    const { pod, alice } = await open({ wrap: counted })
    const content = { type: 'text/plain', bytes: new TextEncoder().encode('x') }
    await pod.store.commit(
      range(20_000).flatMap((each) => documentWrites(`/alice/public/${each}.txt`, content, 0)),
    )

    const answer = await alice('GET', 'public/', { headers: { accept: 'text/turtle' } })

    const graph = parseTurtle(await answer.text(), `${pod.root}public/`)
    expect(graph.getObjects(`${pod.root}public/`, ldp.contains, null)).toHaveLength(20_000)
    expect(Math.max(...pages)).toBeLessThanOrEqual(1_000)
  })
})
