// A server of several workers: one port, one data folder; workers that die are replaced.
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { openSigner } from '../conformance/signer.ts'
import { cli, temporaryFolder } from '../support/cli.ts'
import { headOf, openRaw } from '../support/raw-client.ts'
import { freeholdProcess, heard } from '../support/server-process.ts'
import { startWorkerServer } from '../support/workers.ts'
import type { WorkerServer } from '../support/workers.ts'

const patience = { timeout: 60_000, interval: 100 }

describe('a server of two workers', { timeout: 120_000 }, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let server: WorkerServer
  beforeAll(async () => {
    folder = await temporaryFolder()
    server = await startWorkerServer(folder.path)
  })
  afterAll(async () => {
    await server.stop()
    await folder[Symbol.asyncDispose]()
  })

  async function metrics(fetchOver: typeof fetch) {
    const headers = { authorization: `Bearer ${server.operatorToken}` }
    return (await fetchOver(`${server.baseUrl}/.metrics`, { headers })).text()
  }

  it('answers on one port with both, and each says its number in the log', async () => {
    const lanes = [await server.lane(1), await server.lane(2)]

    for (const { worker, fetch, close } of lanes) {
      const headers = { 'x-request-id': `asked-worker-${worker}` }
      expect((await fetch(`${server.baseUrl}/.health/ready`, { headers })).status).toBe(200)
      const line = await server.logged(({ request }) => request === `asked-worker-${worker}`)
      expect(line['worker']).toBe(worker)
      await close()
    }
  })

  it('tells nobody outside which worker answered', async () => {
    const one = await server.lane(1)
    const two = await server.lane(2)

    const [first, second] = await Promise.all(
      [one, two].map(async ({ fetch }) => [...(await fetch(server.baseUrl)).headers.keys()]),
    )

    expect(first).toEqual(second)
    await Promise.all([one.close(), two.close()])
  })

  it('adds the numbers of both up, whichever is asked, under the labels of one', async () => {
    const one = await server.lane(1)
    const two = await server.lane(2)
    const before = countOf(await metrics(one.fetch))

    for (const { fetch } of [one, two, two]) await (await fetch(`${server.baseUrl}/x/y`)).text()
    const after = await vi.waitFor(async () => {
      const text = await metrics(two.fetch)
      expect(countOf(text)).toBe(before + 3)
      return text
    }, patience)

    expect(countOf(await metrics(one.fetch))).toBe(before + 3)
    expect(after).not.toMatch(/worker|pid/)
    expect(after.match(/^freehold_event_loop_lag_seconds\{quantile="1"\}/gm)).toHaveLength(1)
    await Promise.all([one.close(), two.close()])
  })

  it('gives the numbers of all to the operator only', async () => {
    expect((await fetch(`${server.baseUrl}/.metrics`)).status).toBe(401)
  })

  it('replaces a worker that was killed, and answers meanwhile', async () => {
    const [first] = await server.pids()
    const before = await server.pids()

    process.kill(first!, 'SIGKILL')
    const died = await server.logged(({ signal }) => signal === 'SIGKILL')
    await vi.waitFor(async () => {
      expect(await ready(server)).toBe(200)
      expect(await server.pids()).toHaveLength(2)
    }, patience)

    expect(died['msg']).toMatch('a worker died')
    expect(await server.pids()).not.toEqual(before)
    const lane = await server.lane(died['worker'] as number)
    expect((await lane.fetch(`${server.baseUrl}/.health/live`)).status).toBe(200)
    await lane.close()
  })

  it('comes back on the same port when all its workers are killed at once', async () => {
    const account = await server.account('paula')

    for (const pid of await server.pids()) process.kill(pid, 'SIGKILL')

    await vi.waitFor(async () => expect(await ready(server)).toBe(200), patience)
    const profile = await fetch(account.webId, { headers: { accept: 'text/turtle' } })
    expect(profile.status).toBe(200)
  })
})

