// Requests that want another protocol, where there is none for them: answered as if they had not asked.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBody } from '../../server/http/bodies.ts'
import { usualLimits } from '../../server/http/limits.ts'
import { listen } from '../../server/http/listen.ts'
import type { Listening } from '../../server/http/listen.ts'

const place = { port: 0, host: '127.0.0.1', limits: usualLimits }

let server: Listening
const seen: { method: string | undefined; body: string; upgrade: string | undefined }[] = []
const taken: string[] = []
beforeEach(async () => {
  seen.length = 0
  taken.length = 0
  server = await listen(
    async (req, res) => {
      const body = (await readBody(req, 100_000)).toString()
      seen.push({ method: req.method, body, upgrade: req.headers.upgrade })
      res.end(`${req.url}:${body.length}`)
    },
    place,
    async (req, socket) => {
      taken.push(req.url ?? '')
      if (req.url !== '/socket') return false
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')
      return true
    },
  )
})
afterEach(() => server.close())

/** Everything that comes back for some bytes, until the other side closes. */
async function answers(...parts: string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1')
  for (const part of parts) socket.write(part)
  return Buffer.concat(await socket.toArray()).toString()
}

function head(line: string, upgrade: string, more = ''): string {
  return `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: ${upgrade}\r\nHTTP2-Settings: AAMAAABk\r\n${more}\r\n`
}

describe('a request that offers HTTP/2', () => {
  it('is answered in HTTP/1.1', async () => {
    const answer = await answers(head('GET /a?b=c', 'h2c'))

    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*\/a\?b=c:0$/)
    expect(seen).toEqual([{ method: 'GET', body: '', upgrade: undefined }])
    expect(taken).toEqual([])
  })

  it('may have a body, of known length or in chunks, at once or later', async () => {
    const body = 'x'.repeat(50_000)
    const known = head('PUT /known', 'h2c', `Content-Length: ${body.length}\r\n`)
    const chunked = head('PUT /chunked', 'h2c', 'Transfer-Encoding: chunked\r\n')

    const [first, second] = [
      await answers(known + body.slice(0, 10), body.slice(10)),
      await answers(`${chunked}3\r\nabc\r\n`, '2\r\nde\r\n0\r\n\r\n'),
    ]

    expect(first).toMatch(/\/known:50000$/)
    expect(second).toContain('/chunked:5')
    expect(seen.map((each) => each.body)).toEqual([body, 'abcde'])
  })

  it('leaves its connection open for more', async () => {
    const socket = connect(server.port, '127.0.0.1')
    const both = head('GET /one', 'h2c').replace(', close', '')
    socket.write(both)
    const [one] = (await once(socket, 'data')) as [Buffer]
    socket.write(head('GET /two', 'h2c'))
    const two = Buffer.concat(await socket.toArray())

    expect(one.toString()).toMatch(/\/one:0$/)
    expect(two.toString()).toMatch(/\/two:0$/)
  })

  it('never becomes two requests', async () => {
    const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n'
    const more = `Content-Length: ${smuggled.length}\r\nX-A: b\r\n`

    await answers(head('POST /outer', 'h2c', more) + smuggled)

    expect(seen).toEqual([{ method: 'POST', body: smuggled, upgrade: undefined }])
  })

  it('that is broken behind its head is refused as usual', async () => {
    const answer = await answers(head('PUT /x', 'h2c', 'Transfer-Encoding: chunked\r\n') + 'zz\r\n')

    expect(answer).toMatch(/^HTTP\/1.1 400 /)
  })
})

describe('a request for a web socket', () => {
  it('goes to who serves them', async () => {
    expect(await answers(head('GET /socket', 'WebSocket'))).toMatch(/^HTTP\/1.1 101 /)
    expect(seen).toEqual([])
  })

  it('that nobody serves is answered like any other', async () => {
    expect(await answers(head('GET /else', 'websocket'))).toMatch(/\/else:0$/)
    expect(taken).toEqual(['/else'])
  })

  it('is no other request with the same word in it', async () => {
    await answers(head('GET /socket', 'websocket, h2c'))

    expect(taken).toEqual([])
    expect(seen).toHaveLength(1)
  })
})
