// Quotas: what a pod counts, who may know it, and what happens when it is full.
import { afterEach, describe, expect, it } from 'vitest'
import { array, assert, asyncProperty, constantFrom, record } from 'fast-check'
import { countOf, entriesBelow } from '../../server/store/store.ts'
import { aclFor, bob, openPod } from '../support/pod.ts'
import type { Changes, Client, TestPod } from '../support/pod.ts'

const opened: TestPod[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((pod) => pod.close()))
})

async function open(changes: Changes = {}) {
  const pod = await openPod(changes)
  opened.push(pod)
  const alice = pod.as(pod.alice)
  return { pod, alice, usage: () => usageOf(alice) }
}

async function usageOf(owner: Client): Promise<{ used: number; limit: number }> {
  const answer = await owner('GET', '.well-known/quota', {
    headers: { accept: 'application/json' },
  })
  return (await answer.json()) as { used: number; limit: number }
}

/** What is stored, added up from the records: the counter must say the same. */
async function stored({ store }: TestPod): Promise<number> {
  let sum = 0
  for await (const { value } of entriesBelow(store, ['meta'])) {
    sum += (JSON.parse(Buffer.from(value).toString()) as { size: number }).size + 512
  }
  return sum
}

async function counted({ store }: TestPod): Promise<number> {
  return countOf((await store.get(['used', '/alice/']))?.value)
}

async function blobCount({ blobs }: TestPod): Promise<number> {
  let count = 0
  for await (const id of blobs.idsBefore(Date.now() + 1000)) count += Number(id !== '')
  return count
}

const text = (bytes: number) => ({ type: 'text/plain', body: 'x'.repeat(bytes) })

describe('the quota of a pod', () => {
  it('counts a new pod as what is in it', async () => {
    const { pod, usage } = await open({ quotaBytes: 1_000_000 })

    expect(await usage()).toEqual({ used: await stored(pod), limit: 1_000_000 })
    expect(await stored(pod)).toBeGreaterThan(0)
  })

  it('counts content and 512 bytes for each resource, until it is gone', async () => {
    const { alice, usage } = await open()
    const before = (await usage()).used

    await alice('PUT', 'public/a.txt', text(1000))
    const one = (await usage()).used
    await alice('PUT', 'public/a.txt', text(100))
    const smaller = (await usage()).used
    await alice('DELETE', 'public/a.txt')

    expect(one - before).toBe(1512)
    expect(smaller - before).toBe(612)
    expect((await usage()).used).toBe(before)
  })

  it('is told to the owner, and found through the description of the storage', async () => {
    const { pod, alice } = await open()
    const description = await alice('GET', '.well-known/solid')
    const turtle = await (await alice('GET', '.well-known/quota')).text()

    expect(await description.text()).toContain(`${pod.root}.well-known/quota`)
    expect(turtle).toMatch(/fh:bytesUsed \d+/)
    expect(turtle).toContain(`fh:bytesLimit ${10 * 1024 ** 3}`)
  })

  it('is nobody else’s business', async () => {
    const { pod } = await open()

    expect((await pod.as(undefined)('GET', '.well-known/quota')).status).toBe(401)
    expect((await pod.as(bob)('GET', '.well-known/quota')).status).toBe(403)
    expect((await pod.as(pod.alice)('PUT', '.well-known/quota', text(1))).status).toBe(405)
  })
})