describe('a server whose workers die', { timeout: 120_000 }, () => {
  it('loses no write that it acknowledged, nor its port while others begin', async () => {
    await using folder = await temporaryFolder()
    const server = await startWorkerServer(folder.path)
    const session = await loginWithCredentials(await server.account('alice'))
    const written: string[] = []
    const writing = { goesOn: true }
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let count = 0; writing.goesOn; count++) {
        const url = `${server.baseUrl}/alice/kept/${writer}-${count}.txt`
        const headers = { 'content-type': 'text/plain' }
        // What was on its way to a worker that died is answered by nobody.
        const signal = AbortSignal.timeout(3_000)
        const init = { method: 'PUT', headers, body: url, signal }
        const answer = await session.fetch(url, init).catch(() => undefined)
        if (answer?.status === 201) written.push(url)
        else await vi.waitFor(async () => expect(await ready(server)).toBe(200), patience)
      }
    })
    await vi.waitFor(() => expect(written.length).toBeGreaterThan(20), patience)

    const [one, two] = await server.pids()
    process.kill(one!, 'SIGKILL')
    // The one that follows is about to begin when the other one dies.
    await vi.waitFor(async () => expect(await server.pids()).not.toContain(one), patience)
    await vi.waitFor(async () => expect(await server.pids()).toHaveLength(2), patience)
    process.kill(two!, 'SIGKILL')
    const before = written.length
    await vi.waitFor(() => expect(written.length).toBeGreaterThan(before + 20), patience)
    writing.goesOn = false
    await Promise.all(writers)

    for (const url of written) expect(await (await session.fetch(url)).text()).toBe(url)
    expect(await server.stop()).toBe(0)
  })
})

describe('stopping a server of two workers', { timeout: 120_000 }, () => {
  it('lets what was begun end on each of them, and ends well', async () => {
    await using folder = await temporaryFolder()
    const server = await startWorkerServer(folder.path)
    const sign = await openSigner(await server.account('alice'))
    const uploads = []
    for (const name of ['one', 'two']) {
      const target = `/alice/public/${name}.bin`
      const client = await openRaw(server.baseUrl)
      const signed = await sign('PUT', server.baseUrl + target)
      const about = { 'Content-Type': 'video/mp4', 'Content-Length': '5', Expect: '100-continue' }
      client.send(headOf(server.baseUrl, `PUT ${target}`, { ...signed, ...about }))
      // Now the worker has seen it.
      expect(await client.head()).toMatch(/^HTTP\/1\.1 100 /)
      uploads.push(client)
    }
    const pids = await server.pids()

    const stopped = server.stop()
    await turnedAway(server)
    for (const client of uploads) client.send('12345')

    for (const client of uploads) expect(await client.head()).toMatch(/^HTTP\/1\.1 201 /)
    expect(await stopped).toBe(0)
    expect(pids.filter(isAlive)).toEqual([])
  })

  it('leaves no worker behind when the primary is killed', async () => {
    await using folder = await temporaryFolder()
    const server = await startWorkerServer(folder.path)
    const pids = await server.pids()

    server.child.kill('SIGKILL')

    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), patience)
  })
})

describe('workers that cannot begin', { timeout: 120_000 }, () => {
  it('are refused over a store that each would have for itself', async () => {
    await using folder = await temporaryFolder()
    const where = ['--port', '0', '--data', folder.path, '--workers', '2']

    const { code, stderr } = await cli(['serve', ...where, '--store', 'memory'])

    expect(code).toBe(1)
    expect(stderr).toContain('Several workers share what is on disk: use --store lmdb')
  })

  it.each(['0', '-1', '1.5', '100', 'two', ''])('are not counted as "%s"', async (count) => {
    const { code, stderr } = await cli(['serve', `--workers=${count}`])

    expect(code).toBe(2)
    expect(stderr).toContain('--workers is a number from 1 to 99')
  })

  it('say in words what is wrong, as one process does', async () => {
    await using folder = await temporaryFolder()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const where = ['--data', folder.path, '--workers', '2']

    const taken = freeholdProcess(['serve', '--port', String(port), ...where])
    expect(await heard(taken, /Port \d+ is in use/)).toContain(String(port))
    const plain = ['--port', '0', '--base-url', 'http://pods.example']
    const insecure = freeholdProcess(['serve', ...plain, ...where])
    expect(await heard(insecure, /The base URL must begin with https/)).toMatch('https')

    for (const child of [taken, insecure]) expect(await exitCode(child)).toBe(1)
    other.close()
  })
})

/** The status of its readiness; rejects when nobody says. */
async function ready({ baseUrl }: WorkerServer): Promise<number> {
  const signal = AbortSignal.timeout(2_000)
  return (await fetch(`${baseUrl}/.health/ready`, { signal })).status
}

/** Resolves when new requests are. */
async function turnedAway({ baseUrl }: WorkerServer): Promise<void> {
  await vi.waitFor(async () => expect((await fetch(baseUrl)).status).toBe(503), patience)
}

/** How many requests to pods were answered. */
function countOf(metrics: string): number {
  const lines = metrics.matchAll(/^freehold_request_duration_seconds_count\{(.*)\} (\d+)$/gm)
  return [...lines]
    .filter(([, labels = '']) => labels.includes('room="pod"'))
    .reduce((sum, [, , count]) => sum + Number(count), 0)
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`)
}

async function exitCode(child: ReturnType<typeof freeholdProcess>): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit')
  return child.exitCode
}
