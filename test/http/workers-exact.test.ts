// Two workers are as exact as one: what is counted, used up or raced for is so across both.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { openSigner } from '../conformance/signer.ts'
import type { Signer } from '../conformance/signer.ts'
import { temporaryFolder } from '../support/cli.ts'
import { createDpopClient } from '../support/dpop-client.ts'
import { aclFor } from '../support/pod.ts'
import type { TestAccount } from '../support/server.ts'
import { startWorkerServer } from '../support/workers.ts'
import type { Lane, WorkerServer } from '../support/workers.ts'

type Fetch = typeof globalThis.fetch

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: WorkerServer
let lanes: readonly [Lane, Lane]
let alice: TestAccount
let sign: Signer
beforeAll(async () => {
  folder = await temporaryFolder()
  server = await startWorkerServer(folder.path, ['--quota', '200KiB'])
  lanes = [await server.lane(1), await server.lane(2)]
  alice = await server.account('alice')
  sign = await openSigner(alice)
})
afterAll(async () => {
  await Promise.all(lanes.map((each) => each.close()))
  await server.stop()
  await folder[Symbol.asyncDispose]()
})

/** The same request over each lane at once, each with a proof of its own; the two statuses. */
async function race(method: string, path: string, init: RequestInit = {}): Promise<number[]> {
  const url = server.baseUrl + path
  const headers = await Promise.all(
    lanes.map(async () => withHeaders(init, await sign(method, url))),
  )
  return Promise.all(
    lanes.map(({ fetch }, index) =>
      statusOf(fetch, url, { ...init, method, headers: headers[index]! }),
    ),
  )
}

async function asAlice(fetch: Fetch, method: string, path: string, init: RequestInit = {}) {
  const url = server.baseUrl + path
  return fetch(url, { ...init, method, headers: withHeaders(init, await sign(method, url)) })
}

async function statusOf(fetch: Fetch, url: string, init: RequestInit): Promise<number> {
  const response = await fetch(url, init)
  await response.text()
  return response.status
}

function withHeaders(init: RequestInit, headers: object): Record<string, string> {
  return { ...(init.headers as Record<string, string>), ...headers }
}

const rounds = Array.from({ length: 50 }, (_, index) => index)
const text = { 'content-type': 'text/plain' }

