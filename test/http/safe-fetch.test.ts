// The one outbound client, against a server on this machine that behaves well and badly.
import { gzipSync } from 'node:zlib'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import { openSimulatedServer } from '../support/simulated-server.ts'
import type { SimulatedServer } from '../support/simulated-server.ts'

type Answer = (req: IncomingMessage, res: ServerResponse) => void

const answers = new Map<string, Answer>([
  ['/plain', (_req, res) => res.setHeader('content-type', 'text/turtle').end('<#a> <#b> <#c> .')],
  ['/empty', (_req, res) => res.writeHead(204).end()],
  ['/missing', (_req, res) => res.writeHead(404).end('no')],
  ['/echo', (req, res) => req.pipe(res.setHeader('x-method', req.method ?? ''))],
  ['/long', (_req, res) => res.end('x'.repeat(2_000))],
  ['/endless', (_req, res) => void setInterval(() => res.write('x'.repeat(200)), 1).unref()],
  ['/silent', () => undefined],
  ['/drip', (_req, res) => void setInterval(() => res.write('x'), 20).unref()],
  [
    '/bomb',
    (_req, res) => res.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(100_000))),
  ],
  ['/liar', (_req, res) => res.setHeader('content-length', '100000').end('short')],
  ['/away/301', (_req, res) => redirect(res, 301, '/echo')],
  ['/away/303', (_req, res) => redirect(res, 303, '/echo')],
  ['/away/307', (_req, res) => redirect(res, 307, '/echo')],
  ['/away/headers', (_req, res) => redirect(res, 302, '/headers')],
  ['/headers', (req, res) => res.end(JSON.stringify(req.headers))],
  ['/loop', (_req, res) => redirect(res, 302, '/loop')],
  ['/to-private', (_req, res) => redirect(res, 302, 'https://10.0.0.1/')],
  ['/to-mapped', (_req, res) => redirect(res, 302, 'https://[::ffff:a9fe:a9fe]/')],
  ['/to-file', (_req, res) => redirect(res, 302, 'file:///etc/passwd')],
  ['/to-http', (_req, res) => redirect(res, 302, 'http://pods.example/')],
])

function redirect(res: ServerResponse, status: number, location: string) {
  res.writeHead(status, { location }).end()
}

