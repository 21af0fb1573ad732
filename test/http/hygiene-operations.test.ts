// What an operator sees: health, metrics, ids of requests and the log.
import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorFields } from '../../server/log.ts'
import { cli, temporaryFolder } from '../support/cli.ts'
import { address, freeholdProcess, stopped } from '../support/server-process.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const ask = (path: string, init?: RequestInit) => fetch(server.baseUrl + path, init)
const asOperator = (token = server.operatorToken) => ({
  headers: { authorization: `Bearer ${token}` },
})

/** The status of a GET under another host name. */
async function statusFor(host: string, path: string): Promise<number | undefined> {
  const req = request(server.baseUrl + path, { headers: { host } }).end()
  const [res] = (await once(req, 'response')) as [Readable & { statusCode?: number }]
  res.resume()
  return res.statusCode
}

describe('health', () => {
  it('is alive and ready, and says no more than that', async () => {
    const [live, ready] = await Promise.all([ask('/.health/live'), ask('/.health/ready')])

    expect([live.status, ready.status]).toEqual([200, 200])
    expect(await live.json()).toEqual({ status: 'ok' })
    expect(await ready.json()).toEqual({ status: 'ok' })
    expect(ready.headers.get('cache-control')).toBe('no-store')
  })

  it('answers probes that know only the address, as nothing else does', async () => {
    expect(await statusFor('10.0.0.7:3000', '/.health/ready')).toBe(200)
    expect(await statusFor('10.0.0.7:3000', '/')).toBe(421)
  })

  it('takes GET and HEAD only', async () => {
    expect((await ask('/.health/ready', { method: 'HEAD' })).status).toBe(200)
    const post = await ask('/.health/ready', { method: 'POST', body: 'x' })

    expect(post.status).toBe(405)
    expect(post.headers.get('allow')).toBe('GET, HEAD')
  })
})

describe('metrics', () => {
  it.each([
    ['nobody', {}, 401],
    ['a wrong token', asOperatorHeader('x'.repeat(43)), 401],
    ['no Bearer', { authorization: 'Basic eDp5' }, 401],
  ])('are refused to %s', async (_who, headers, status) => {
    const answer = await ask('/.metrics', { headers })

    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('www-authenticate')).toContain('Bearer realm="operations"')
  })

  it('count requests by room, method and class, and commits', async () => {
    await ask('/alice/secret-name')
    await ask('/.mediator/')
    await ask('/.well-known/openid-configuration')
    await ask('/', { method: 'PURGE' })

    const answer = await ask('/.metrics', asOperator())
    const numbers = await answer.text()

    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    const count = 'freehold_request_duration_seconds_count'
    expect(numbers).toContain(`${count}{room="pod",method="GET",status="4xx"}`)
    expect(numbers).toContain(`${count}{room="mediator",method="GET",status="2xx"}`)
    expect(numbers).toContain(`${count}{room="identity",method="GET",status="2xx"}`)
    expect(numbers).toContain(`${count}{room="app",method="OTHER",status="4xx"}`)
    expect(numbers).toMatch(/freehold_commits_total\{outcome="done"\} [1-9]/)
    expect(numbers).toMatch(/freehold_event_loop_lag_seconds\{quantile="0.99"\} \d/)
    expect(numbers).toMatch(/freehold_memory_bytes\{kind="resident"\} [1-9]/)
  })

  it('name nobody and nothing', async () => {
    await ask('/alice/secret-name?who=mallory')

    const numbers = await (await ask('/.metrics', asOperator())).text()

    expect(numbers).not.toMatch(/alice|secret|mallory|http:|127\.0\.0\.1/)
  })
})

function asOperatorHeader(token: string) {
  return { authorization: `Bearer ${token}` }
}

describe('the id of a request', () => {
  it('is on every answer, refused ones too, and another each time', async () => {
    const paths = ['/', '/alice/x', '/.mediator/', '/.oidc/nothing', '/.health/live', '/.metrics']
    const answers = await Promise.all(paths.map((path) => ask(path)))
    const ids = answers.map(({ headers }) => headers.get('x-request-id'))

    expect(ids.every((id) => /^[\w-]{36}$/.test(id ?? ''))).toBe(true)
    expect(new Set(ids).size).toBe(paths.length)
  })

  it.each([
    ['kept', 'trace-0123456789', 'trace-0123456789'],
    ['replaced when too short', 'abc', undefined],
    ['replaced when long', 'x'.repeat(65), undefined],
    ['replaced when it could be markup', '<script>alert(1)</script>', undefined],
    ['replaced when it could be a log line', '{"level":50,"x":"y"}', undefined],
  ])('of a client is %s', async (_how, sent, kept) => {
    const answer = await ask('/', { headers: { 'x-request-id': sent } })

    if (kept === undefined) expect(answer.headers.get('x-request-id')).not.toBe(sent)
    else expect(answer.headers.get('x-request-id')).toBe(kept)
  })
})

describe('the log', () => {
  it('has one line a request, which tells nothing of who asked for what', async () => {
    await using folder = await temporaryFolder()
    const where = ['--port', '0', '--data', folder.path]
    const child = freeholdProcess(['serve', ...where, '--log-level', 'info', '--store', 'memory'])
    const words = text(child.stderr as Readable)
    const url = await address(child)

    await fetch(`${url}/mallory/private%0A%7B%22level%22:50%7D?token=hunter2`, {
      headers: {
        authorization: 'DPoP ey.secret',
        'x-request-id': 'my-own-request',
        'user-agent': 'Evil\t1',
      },
    })
    await stopped(child)

    const lines = (await words)
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as object)
    const mine = lines.find((line) => 'request' in line && line.request === 'my-own-request')
    expect(mine).toMatchObject({ level: 30, room: 'pod', method: 'GET', msg: 'answered' })
    expect(Object.keys(mine!).toSorted()).toEqual([
      'bytes',
      'level',
      'method',
      'ms',
      'msg',
      'request',
      'room',
      'status',
      'time',
    ])
    expect(await words).not.toMatch(/mallory|private|hunter2|secret|Evil|127\.0\.0\.1/)
  })

  it.each([
    ['a path', 'ENOENT: /data/alice/x', 'ENOENT: [path]'],
    ['a WebID', 'No <https://a.example/#me> here', 'No <[address]> here'],
    ['an address', 'connect ECONNREFUSED 203.0.113.7', 'connect ECONNREFUSED [address]'],
    ['a mail address', 'mailto:alice@example.org bounced', '[address] bounced'],
    ['a secret', `bad ${'aB3-'.repeat(12)}`, 'bad [secret]'],
  ])('says of an error all but %s', (_what, message, told) => {
    const { message: logged, stack } = errorFields(new TypeError(message))

    expect(logged).toBe(told)
    expect(stack.join()).toContain('hygiene-operations')
  })

  it('is chosen with --log-level, from a fixed set', async () => {
    expect(await cli(['serve', '--log-level', 'loud'])).toMatchObject({ code: 2 })
  })
})

it.each(['0', '10GB', '1,5GiB', 'lots', '1e9'])('a quota of %s is no size', async (size) => {
  const { code, stderr } = await cli(['serve', '--quota', size])

  expect(code).toBe(2)
  expect(stderr).toContain('--quota is a size such as')
})
