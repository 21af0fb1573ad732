// Pods that fail while a firm queries: each is named, and none spoils the answer of the others.
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryGranted } from '../../client/sdk/query/granted.ts'
import type { GrantedQueryOptions, GrantedResult } from '../../client/sdk/query/granted.ts'
import {
  count,
  lastCell,
  listing,
  openGrantedWorld,
  requestLines,
  sendStatus,
  sendTurtle,
} from '../support/granted-world.ts'
import type { GrantedWorld } from '../support/granted-world.ts'
import { openSimulatedServer } from '../support/simulated-server.ts'

let world: GrantedWorld
beforeEach(async () => void (world = await openGrantedWorld()))
afterEach(() => world.close())

function ask(sparql: string, options: GrantedQueryOptions = {}): Promise<GrantedResult> {
  return queryGranted(world.session, sparql, { clock: () => 0, ...options })
}

function endless(res: ServerResponse): void {
  res.setHeader('Content-Type', 'text/turtle')
  res.write('<urn:a> <urn:p> 1 .')
}

function huge(res: ServerResponse): void {
  res.setHeader('Content-Type', 'text/turtle')
  const chunk = '# nothing\n'.repeat(10_000)
  const more = () => {
    while (!res.destroyed && res.write(chunk));
  }
  res.on('drain', more)
  more()
}

describe('a pod that misbehaves is named beside the answer of the others', () => {
  it.each<[string, (res: ServerResponse) => void, string, RegExp]>([
    ['forbids', (res) => sendStatus(res, 403), 'forbidden', /403/],
    ['asks to sign in', (res) => sendStatus(res, 401), 'forbidden', /401/],
    ['has nothing there', (res) => sendStatus(res, 404), 'not-found', /404/],
    ['has it no more', (res) => sendStatus(res, 410), 'not-found', /410/],
    ['breaks', (res) => sendStatus(res, 500), 'unreachable', /500/],
    ['is busy', (res) => sendStatus(res, 429), 'unreachable', /429/],
    ['does not accept Turtle', (res) => sendStatus(res, 406), 'invalid', /406/],
    [
      'sends a page',
      (res) => res.setHeader('Content-Type', 'text/html').end('<html></html>'),
      'invalid',
      /text\/html/,
    ],
    ['does not say what it sends', (res) => res.end('<urn:a> <urn:p> 9 .'), 'invalid', /type/],
    ['sends broken Turtle', (res) => sendTurtle(res, '<urn:a> <urn:p> '), 'invalid', /line 1/],
    ['never ends', endless, 'timeout', /time/],
    ['never answers', () => undefined, 'timeout', /time/],
    ['sends too much', huge, 'invalid', /larger than/],
    ['hangs up', (res) => res.destroy(), 'unreachable', /./],
    [
      'sends in circles',
      (res) => sendStatus(res, 302, { Location: '/bad.ttl' }),
      'invalid',
      /elsewhere/,
    ],
    [
      'sends elsewhere',
      (res) => sendStatus(res, 307, { Location: '/secret.ttl' }),
      'invalid',
      /elsewhere/,
    ],
  ])('when it %s', async (_what, answer, outcome, detail) => {
    const good = await world.openDocuments({ '/good.ttl': '<urn:a> <urn:p> 1 .' })
    const bad = await world.openPod((_req, res) => answer(res))
    world.grant([`${bad.url}/bad.ttl`])
    world.grant([`${good.url}/good.ttl`])

    const found = await ask(count, { fetchTimeoutMs: 400, maxBytes: 500_000 })

    expect(lastCell(found)).toBe('1')
    expect(found.complete).toBe(false)
    expect(found.sources.find(({ url }) => url === `${bad.url}/bad.ttl`)).toMatchObject({
      outcome,
      detail: expect.stringMatching(detail),
    })
    expect(requestLines(bad.requests)).toEqual(['GET /bad.ttl'])
  })

  it('when nobody listens there', async () => {
    const gone = await openSimulatedServer(() => undefined)
    await gone.close()
    world.grant([`${gone.url}/1.ttl`, 'mailto:nobody@example.org', 'no address'])

    const found = await ask(count)

    expect(found.sources.map(({ outcome }) => outcome)).toEqual([
      'unreachable',
      'unreachable',
      'unreachable',
    ])
  })

  it('when a container in it cannot be listed', async () => {
    const pod = await world.openDocuments({
      '/raw/': listing(['a/', '1.ttl']),
      '/raw/1.ttl': '<urn:a> <urn:p> 1 .',
    })
    world.grant([`${pod.url}/raw/`])

    const found = await ask(count)

    expect(lastCell(found)).toBe('1')
    expect(found.complete).toBe(false)
    expect(found.sources).toMatchObject([
      { url: `${pod.url}/raw/1.ttl`, outcome: 'read' },
      { url: `${pod.url}/raw/a/`, outcome: 'forbidden' },
    ])
  })
})
