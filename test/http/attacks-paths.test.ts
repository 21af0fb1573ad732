// Attacks by addresses and hosts: whatever is written, it means one thing, and tells nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectRefused, openTarget, statusOf, withoutNames } from '../support/attack.ts'
import type { Target } from '../support/attack.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget()
  const text = { type: 'text/plain', body: 'secret' }
  await target.alice('PUT', '/alice/data/secret.txt', text)
  await target.alice('PUT', '/alice/public/open.txt', text)
})
afterAll(() => target.close())

const raw = (line: string, ...headers: string[]) => {
  const host = headers.some((each) => /^host:/i.test(each)) ? [] : [`Host: ${hostOf(target)}`]
  return target.raw([line, ...host, 'Connection: close', ...headers, '', ''].join('\r\n'))
}

describe('a path', () => {
  it.each([
    ['climbs out of the root', '/../../../etc/passwd'],
    ['climbs out of the root, encoded', '/%2e%2e/%2e%2e/etc/passwd'],
    ['climbs out of a pod', '/alice/../../etc/passwd'],
    ['climbs out of a pod, encoded', '/alice/%2E%2e/%2e%2E/etc/passwd'],
    ['hides slashes and dots in one segment', '/alice/public/..%2f..%2f..%2fetc%2fpasswd'],
    ['goes from what is open to what is not', '/alice/public/%2e%2e/data/secret.txt'],
    ['goes there by a dot alone', '/alice/./data/secret.txt'],
    ['has an empty segment', '/alice//data/secret.txt'],
    ['has a backslash', '/alice/public\\..\\data\\secret.txt'],
    ['has an encoded backslash', '/alice/public%5c..%5cdata%5csecret.txt'],
    ['has a NUL', '/alice/data/secret.txt%00.html'],
    ['has a line break', '/alice/data/x%0d%0aSet-Cookie:%20a=b'],
    ['has a broken escape', '/alice/data/%zz'],
    ['has an escape cut short', '/alice/data/secret.txt%'],
    ['has bytes that are no text', '/alice/data/%ff%fe'],
    ['has half a character', '/alice/data/%ed%a0%80'],
    ['has a fragment', '/alice/data/secret.txt#it'],
  ])('that %s is refused, whoever asks', async (_what, path) => {
    for (const attacker of [target.stranger, target.bob, target.alice]) {
      expectRefused(await attacker('GET', path), 400, 404)
      expectRefused(await attacker('PUT', path, { type: 'text/plain', body: 'x' }), 400, 404, 405)
    }
  })

  it.each(['//alice/data/secret.txt', '///etc/passwd', '/', '/%61lice%2fdata/secret.txt', '*'])(
    'like %s leads to no pod',
    async (path) => {
      const answer = await raw(`DELETE ${path} HTTP/1.1`)

      expect([400, 404, 405]).toContain(statusOf(answer))
      expect(answer).not.toContain('secret"')
    },
  )

  it('means one document in all its spellings, to access control too', async () => {
    const spellings = ['/alice/d%61ta/secret.txt', '/%61lice/data/secret%2etxt']
    for (const path of spellings) {
      expect((await target.alice('GET', path)).body).toBe('secret')
      expectRefused(await target.bob('GET', path), 403)
      expectRefused(await target.stranger('GET', path), 401)
    }
    const acl = '/alice/data/secret.txt%2eac%6C'
    expectRefused(await target.bob('PUT', acl, { type: 'text/turtle', body: '' }), 403)
    expectRefused(await target.bob('GET', acl), 403)
  })

  it('in another case or another form of Unicode is another document, never a way round', async () => {
    const composed = `/alice/public/${encodeURIComponent('é')}`
    const decomposed = `/alice/public/${encodeURIComponent('e\u0301')}`
    await target.alice('PUT', composed, { type: 'text/plain', body: 'one' })

    expect((await target.stranger('GET', composed)).body).toBe('one')
    expectRefused(await target.stranger('GET', decomposed), 404)
    expectRefused(await target.stranger('GET', '/alice/PUBLIC/open.txt'), 401)
    expectRefused(await target.stranger('GET', '/ALICE/data/secret.txt'), 404)
  })

  it.each(['.', ';x=1', '%20', '~', '%3f', '::$DATA'])(
    'with %s behind a private name is as private as it',
    async (suffix) => {
      expectRefused(await target.stranger('GET', `/alice/data/secret.txt${suffix}`), 401)
      expectRefused(await target.bob('GET', `/alice/data/secret.txt${suffix}`), 403)
      expectRefused(await target.alice('GET', `/alice/data/secret.txt${suffix}`), 404)
    },
  )

  it('with a query is what it is without', async () => {
    const query = '?ext=.acl&x=/alice/public/open.txt'

    expect((await target.alice('GET', `/alice/data/secret.txt${query}`)).body).toBe('secret')
    expectRefused(await target.bob('GET', `/alice/data/secret.txt${query}`), 403)
  })

  it('of 20,000 characters, or of 200 containers, is refused at once', async () => {
    const long = await target.stranger('GET', `/alice/${'x'.repeat(20_000)}`)
    const deep = { type: 'text/plain', body: 'x' }

    expect([414, 431]).toContain(long.status)
    expectRefused(await target.alice('PUT', `/alice/${'d/'.repeat(200)}x`, deep), 400)
    expectRefused(await target.alice('GET', '/alice/d/'), 404)
  })

  it('with one segment of 300 characters, or of 1,000, is kept', async () => {
    for (const length of [300, 1_000]) {
      const path = `/alice/data/${'n'.repeat(length)}`
      expect((await target.alice('PUT', path, { type: 'text/plain', body: 'x' })).status).toBe(201)
      expect((await target.alice('GET', path)).body).toBe('x')
    }
  })

  it('that is taken as a document is none for a container, nor the other way round', async () => {
    const text = { type: 'text/plain', body: 'x' }
    await target.alice('PUT', '/alice/data/box/', { type: 'text/turtle' })

    expectRefused(await target.alice('PUT', '/alice/data/secret.txt/'), 409)
    expectRefused(await target.alice('PUT', '/alice/data/box', text), 409)
    expectRefused(await target.alice('PUT', '/alice/data/secret.txt/x', text), 409)
    expect((await target.alice('GET', '/alice/data/secret.txt')).body).toBe('secret')
  })
})