describe.each(['memory', 'lmdb'] as const)('a full pod (%s)', (backend) => {
  const quotaBytes = 200_000

  it('refuses small and large bodies and keeps nothing of them', async () => {
    const { pod, alice, usage } = await open({ backend, quotaBytes })
    const before = await usage()

    const small = await alice('PUT', 'public/a.ttl', {
      type: 'text/turtle',
      body: `<#a> <#b> "${'x'.repeat(quotaBytes)}" .`,
    })
    const large = await alice('PUT', 'public/a.bin', text(quotaBytes))
    const posted = await alice('POST', 'public/', text(quotaBytes))

    for (const answer of [small, large, posted]) {
      expect(answer.status).toBe(507)
      expect(await answer.json()).toMatchObject({
        type: 'https://w3id.org/freehold/problems#quota-exceeded',
        ...before,
      })
    }
    expect((await alice('GET', 'public/a.bin')).status).toBe(404)
    expect(await usage()).toEqual(before)
    expect(await blobCount(pod)).toBe(0)
  })

  it('refuses a body of unknown length as soon as it is too long', async () => {
    const { pod, alice } = await open({ backend, quotaBytes })
    const answer = await fetch(`${pod.root}public/stream.bin`, {
      method: 'PUT',
      headers: { 'x-test-webid': pod.alice, 'content-type': 'image/png' },
      body: new Blob([new Uint8Array(quotaBytes)]).stream(),
      duplex: 'half',
    } as RequestInit)

    expect(answer.status).toBe(507)
    expect((await alice('GET', 'public/stream.bin')).status).toBe(404)
    expect(await blobCount(pod)).toBe(0)
  })

  it.each([
    ['a patch', 'PATCH', 'public/grows.ttl', 'text/n3'],
    ['an ACL', 'PUT', 'public/.acl', 'text/turtle'],
    ['a description', 'PUT', 'public/.meta', 'text/turtle'],
    ['a container', 'PUT', 'public/new/', 'text/turtle'],
  ])('refuses %s that would make it larger', async (_what, method, path, type) => {
    const { pod, alice, usage } = await open({ backend, quotaBytes: 20_000 })
    await alice('PUT', 'public/filler.txt', text(20_000 - (await usage()).used - 1024))
    const before = await usage()
    const filler = `<#a> <#b> "${'x'.repeat(1000)}" .`
    const rules = aclFor(`${pod.root}public/`, [[`acl:agent <${pod.alice}>`, 'acl:Control']])
    const body =
      method === 'PATCH'
        ? `@prefix solid: <http://www.w3.org/ns/solid/terms#> . _:p a solid:InsertDeletePatch; solid:inserts { ${filler} } .`
        : path.endsWith('.acl')
          ? `${rules} ${filler}`
          : filler

    const answer = await alice(method, path, { type, body })

    expect(answer.status).toBe(507)
    expect(await usage()).toEqual(before)
  })

  it('does not tell how full it is to those who may only add', async () => {
    const { pod } = await open({ backend, quotaBytes })

    const answer = await pod.as(bob)('POST', 'inbox/', text(quotaBytes))

    expect(answer.status).toBe(507)
    expect(Object.keys((await answer.json()) as object).toSorted()).toEqual([
      'detail',
      'status',
      'title',
      'type',
    ])
  })

  it('lets its owner make room, also when its limit was lowered below what it holds', async () => {
    const { alice, usage } = await open({ backend, quotaBytes: 1 })

    const grows = await alice('PUT', 'public/a.txt', text(1))
    const shrinks = await alice('PUT', 'settings/prefs.ttl', { type: 'text/turtle', body: '' })
    const goes = await alice('DELETE', 'settings/prefs.ttl')

    expect([grows.status, shrinks.status, goes.status]).toEqual([507, 204, 204])
    expect((await usage()).limit).toBe(1)
  })

  it('lets as many of many at once in as there is room for', async () => {
    const { pod, alice, usage } = await open({ backend, quotaBytes })
    const room = quotaBytes - (await usage()).used
    const each = 10_000 + 512

    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        alice('PUT', `public/${index}.bin`, { type: 'image/png', body: 'x'.repeat(10_000) }),
      ),
    )

    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(Math.floor(room / each))
    expect(answers.every(({ status }) => status === 201 || status === 507)).toBe(true)
    expect(await counted(pod)).toBe(await stored(pod))
  })
})

const step = record({
  what: constantFrom('PUT', 'PUT', 'POST', 'PATCH', 'DELETE', 'ACL', 'META', 'CONTAINER'),
  name: constantFrom('a', 'b', 'deep/c'),
  size: constantFrom(0, 1, 700, 70_000),
})

/** One request of many; whether it is granted, refused or stale does not matter here. */
function run(
  client: Client,
  root: string,
  { what, name, size }: { what: string; name: string; size: number },
) {
  const filler = `<#a> <#b> "${'x'.repeat(size % 60_000)}" .`
  const turtle = { type: 'text/turtle', body: filler }
  const url = `${root}public/${name}`
  const rules = aclFor(url, [
    [`acl:agent <${root}profile/card#me>`, 'acl:Control, acl:Write, acl:Read'],
  ])
  if (what === 'PUT') return client('PUT', `public/${name}`, text(size))
  if (what === 'POST') return client('POST', 'public/', text(size))
  if (what === 'DELETE') return client('DELETE', `public/${name}`)
  if (what === 'ACL') return client('PUT', `public/${name}.acl`, { ...turtle, body: rules })
  if (what === 'META') return client('PUT', `public/${name}.meta`, turtle)
  if (what === 'CONTAINER') return client('PUT', `public/${name}/`, turtle)
  return client('PATCH', `public/${name}`, {
    type: 'text/n3',
    body: `@prefix solid: <http://www.w3.org/ns/solid/terms#> . _:p a solid:InsertDeletePatch; solid:inserts { ${filler} } .`,
  })
}

describe.each(['memory', 'lmdb'] as const)('whatever happens to a pod (%s)', (backend) => {
  it('its counter is the sum of what is stored, and blobs are those of its records', async () => {
    const { pod, alice } = await open({ backend, quotaBytes: 300_000 })
    const statuses = new Set<number>()

    await assert(
      asyncProperty(array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const answers = await Promise.all(steps.map((each) => run(alice, pod.root, each)))
        for (const { status } of answers) statuses.add(status)
        expect(await counted(pod)).toBe(await stored(pod))
      }),
      { numRuns: 25 },
    )

    expect(
      [...statuses].filter((status) => status >= 500 && status !== 503 && status !== 507),
    ).toEqual([])
    expect(await blobCount(pod)).toBe((await pod.store.list(['blob'])).length)
    expect(pod.errors).toEqual([])
  })
})