describe('a proof sent to both workers at once', { timeout: 90_000 }, () => {
  it('opens one request to a pod, in every round', async () => {
    const url = `${server.baseUrl}/alice/`

    for (const _ of rounds) {
      const headers = await sign('GET', url)
      const statuses = await Promise.all(
        lanes.map(({ fetch }) => statusOf(fetch, url, { headers })),
      )

      expect(inOrder(statuses)).toEqual([200, 401])
    }
  })

  it('opens one request for a token, in every round', async () => {
    const client = await createDpopClient(Date.now)
    const htu = `${server.baseUrl}/.oidc/token`
    const secret = Buffer.from(`${alice.clientId}:${alice.clientSecret}`).toString('base64')

    for (const _ of rounds) {
      const dpop = await client.proof({ htm: 'POST', htu })
      const init = {
        method: 'POST',
        headers: { dpop, authorization: `Basic ${secret}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'webid' }),
      }
      const statuses = await Promise.all(lanes.map(({ fetch }) => statusOf(fetch, htu, init)))

      expect(inOrder(statuses)).toEqual([200, 400])
    }
  })
})

describe('conditional writes over both workers at once', { timeout: 90_000 }, () => {
  it('create a document once', async () => {
    for (const round of rounds) {
      const init = { headers: { ...text, 'if-none-match': '*' }, body: `round ${round}` }
      const statuses = await race('PUT', `/alice/races/${round}.txt`, init)

      expect(inOrder(statuses)).toEqual([201, 412])
    }
  })

  it('replace a document once for each version that was seen', async () => {
    await asAlice(lanes[0].fetch, 'PUT', '/alice/one.txt', { headers: text, body: 'start' })

    for (const round of rounds) {
      const seen = await asAlice(lanes[round % 2]!.fetch, 'GET', '/alice/one.txt')
      await seen.text()
      const headers = { ...text, 'if-match': seen.headers.get('etag')! }
      const statuses = await race('PUT', '/alice/one.txt', { headers, body: `round ${round}` })

      expect(inOrder(statuses)).toEqual([204, 412])
    }
  })

  it('add to a container or remove it, never both', async () => {
    for (const round of rounds.slice(0, 20)) {
      const container = `/alice/empty-${round}/`
      await asAlice(lanes[0].fetch, 'PUT', container, {
        headers: { 'content-type': 'text/turtle' },
      })
      const [added, removed] = await Promise.all([
        asAlice(lanes[0].fetch, 'PUT', `${container}x`, { headers: text, body: 'x' }),
        asAlice(lanes[1].fetch, 'DELETE', container),
      ])
      const left = await asAlice(lanes[1].fetch, 'GET', container)
      await left.text()

      expect(added.status).toBe(201)
      // Added to what was there, or made again after it was removed.
      expect(left.status).toBe(200)
      expect([204, 409]).toContain(removed.status)
    }
  })
})

describe('what one worker decides', { timeout: 90_000 }, () => {
  it('is what the other one answers by at the very next request', async () => {
    const url = `${server.baseUrl}/alice/changing/note.txt`
    await asAlice(lanes[0].fetch, 'PUT', '/alice/changing/note.txt', { headers: text, body: 'x' })
    const own = [`acl:agent <${alice.webId}>`, 'acl:Read, acl:Write, acl:Control'] as const
    const all = ['acl:agentClass foaf:Agent', 'acl:Read'] as const
    const container = `${server.baseUrl}/alice/changing/`

    for (const round of rounds.slice(0, 20)) {
      const rules = round % 2 === 0 ? [own, all] : [own]
      const init = { headers: { 'content-type': 'text/turtle' }, body: aclFor(container, rules) }
      const changed = await asAlice(lanes[0].fetch, 'PUT', '/alice/changing/.acl', init)
      await changed.text()

      expect(changed.ok).toBe(true)
      expect(await statusOf(lanes[1].fetch, url, {})).toBe(round % 2 === 0 ? 200 : 401)
    }
  })
})

describe('a quota', { timeout: 90_000 }, () => {
  it('is never exceeded by what comes to both workers, and is used to the full', async () => {
    const bob = await server.account('bob')
    const sessions = await Promise.all(
      lanes.map(({ fetch }) => loginWithCredentials(bob, { fetch })),
    )
    const urls = Array.from({ length: 40 }, (_, index) => `${bob.storage}files/${index}.bin`)
    const init = {
      method: 'PUT',
      headers: { 'content-type': 'video/mp4' },
      body: 'x'.repeat(10_000),
    }

    const statuses = await Promise.all(
      urls.map((url, index) => statusOf(sessions[index % 2]!.fetch, url, init)),
    )

    const headers = { accept: 'application/json' }
    const quota = await sessions[0]!.fetch(`${bob.storage}.well-known/quota`, { headers })
    const { used, limit } = (await quota.json()) as { used: number; limit: number }
    expect(statuses.filter((status) => status !== 201 && status !== 507)).toEqual([])
    expect(used).toBeLessThanOrEqual(limit)
    expect(used).toBeGreaterThan(limit - 10_000 - 512)
    expect(used).toBeGreaterThan(10_000 * statuses.filter((status) => status === 201).length)
  })
})

describe('refusals', { timeout: 90_000 }, () => {
  it('are noted up to one limit, and counted beyond it, over both workers', async () => {
    const carol = await server.account('carol')
    const dave = await server.account('dave')
    const strangers = await Promise.all(
      lanes.map(({ fetch }) => loginWithCredentials(dave, { fetch })),
    )
    const asks = Array.from({ length: 130 }, (_, index) => `${carol.storage}private-${index}`)

    for (const [index, url] of asks.entries()) {
      expect(await statusOf(strangers[index % 2]!.fetch, url, {})).toBe(403)
    }
    // Each worker adds what it has counted before it answers.
    await denialsOf(carol, lanes[0].fetch)
    const log = await denialsOf(carol, lanes[1].fetch)

    const leftOut = log.filter((each) => each.leftOut !== undefined)
    expect(log.length - leftOut.length).toBe(100)
    expect(leftOut.reduce((sum, each) => sum + (each.leftOut ?? 0), 0)).toBe(30)
  })

  it('of one agent at one resource are noted once a minute, over both workers', async () => {
    const erin = await server.account('erin')
    const frank = await server.account('frank')
    const strangers = await Promise.all(
      lanes.map(({ fetch }) => loginWithCredentials(frank, { fetch })),
    )

    for (const { fetch } of strangers) await statusOf(fetch, `${erin.storage}private`, {})
    await denialsOf(erin, lanes[0].fetch)
    const log = await denialsOf(erin, lanes[1].fetch)

    expect(log.filter((each) => each.leftOut === undefined)).toHaveLength(1)
    expect(log.find((each) => each.leftOut !== undefined)?.leftOut).toBe(1)
  })
})

/** What an owner is told of refusals. */
async function denialsOf(owner: TestAccount, fetch: Fetch): Promise<{ leftOut?: number }[]> {
  const session = await loginWithCredentials(owner, { fetch })
  const url = `${owner.storage}.well-known/access-log?kind=denied&limit=1000`
  const answer = await session.fetch(url, { headers: { accept: 'application/json' } })
  return (await answer.json()) as { leftOut?: number }[]
}

function inOrder(statuses: readonly number[]): number[] {
  return statuses.toSorted((a, b) => a - b)
}