describe('what belongs to the server', () => {
  it.each([
    '/.internal/accounts',
    '/.data/store',
    '/.operator.token',
    '/operator.token',
    '/%2eaccount',
    '/%2emediator/log',
    '/.%61ccount',
    '/vocab/%2e%2e/x',
    '/alice/.well-known/',
    '/alice/.well-known/lock',
    '/alice/.meta.acl',
    '/alice/data/secret.txt.acl.acl',
  ])('is not at %s', async (path) => {
    for (const attacker of [target.stranger, target.bob]) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        expectRefused(await attacker(method, path), 400, 404, 405)
      }
    }
  })

  it.each(['/alice/.acl', '/alice/.meta', '/alice/data/.acl', '/alice/.well-known/access-log'])(
    'in a pod, such as %s, is for its owner',
    async (path) => {
      for (const method of ['GET', 'HEAD']) {
        expect((await target.stranger(method, path)).status).toBe(401)
        expect((await target.bob(method, path)).status).toBe(403)
      }
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        expectRefused(await target.stranger(method, path), 401, 405)
        expectRefused(await target.bob(method, path), 403, 405)
      }
    },
  )

  it('cannot be deleted: the root of a pod, its ACL, a container with something in it', async () => {
    expectRefused(await target.alice('DELETE', '/alice/'), 405)
    expectRefused(await target.alice('DELETE', '/alice/.acl'), 405)
    expectRefused(await target.alice('DELETE', '/alice/data/'), 409)
    expectRefused(await target.stranger('DELETE', '/alice/'), 405)
    expect((await target.alice('GET', '/alice/data/secret.txt')).body).toBe('secret')
  })

  it.each([
    '.internal',
    '..',
    '.well-known',
    'vocab',
    'assets',
    'con/',
    'a/b',
    'Alice',
    'аlice',
    'ａlice',
    'alice\u200b',
    'alice%2f',
    '-alice',
    '',
    'x'.repeat(64),
    '__proto__',
  ])('is no name for a pod: "%s"', async (name) => {
    const response = await target.server.requestAccount({ name })
    const { status, headers } = response

    expectRefused(
      { status, headers: Object.fromEntries(headers), body: await response.text() },
      422,
    )
  })
})

