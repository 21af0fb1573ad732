// A firm queries what it was granted: told from what the pods see.
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryGranted } from '../../client/sdk/query/granted.ts'
import type { GrantedQueryOptions, GrantedResult } from '../../client/sdk/query/granted.ts'
import {
  alice,
  count,
  lastCell,
  listing,
  openGrantedWorld,
  requestLines,
  sendStatus,
  sendTurtle,
} from '../support/granted-world.ts'
import type { GrantedWorld } from '../support/granted-world.ts'

let world: GrantedWorld
beforeEach(async () => void (world = await openGrantedWorld()))
afterEach(() => world.close())

function ask(sparql: string, options: GrantedQueryOptions = {}): Promise<GrantedResult> {
  return queryGranted(world.session, sparql, { clock: () => 0, ...options })
}

describe('a query over what was granted', () => {
  it('reads the documents of all active grants and counts a shared triple once', async () => {
    const one = await world.openDocuments({ '/1.ttl': '<urn:a> <urn:p> 1, 2 .' })
    const two = await world.openDocuments({ '/2.ttl': '<urn:a> <urn:p> 2, 3 .' })
    world.grant([`${one.url}/1.ttl`])
    const second = world.grant([`${two.url}/2.ttl`], { person: 'https://bob.example/#me' })

    const answer = await ask(count)

    expect(lastCell(answer)).toBe('3')
    expect(answer.complete).toBe(true)
    expect(answer.sources).toMatchObject([
      { url: `${one.url}/1.ttl`, person: alice, outcome: 'read', triples: 2 },
      {
        url: `${two.url}/2.ttl`,
        person: 'https://bob.example/#me',
        grant: second,
        outcome: 'read',
      },
    ])
  })

  it('requests what was granted, naming the grant, and nothing else', async () => {
    const pod = await world.openDocuments({
      '/data/1.ttl': '<urn:a> <urn:p> <../secret.ttl>, </diary.ttl> .',
      '/data/2.ttl': '<urn:b> <urn:p> 1 .',
      '/secret.ttl': '<urn:c> <urn:p> 1 .',
    })
    const grant = world.grant([`${pod.url}/data/1.ttl#it`])

    await ask(`SELECT * { GRAPH <${pod.url}/secret.ttl> { ?s ?p ?o } }`)

    expect(requestLines(pod.requests)).toEqual(['GET /data/1.ttl'])
    expect(pod.requests[0]!.headers).toMatchObject({
      accept: 'text/turtle',
      'freehold-grant': grant,
    })
  })

  it('looks into granted containers, as deep as they go, and never out of them', async () => {
    const pod = await world.openDocuments({
      '/raw/': listing(['1.ttl', '2012/', '../secret.ttl', '/diary.ttl', 'http://other.example/']),
      '/raw/1.ttl': '<urn:a> <urn:p> 1 .',
      '/raw/2012/': listing(['2.ttl']),
      '/raw/2012/2.ttl': '<urn:a> <urn:p> 2 .',
      '/secret.ttl': '<urn:a> <urn:p> 3 .',
    })
    world.grant([`${pod.url}/raw/`, `${pod.url}/raw/1.ttl`])

    const answer = await ask(count)

    expect(lastCell(answer)).toBe('2')
    expect(requestLines(pod.requests).toSorted()).toEqual([
      'GET /raw/',
      'GET /raw/1.ttl',
      'GET /raw/2012/',
      'GET /raw/2012/2.ttl',
    ])
  })

  it('gives up on a container without end, and says so', async () => {
    const pod = await world.openPod((_req, res) => sendTurtle(res, listing(['deeper/'])))
    world.grant([`${pod.url}/raw/`])

    const answer = await ask(count)

    expect(answer.complete).toBe(false)
    expect(answer.sources).toMatchObject([
      { url: `${pod.url}/raw/`, outcome: 'invalid', detail: expect.stringContaining('levels') },
    ])
    expect(pod.requests.length).toBeLessThan(10)
  })

  it.each(['withdrawn', 'revoked', 'expired'] as const)(
    'does not ask for what was %s, and names it',
    async (state) => {
      const pod = await world.openDocuments({ '/1.ttl': '<urn:a> <urn:p> 1 .' })
      world.grant([`${pod.url}/1.ttl`], { state, endedAt: '2026-02-03T04:05:06Z' })

      const answer = await ask(count)

      expect(pod.requests).toEqual([])
      expect(answer.complete).toBe(true)
      expect(answer.sources).toMatchObject([
        { url: `${pod.url}/1.ttl`, outcome: state, detail: expect.stringContaining('2026-02-03') },
      ])
    },
  )

  it('does not ask for what is agreed but not proved yet, and is not complete then', async () => {
    const pod = await world.openDocuments({})
    world.grant([`${pod.url}/1.ttl`], { state: 'agreed' })

    const answer = await ask(count)

    expect(pod.requests).toEqual([])
    expect(answer).toMatchObject({ complete: false, sources: [{ outcome: 'not-active' }] })
  })

  it('can be limited to some grants, and names those that there are not', async () => {
    const pod = await world.openDocuments({
      '/1.ttl': '<urn:a> <urn:p> 1 .',
      '/2.ttl': '<urn:a> <urn:p> 2 .',
    })
    world.grant([`${pod.url}/1.ttl`])
    const second = world.grant([`${pod.url}/2.ttl`])

    const answer = await ask(count, { grants: [second, `${world.url}/grants/none`] })

    expect(requestLines(pod.requests)).toEqual(['GET /2.ttl'])
    expect(answer.complete).toBe(false)
    expect(answer.sources).toMatchObject([{ outcome: 'read' }, { url: `${world.url}/grants/none` }])
  })

  it('is asked of each pod anew: what was withdrawn in between is gone', async () => {
    const state = { open: true }
    const pod = await world.openPod((_req, res) =>
      state.open ? sendTurtle(res, '<urn:a> <urn:p> 1 .') : sendStatus(res, 403),
    )
    world.grant([`${pod.url}/1.ttl`])
    expect(lastCell(await ask(count))).toBe('1')
    state.open = false

    const answer = await ask(count)

    expect(lastCell(answer)).toBe('0')
    expect(answer).toMatchObject({ complete: false, sources: [{ outcome: 'forbidden' }] })
  })

  it('that is refused asks nobody for anything', async () => {
    const pod = await world.openDocuments({ '/1.ttl': '<urn:a> <urn:p> 1 .' })
    world.grant([`${pod.url}/1.ttl`])

    await expect(ask('SELECT * { SERVICE <http://x/> { ?s ?p ?o } }')).rejects.toMatchObject({
      type: 'not-allowed',
    })
    await expect(ask('SELECT')).rejects.toMatchObject({ type: 'syntax' })
    expect(pod.requests).toEqual([])
  })

  it('says when a mediator did not answer, so that grants may be missing', async () => {
    world.grant(['https://nowhere.example/'])
    world.breakMediator(500)

    const answer = await ask(count)

    expect(answer.complete).toBe(false)
    expect(answer.sources).toMatchObject([{ url: `${world.url}/`, outcome: 'unreachable' }])
  })

  it('has an empty answer when nothing was granted', async () => {
    const answer = await ask(count)

    expect(lastCell(answer)).toBe('0')
    expect(answer).toMatchObject({ sources: [], complete: true })
  })

  it('asks a pod for at most some documents at the same time', async () => {
    const open = { now: 0, most: 0 }
    const waiting: ServerResponse[] = []
    const pod = await world.openPod((_req, res) => {
      open.now += 1
      open.most = Math.max(open.most, open.now)
      waiting.push(res)
      setImmediate(() => {
        open.now -= 1
        sendTurtle(waiting.shift()!, '<urn:a> <urn:p> 1 .')
      })
    })
    world.grant(Array.from({ length: 30 }, (_, index) => `${pod.url}/${index}.ttl`))

    const answer = await ask(count, { concurrency: 3 })

    expect(answer.sources.filter(({ outcome }) => outcome === 'read')).toHaveLength(30)
    expect(open.most).toBeLessThanOrEqual(3)
  })
})

describe('a query that is given up', () => {
  it('stops waiting for pods at once, with the reason of who gave up', async () => {
    const abort = new AbortController()
    const pod = await world.openPod(() => abort.abort(new Error('Never mind')))
    world.grant([`${pod.url}/1.ttl`])

    await expect(ask(count, { signal: abort.signal })).rejects.toThrow('Never mind')
  })

  it('before it began asks no pod', async () => {
    const pod = await world.openDocuments({ '/1.ttl': '<urn:a> <urn:p> 1 .' })
    world.grant([`${pod.url}/1.ttl`])

    await expect(ask(count, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/)
    expect(pod.requests).toEqual([])
  })
})
