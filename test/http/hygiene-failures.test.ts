// When something breaks on our side: the client gets an id, the log has the rest under that id.
import express from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { openLocalBus } from '../../server/bus.ts'
import { problems } from '../../server/http/express-problems.ts'
import { usualLimits } from '../../server/http/limits.ts'
import { listen } from '../../server/http/listen.ts'
import type { Handler, Listening } from '../../server/http/listen.ts'
import { Problem } from '../../server/http/problem.ts'
import { createHealth } from '../../server/health.ts'
import { openMetrics } from '../../server/metrics.ts'
import { observed } from '../../server/observe.ts'
import { createPodHandler } from '../../server/pod/resources/handler.ts'
import { openMemoryBlobs } from '../../server/store/memory-blobs.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'
import { alone } from '../support/alone.ts'
import { startTestServer } from '../support/server.ts'

const opened: Listening[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
})

/** What was logged, and a way to log more. */
function recorder() {
  const lines: Record<string, unknown>[] = []
  const note = (fields: object) => void lines.push({ ...fields })
  return { lines, log: { info: note, warn: note, error: note } }
}

async function serve(handler: Handler, log: ReturnType<typeof recorder>['log']) {
  const metrics = openMetrics()
  const place = { port: 0, host: '127.0.0.1', limits: usualLimits }
  const listening = await listen(
    observed({ log, metrics, clock: performance.now.bind(performance) }, handler),
    place,
  )
  opened.push(listening)
  return `http://localhost:${listening.port}`
}

const broken: Store = {
  ...openMemoryStore(),
  get: () => Promise.reject(new Error('The disk that holds /data/alice is gone')),
}

function fail(): never {
  throw new Error('The disk that holds /data/alice is gone')
}

const rooms: [string, (log: ReturnType<typeof recorder>['log']) => Handler][] = [
  [
    'a pod',
    (log) =>
      createPodHandler({
        store: broken,
        blobs: openMemoryBlobs(),
        baseUrl: 'http://localhost',
        now: Date.now,
        bus: openLocalBus(),
        lead: alone,
        authenticate: () => Promise.reject(new Error('not asked')),
        resolveLease: async () => undefined,
        fetch: () => Promise.reject(new Error('not asked')),
        log,
        quotaBytes: 1,
      }),
  ],
  [
    'a room on Express',
    (log) => {
      return express().use(fail).use(problems(log))
    },
  ],
]

describe.each(rooms)('an internal error in %s', (_room, handlerFor) => {
  it('tells the client an id, and the log the rest under the same', async () => {
    const { lines, log } = recorder()
    const url = await serve(handlerFor(log), log)

    const answer = await fetch(`${url}/alice/private`, {
      headers: { 'x-request-id': 'support-4711' },
    })
    const document = (await answer.json()) as object

    expect(answer.status).toBe(500)
    expect(answer.headers.get('x-request-id')).toBe('support-4711')
    expect(document).toMatchObject({ status: 500, request: 'support-4711' })
    expect(JSON.stringify(document)).not.toMatch(/disk|\bat /)
    const logged = lines.find((line) => 'err' in line)
    expect(logged).toMatchObject({ request: 'support-4711' })
    expect(Object.keys(logged!).toSorted()).toEqual(['err', 'request'])
  })
})

describe('the log of a request', () => {
  it('says when the connection broke before the answer was out', async () => {
    const { lines, log } = recorder()
    const url = await serve((_req, res) => void res.destroy(), log)

    await expect(fetch(url)).rejects.toThrow('fetch failed')
    await expect.poll(() => lines.length).toBe(1)

    expect(lines[0]).toMatchObject({ room: 'app', method: 'GET', cut: true, status: undefined })
  })
})

describe('readiness', () => {
  it('names what is in the way: opening, stopping, a part that fails or hangs', async () => {
    const health = createHealth({ now: Date.now, patienceMs: 20 })
    const hangs: Store = { ...openMemoryStore(), commit: () => new Promise(() => undefined) }
    const fails = {
      ...openMemoryBlobs(),
      put: () => Promise.reject(new Problem('internal', 'full')),
    }

    const before = await health.failing()
    health.opened({ store: hangs, blobs: fails })
    const sick = await health.failing()
    health.stopping()

    expect(before).toEqual(['opening'])
    expect(sick).toEqual(['store', 'blobs'])
    expect(await health.failing()).toEqual(['stopping'])
  })

  it('is tried out once a second, however often it is asked, and not again while it hangs', async () => {
    const clock = { now: 0 }
    const health = createHealth({ now: () => clock.now, patienceMs: 20 })
    const store = openMemoryStore()
    const tried = { commits: 0 }
    const commit: Store['commit'] = (...args) => {
      tried.commits++
      return store.commit(...args)
    }
    health.opened({ store: { ...store, commit }, blobs: openMemoryBlobs() })

    await Promise.all(Array.from({ length: 50 }, () => health.failing()))
    await health.failing()
    const inOneSecond = tried.commits
    clock.now = 1_000
    await health.failing()

    expect(inOneSecond).toBe(1)
    expect(tried.commits).toBe(2)
  })
})

describe('headers', () => {
  it('are refused when there are too many, rather than dropped', async () => {
    const server = await startTestServer()
    const headers = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [`x-${index}`, 'y']),
    )

    const answer = await fetch(`${server.baseUrl}/alice/x`, { headers })
    await server.close()

    expect(answer.status).toBe(431)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })
})