describe('the outbound client', () => {
  let server: SimulatedServer
  beforeEach(async () => {
    server = await openSimulatedServer((req, res) => answers.get(req.url ?? '')?.(req, res))
  })
  afterEach(() => server.close())

  const fetch = createSafeFetch({ allowLoopback: true, maxBytes: 1_000, timeoutMs: 300 })

  it('hands out a whole, ordinary response', async () => {
    const response = await fetch(`${server.url}/plain#part`)

    expect(response).toBeInstanceOf(Response)
    expect(response.url).toBe(`${server.url}/plain`)
    expect(response.headers.get('content-type')).toBe('text/turtle')
    expect(await response.text()).toContain('<#b>')
  })

  it('takes answers without a body and refusals as they are', async () => {
    expect((await fetch(`${server.url}/empty`)).status).toBe(204)
    expect((await fetch(`${server.url}/missing`)).status).toBe(404)
    expect((await fetch(`${server.url}/long`, { method: 'HEAD' })).status).toBe(200)
  })

  it('sends method, headers and body', async () => {
    const response = await fetch(`${server.url}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'hello',
    })

    expect(response.headers.get('x-method')).toBe('POST')
    expect(await response.text()).toBe('hello')
  })

  it('asks for answers that are not compressed, and refuses those that are', async () => {
    const headers = await (await fetch(`${server.url}/headers`)).text()

    expect(headers).toContain('"accept-encoding":"identity"')
    await expect(fetch(`${server.url}/bomb`)).rejects.toThrow('Content-Encoding')
  })

  it.each(['/long', '/endless'])('stops reading %s at its limit', async (path) => {
    await expect(fetch(server.url + path)).rejects.toThrow('longer than 1000 bytes')
  })

  it.each(['/silent', '/drip', '/liar'])('gives up on %s', async (path) => {
    await expect(fetch(server.url + path)).rejects.toThrow(TypeError)
  })

  it.each(['/plain', '/empty', '/long', '/endless', '/drip', '/liar', '/bomb'])(
    'asks no more of %s than the head, where that is all it is used for',
    async (path) => {
      const brief = createSafeFetch({
        allowLoopback: true,
        maxBytes: 1_000,
        timeoutMs: 300,
        bodies: 'thrown away',
      })

      const response = await brief(server.url + path)

      expect(response.ok).toBe(true)
      expect(response.body).toBeNull()
    },
  )

  it('stops when its caller does', async () => {
    const stop = AbortSignal.abort(new Error('enough'))

    await expect(fetch(`${server.url}/plain`, { signal: stop })).rejects.toThrow('enough')
  })

  it('fails with a TypeError when nobody listens', async () => {
    await server.close()

    await expect(fetch(`${server.url}/plain`)).rejects.toThrow(TypeError)
  })
})

describe('a redirect', () => {
  let server: SimulatedServer
  beforeEach(async () => {
    server = await openSimulatedServer((req, res) => answers.get(req.url ?? '')?.(req, res))
  })
  afterEach(() => server.close())

  const fetch = createSafeFetch({ allowLoopback: true })
  const post = { method: 'POST', body: 'hello' }

  it('turns a POST into a GET, except where its status says to keep it', async () => {
    const moved = await fetch(`${server.url}/away/301`, post)
    const seeOther = await fetch(`${server.url}/away/303`, post)
    const kept = await fetch(`${server.url}/away/307`, post)

    expect(moved.headers.get('x-method')).toBe('GET')
    expect(seeOther.headers.get('x-method')).toBe('GET')
    expect(kept.headers.get('x-method')).toBe('POST')
    expect(await kept.text()).toBe('hello')
    expect(kept.url).toBe(`${server.url}/echo`)
    expect(kept.redirected).toBe(true)
  })

  it('never carries credentials along', async () => {
    const headers = { authorization: 'DPoP secret', dpop: 'proof', cookie: 'a=b', accept: 'a/b' }
    const response = await fetch(`${server.url}/away/headers`, { headers })

    const seen = (await response.json()) as Record<string, string>
    expect(seen).toMatchObject({ accept: 'a/b' })
    expect(Object.keys(seen)).not.toContain('authorization')
    expect(Object.keys(seen)).not.toContain('dpop')
    expect(Object.keys(seen)).not.toContain('cookie')
  })

  it('is handed out, or an error, when the caller wants that', async () => {
    const response = await fetch(`${server.url}/away/301`, { redirect: 'manual' })

    expect(response.status).toBe(301)
    await expect(fetch(`${server.url}/away/301`, { redirect: 'error' })).rejects.toThrow(TypeError)
  })

  it('is followed three times and no more', async () => {
    await expect(fetch(`${server.url}/loop`)).rejects.toThrow('more than 3 times')

    expect(server.requests).toHaveLength(4)
  })

  it.each(['/to-private', '/to-mapped', '/to-file', '/to-http'])(
    'is checked like the first URL: %s',
    async (path) => {
      await expect(fetch(server.url + path)).rejects.toThrow(/Only/)
    },
  )
})

describe('a name', () => {
  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::ffff:7f00:1', 'fd00::1'])(
    'that resolves to %s is refused before a connection is made',
    async (address) => {
      const server = await openSimulatedServer((_req, res) => res.end())
      const family = address.includes(':') ? 6 : 4
      const resolve = async () => [{ address, family }]
      const fetch = createSafeFetch({ allowLoopback: true, resolve })

      const port = new URL(server.url).port
      const failure = fetch(`https://pods.example:${port}/`)

      await expect(failure).rejects.toThrow('Only public addresses')
      expect(server.requests).toHaveLength(0)
      await server.close()
    },
  )

  it('is refused when only one of its addresses is not public', async () => {
    const addresses = ['93.184.215.14', '127.0.0.1'].map((address) => ({ address, family: 4 }))
    const fetch = createSafeFetch({ allowLoopback: true, resolve: async () => addresses })

    await expect(fetch('https://pods.example/')).rejects.toThrow('Only public addresses')
  })

  it('is resolved once, and the connection goes to the address that was checked', async () => {
    const server = await openSimulatedServer((_req, res) => res.end('here'))
    const asked: string[] = []
    const resolve = async (hostname: string) => {
      asked.push(hostname)
      return [{ address: asked.length === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
    }
    const fetch = createSafeFetch({ allowLoopback: true, resolve })

    const response = await fetch(server.url.replace('localhost', 'pods.localhost'))

    expect(await response.text()).toBe('here')
    expect(asked).toEqual(['localhost'])
    await server.close()
  })

  it('on this machine is refused where loopback is not allowed', async () => {
    const server = await openSimulatedServer((_req, res) => res.end())
    const fetch = createSafeFetch({ allowLoopback: false })

    await expect(fetch(server.url)).rejects.toThrow(TypeError)
    expect(server.requests).toHaveLength(0)
    await server.close()
  })
})
