// Attacks through a person's browser: content that would act as our pages, and pages of others that
// would act as her.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectRefused, openTarget, statusOf } from '../support/attack.ts'
import type { Outcome, Target } from '../support/attack.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

const script = '<script>parent.alert(document.cookie)</script>'
const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }

describe('what people keep in a pod', () => {
  it.each([
    'text/html',
    'TEXT/HTML; charset=utf-8',
    'application/xhtml+xml',
    'image/svg+xml',
    'text/xml',
    'application/xslt+xml',
    'application/rss+xml',
    'application/pdf',
    'text/javascript',
    'application/ecmascript',
    'application/wasm',
    'application/x-shockwave-flash',
    'multipart/x-mixed-replace; boundary=a',
    'multipart/related',
  ])('as %s is sandboxed, never sniffed, and downloaded', async (type) => {
    await target.alice('PUT', '/alice/public/content', { type, body: script })
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await target.stranger(method, '/alice/public/content')

      expect(status).toBe(200)
      expectSandboxed(headers)
      expect(headers['content-disposition']).toBe('attachment')
    }
  })

  it.each(['text/plain', 'image/png', 'application/octet-stream', 'x/y', 'text/turtle'])(
    'as %s is not taken for HTML, whatever it looks like',
    async (type) => {
      const body = type === 'text/turtle' ? `# ${script}` : script
      await target.alice('PUT', '/alice/public/content', { type, body })
      const answer = await target.stranger('GET', '/alice/public/content')

      expect(answer.headers['content-type']).toBe(type)
      expectSandboxed(answer.headers)
    },
  )

  it('is as harmless in answers that refuse, redirect, or list', async () => {
    const path = `/alice/public/${encodeURIComponent(script)}`
    await target.alice('PUT', path, { type: 'text/plain', body: 'x' })
    const answers = [
      await target.stranger('GET', '/alice/public/'),
      await target.stranger('GET', `${path}-not-there`),
      await target.stranger('GET', `/alice/data/${encodeURIComponent(script)}`),
      await target.stranger('POST', path),
      await target.stranger('OPTIONS', path),
      await target.stranger('GET', '/alice/%zz<script>'),
    ]

    for (const { headers, body } of answers) {
      expectSandboxed(headers)
      expect(body).not.toContain('<script>')
    }
  })

  it('never becomes a service worker, nor a script of our pages', async () => {
    const path = '/alice/public/worker.js'
    await target.alice('PUT', path, { type: 'text/javascript', body: 'onfetch = () => 1' })
    const site = { 'sec-fetch-site': 'same-origin' }

    expectRefused(
      await target.stranger('GET', path, { headers: { 'service-worker': 'script' } }),
      403,
    )
    for (const purpose of [
      'script',
      'worker',
      'sharedworker',
      'serviceworker',
      'object',
      'embed',
    ]) {
      const headers = { ...site, 'sec-fetch-dest': purpose }
      expectRefused(await target.stranger('GET', path, { headers }), 403)
    }
    const { headers } = await target.stranger('GET', path)
    expect(headers['service-worker-allowed']).toBeUndefined()
    expect(headers['content-disposition']).toBe('attachment')
  })

  it('cannot set a cookie or a header by its type or name', async () => {
    const type = 'text/plain; a="b"'
    await target.alice('PUT', '/alice/public/typed', { type, body: 'x' })
    const { headers } = await target.stranger('GET', '/alice/public/typed?%0d%0aSet-Cookie:%20a=b')
    const broken = 'text/plain; a=\r\nSet-Cookie: b=c'
    const host = new URL(target.baseUrl).host
    const bytes = `PUT /alice/public/t HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${broken}\r\nConnection: close\r\n\r\n`

    expect(headers['content-type']).toBe(type)
    expect(headers['set-cookie']).toBeUndefined()
    expect(statusOf(await target.raw(bytes))).toBe(401)
  })
})

describe('a page of another origin', () => {
  it('may ask pods, which answer its cookies with what they tell anybody', async () => {
    const cookie = '_session=anything; _session.sig=x; _interaction=x'
    for (const path of ['/alice/public/', '/alice/data/', '/alice/.well-known/solid']) {
      for (const method of ['GET', 'OPTIONS', 'PUT']) {
        const without = await target.stranger(method, path, { headers: evil })
        const answer = await target.stranger(method, path, { headers: { ...evil, cookie } })

        expect(answer.headers['access-control-allow-origin']).toBe(evil.origin)
        expect(answer.headers.vary).toContain('Origin')
        expect(answer.headers['set-cookie']).toBeUndefined()
        expect(answer.body).toBe(without.body)
        expect(answer.status).toBe(without.status)
      }
    }
  })

  it('gets nothing for its cookies: they are not looked at', async () => {
    const headers = { ...evil, cookie: '_session=anything; _interaction=x' }

    expectRefused(await target.stranger('GET', '/alice/data/', { headers }), 401)
    expectRefused(await target.stranger('POST', '/.mediator/requests', { headers }), 400, 401, 403)
  })

  it.each(['/.account', '/.oidc/interaction/x', '/.oidc/interaction/x/login', '/'])(
    'is not let in to %s',
    async (path) => {
      const preflight = { ...evil, 'access-control-request-method': 'POST' }
      for (const [method, headers] of [
        ['GET', evil],
        ['POST', evil],
        ['OPTIONS', preflight],
      ] as const) {
        const answer = await target.stranger(method, path, { headers })

        expect(answer.headers['access-control-allow-origin']).toBeUndefined()
        expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
      }
    },
  )

  it('never has credentials allowed by the provider', async () => {
    for (const path of ['/.oidc/token', '/.oidc/jwks', '/.oidc/auth', '/.oidc/session/end']) {
      const { headers } = await target.stranger('GET', path, { headers: evil })

      expect(headers['access-control-allow-credentials']).toBeUndefined()
    }
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'])(
    'cannot make an account by a form of type %s',
    async (type) => {
      const body = JSON.stringify({ name: 'mallory' })
      const token = { authorization: `Bearer ${target.server.operatorToken}` }

      expectRefused(await target.stranger('POST', '/.account', { type, body, headers: evil }), 401)
      const withToken = { type, body, headers: { ...evil, ...token } }
      expectRefused(await target.stranger('POST', '/.account', withToken), 415)
      expectRefused(await target.stranger('GET', '/mallory/'), 404)
    },
  )
})

function expectSandboxed(headers: Outcome['headers']): void {
  const policy = headers['content-security-policy']
  expect(policy).toContain('sandbox')
  expect(policy).not.toContain('allow-')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers['x-content-type-options']).toBe('nosniff')
}
