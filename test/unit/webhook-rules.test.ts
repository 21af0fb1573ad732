// The rules of webhooks that need no network: where to, when again, when no more.
import { describe, expect, it } from 'vitest'
import { afterFailure, outcomeOf } from '../../server/pod/notifications/webhooks/retry.ts'
import type { Trouble } from '../../server/pod/notifications/webhooks/retry.ts'
import { sendToFault } from '../../server/pod/notifications/webhooks/send-to.ts'

const server = 'https://pods.example'
const localServer = 'http://localhost:3000'
const now = 1_700_000_000_000
const hour = 3_600_000

function answer(status: number, headers = {}) {
  return { status, headers: new Headers(headers) }
}

function failed(before?: Trouble, more = {}) {
  return afterFailure(before, { now, random: 1, waitMs: 0, ...more })
}

describe('where messages may go', () => {
  it.each(['https://hooks.example/in', 'https://hooks.example:8443/?key=1', 'https://8.8.8.8/in'])(
    'to the public address %s',
    (sendTo) => expect(sendToFault(sendTo, server)).toBeUndefined(),
  )

  it.each([
    ['http', 'http://hooks.example/in'],
    ['no URL', 'hooks'],
    ['another scheme', 'ftp://hooks.example/in'],
    ['script', 'javascript:alert(1)'],
    ['a user name', 'https://user:word@hooks.example/'],
    ['a fragment', 'https://hooks.example/#in'],
    ['an endless address', `https://hooks.example/${'a'.repeat(2_100)}`],
    ['an endless host', `https://${'a.'.repeat(300)}example/`],
    ['this machine', 'https://localhost/in'],
    ['a name of this machine', 'https://a.localhost./in'],
    ['loopback', 'https://127.0.0.1/in'],
    ['loopback in short', 'https://127.1/in'],
    ['loopback as a number', 'https://2130706433/in'],
    ['loopback in hexadecimal', 'https://0x7f000001/in'],
    ['loopback as IPv6', 'https://[::1]/in'],
    ['mapped loopback', 'https://[::ffff:7f00:1]/in'],
    ['mapped loopback in dots', 'https://[::ffff:127.0.0.1]/in'],
    ['a private network', 'https://10.0.0.8/in'],
    ['a private network', 'https://192.168.1.1/in'],
    ['cloud metadata', 'https://169.254.169.254/latest'],
    ['shared space', 'https://100.64.0.1/in'],
    ['a unique local address', 'https://[fd00::1]/in'],
    ['a translated private address', 'https://[64:ff9b::a00:1]/in'],
    ['nowhere', 'https://0.0.0.0/in'],
    ['itself', 'https://pods.example/alice/inbox/'],
    ['itself with its port', 'https://pods.example:443/alice/inbox/'],
    ['itself with a dot', 'https://pods.example./alice/inbox/'],
  ])('not to %s: %s', (_what, sendTo) => {
    expect(sendToFault(sendTo, server)).toBeDefined()
  })

  it('to this machine only while the server itself is there, and not to itself', () => {
    expect(sendToFault('http://localhost:4000/in', localServer)).toBeUndefined()
    expect(sendToFault('http://127.0.0.1:4000/in', localServer)).toBeUndefined()
    expect(sendToFault('http://localhost:3000/in', localServer)).toBeDefined()
    expect(sendToFault('http://127.0.0.1:3000/in', localServer)).toBeDefined()
    expect(sendToFault('http://[::1]:3000/in', localServer)).toBeDefined()
    expect(sendToFault('http://10.0.0.8/in', localServer)).toBeDefined()
  })
})

describe('what an answer means', () => {
  it.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [410, 'gone'],
    [301, 'failed'],
    [400, 'failed'],
    [404, 'failed'],
    [500, 'failed'],
  ])('%i: %s', (status, kind) => {
    expect(outcomeOf(answer(status), now)).toMatchObject({ kind })
  })

  it.each([
    ['120', 120_000],
    [new Date(now + 5_000).toUTCString(), 5_000],
    [new Date(now - 5_000).toUTCString(), 0],
    ['-3', 0],
    ['soon', 0],
    ['', 0],
  ])('waits as long as Retry-After says: %s', (text, waitMs) => {
    const outcome = outcomeOf(answer(503, { 'retry-after': text }), now)

    expect(outcome).toEqual({ kind: 'failed', waitMs })
  })
})

describe('when to try again', () => {
  it('after a second, then after twice as long each time, up to an hour', () => {
    const pauses = [0, 1, 2, 3, 11, 12, 60, 5_000].map((failures) => {
      const trouble = failed({ failures, since: now, until: now }) as Trouble
      return trouble.until - now
    })

    expect(pauses).toEqual([1, 2, 4, 8, 2048, 3600, 3600, 3600].map((each) => each * 1000))
  })

  it('at a time that is random in the second half of the pause', () => {
    expect(failed(undefined, { random: 0 })).toEqual({ failures: 1, since: now, until: now + 500 })
  })

  it('not before the receiver said, but within the hour whatever it said', () => {
    expect(failed(undefined, { waitMs: 90_000 })).toMatchObject({ until: now + 90_000 })
    expect(failed(undefined, { waitMs: Infinity })).toMatchObject({ until: now + hour })
    expect(failed(undefined, { waitMs: 1e300 })).toMatchObject({ until: now + hour })
  })

  it('no more after a day in which nothing arrived', () => {
    const since = now - 24 * hour

    expect(failed({ failures: 30, since: since + 1, until: now })).toMatchObject({ failures: 31 })
    expect(failed({ failures: 30, since, until: now })).toBe('given-up')
  })
})