describe('a host', () => {
  it.each([
    ['in the address', 'GET http://evil.example/alice/public/open.txt HTTP/1.1', []],
    ['in the Host header', 'GET /alice/public/open.txt HTTP/1.1', ['Host: evil.example']],
    ['with our name in it', 'GET /alice/ HTTP/1.1', ['Host: localhost.evil.example']],
    ['with a user name', 'GET /alice/ HTTP/1.1', ['Host: evil@localhost']],
    ['that is empty', 'GET /alice/ HTTP/1.1', ['Host: ']],
    ['with another port', 'GET /.account HTTP/1.1', ['Host: localhost:1']],
  ] as [string, string, string[]][])(
    'that is not ours, %s, is not answered for',
    async (_, line, headers) => {
      const answer = await raw(line, ...headers)

      expect([400, 421]).toContain(statusOf(answer))
      expect(answer).not.toContain('evil')
    },
  )

  it('named twice, or not at all, is malformed', async () => {
    const host = `Host: ${hostOf(target)}`

    expect(statusOf(await raw('GET /alice/ HTTP/1.1', host, host))).toBe(400)
    expect(statusOf(await raw('GET /alice/ HTTP/1.1', host, 'host: evil.example'))).toBe(400)
    const without = 'GET /alice/ HTTP/1.1\r\nConnection: close\r\n\r\n'
    expect(statusOf(await target.raw(without))).toBe(400)
  })

  it('that is ours may stand in the address, as clients of proxies write it', async () => {
    const answer = await raw(`GET ${target.baseUrl}/alice/public/open.txt HTTP/1.1`)

    expect(statusOf(answer)).toBe(200)
    expect(answer).toMatch(/\r\n\r\nsecret$/)
    const both = `GET ${target.baseUrl}/alice/ HTTP/1.1`
    expect(statusOf(await raw(both, 'Host: evil.example'))).toBe(421)
  })

  it('that a proxy would forward is ignored, as none is trusted', async () => {
    const headers = {
      forwarded: 'host=evil.example;proto=https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-original-url': '/alice/data/secret.txt',
      'x-rewrite-url': '/alice/data/secret.txt',
      'x-http-method-override': 'DELETE',
    }
    for (const path of ['/alice/public/open.txt', '/.well-known/openid-configuration']) {
      const answer = await target.stranger('GET', path, { headers })

      expect(answer.status).toBe(200)
      expect(JSON.stringify(answer)).not.toContain('evil')
    }
    const made = await target.alice('PUT', '/alice/data/new', { type: 'text/plain', headers })
    expect(made.headers.location).toBe(`${target.baseUrl}/alice/data/new`)
  })
})

it.each(['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE'])(
  'tells nobody by the answer to %s whether a name exists',
  async (method) => {
    for (const attacker of [target.bob, target.stranger]) {
      const answer = async (name: string) =>
        withoutNames(await attacker(method, `/alice/data/${name}`), name)

      expect(await answer('secret.txt')).toBe(await answer('absent.txt'))
    }
  },
)

function hostOf({ baseUrl }: Target): string {
  return new URL(baseUrl).host
}
