// The one outbound client against hosts that mean harm: bytes as they are, on a bare socket.
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'

const bomb = 'x'.repeat(10_000_000)
const limits = { allowLoopback: true, maxBytes: 50_000, timeoutMs: 500 }
const fetch = createSafeFetch(limits)

const opened: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()))
})

/** A host that says something as soon as it is spoken to. */
async function openHost(speak: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // Being hung up on is what a hostile host must expect.
    socket.on('error', () => undefined)
    socket.once('data', () => speak(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { port, url: `http://localhost:${port}/` }
}

const head = (...lines: string[]) => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n')

/** Says something again and again, as long as it is listened to. */
function again(text: string, everyMs = 0) {
  return (socket: Socket) => {
    const timer = setInterval(() => socket.write(text), everyMs)
    socket.once('close', () => clearInterval(timer))
  }
}

function after(first: string, next: (socket: Socket) => void) {
  return (socket: Socket) => {
    socket.write(first)
    next(socket)
  }
}

const once = (text: string | Buffer) => (socket: Socket) => void socket.end(text)
const compressed = (coding: string, bytes: Buffer) =>
  once(Buffer.concat([Buffer.from(head(`Content-Encoding: ${coding}`)), bytes]))

const hostile: Record<string, (socket: Socket) => void> = {
  'says nothing': () => undefined,
  'says its head a letter at a time': again('X', 10),
  'never ends its head': after('HTTP/1.1 200 OK\r\n', again('A: b\r\n', 10)),
  'has a header of 100 kB': once(head(`X-Long: ${'x'.repeat(100_000)}`)),
  'has 10,000 headers': once(head(...Array.from({ length: 10_000 }, (_, n) => `X-${n}: y`))),
  'says to go on for ever': again('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n', 1),
  'drips its body': after(head('Content-Length: 40000'), again('x', 20)),
  'drips chunks': after(head('Transfer-Encoding: chunked'), again('1\r\nx\r\n', 20)),
  'never ends a chunk extension': after(
    head('Transfer-Encoding: chunked') + '1;',
    again('x'.repeat(10_000)),
  ),
  'never ends its trailers': after(
    head('Transfer-Encoding: chunked') + '1\r\nx\r\n0\r\n',
    again('A: b\r\n', 1),
  ),
  'sends more than is read': once(head() + 'x'.repeat(60_000)),
  'announces more than is read': after(head('Content-Length: 99999999999'), again('x', 1)),
  'announces more than it sends': once(`${head('Content-Length: 100')}short`),
  'announces two lengths': once(`${head('Content-Length: 5', 'Content-Length: 6')}short`),
  'announces a length and chunks': once(
    `${head('Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
  ),
  'announces a length below zero': once(`${head('Content-Length: -5')}short`),
  'sends a gzip bomb': compressed('gzip', gzipSync(bomb)),
  'sends a deflate bomb': compressed('deflate', deflateSync(bomb)),
  'sends a brotli bomb': compressed('br', brotliCompressSync(bomb)),
  'sends a bomb in a bomb': compressed('gzip, gzip', gzipSync(gzipSync(bomb))),
  'speaks another protocol': once('220 mail.example ESMTP\r\n'),
  'hangs up': (socket) => void socket.destroy(),
  'redirects with a body that never ends': after(
    'HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n',
    again('x'.repeat(1_000)),
  ),
  'redirects to itself for ever': once(
    'HTTP/1.1 301 Moved\r\nLocation: /\r\nContent-Length: 0\r\n\r\n',
  ),
}

describe('a host that', () => {
  it.each(Object.entries(hostile))(
    '%s is given up like one that cannot be reached',
    async (_does, speak) => {
      const host = await openHost(speak)

      await expect(fetch(host.url)).rejects.toThrow(TypeError)
    },
  )

  it('sends more than it announces is believed what it announces', async () => {
    const host = await openHost(
      once(`${head('Content-Length: 5')}shortHTTP/1.1 200 smuggled\r\n\r\n`),
    )

    expect(await (await fetch(host.url)).text()).toBe('short')
  })
})

const redirects = [
  'https://10.0.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://0.0.0.0/',
  'https://0/',
  'https://[::]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:0:7f00:1]/',
  'https://[64:ff9b::a00:1]/',
  'https://[2002:a00:1::]/',
  'https://[fe80::1]/',
  'https://0x7f.1/',
  'https://①②⑦.0.0.1/',
  'http://pods.example/',
  'ftp://pods.example/',
  'file:///etc/passwd',
  'data:text/turtle,',
  'gopher://pods.example/',
  'https://user:secret@pods.example/',
  'https://user@pods.example/',
  'https://pods.example:22/',
  'https://pods.example:25/',
  '//10.0.0.1/',
]

describe('a redirect to', () => {
  it.each(redirects)('%s leads nowhere', async (location) => {
    const to = `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`
    const host = await openHost(once(Buffer.from(to)))
    const asked: string[] = []
    const resolve = async (name: string) => {
      asked.push(name)
      return [{ address: '127.0.0.1', family: 4 }]
    }
    const careful = createSafeFetch({ ...limits, resolve })

    await expect(careful(host.url)).rejects.toThrow(TypeError)
    expect(asked).toEqual(['localhost'])
  })

  it('what is no address at all leads nowhere', async () => {
    const to = 'HTTP/1.1 302 Found\r\nLocation: https://[bad\r\nContent-Length: 0\r\n\r\n'
    const host = await openHost(once(to))

    await expect(fetch(host.url)).rejects.toThrow(TypeError)
  })
})

/** A request to a name with these addresses. */
function resolving(resolve: () => Promise<{ address: string; family: number }[]>) {
  return createSafeFetch({ ...limits, resolve })('https://pods.example/')
}

describe('a name that', () => {
  it('has no address leads nowhere', async () => {
    await expect(resolving(async () => [])).rejects.toThrow(TypeError)
  })

  it('is looked up for ever is given up in time', async () => {
    await expect(resolving(() => new Promise(() => {}))).rejects.toThrow(TypeError)
  })

  it.each(['0.0.0.0', '::', '255.255.255.255', 'fec0::1', '::ffff:0:0', 'no address'])(
    'has the address %s leads nowhere',
    async (address) => {
      const family = address.includes(':') ? 6 : 4
      await expect(resolving(async () => [{ address, family }])).rejects.toThrow(TypeError)
    },
  )
})

describe('hosts that keep us waiting', () => {
  it('hold up themselves, and leave room for others', async () => {
    const slow = await openHost(() => undefined)
    const good = await openHost(once(`${head('Content-Length: 4')}here`))
    const patient = createSafeFetch({ ...limits, timeoutMs: 5_000 })
    const stop = new AbortController()

    const { signal } = stop
    const waiting = Array.from({ length: 200 }, () => patient(slow.url, { signal }))
    const refused = waiting.slice(64).map((each) => expect(each).rejects.toThrow('to one site'))
    await Promise.all(refused)
    const answer = await patient(`http://127.0.0.1:${good.port}/`).catch(() => undefined)

    expect(await answer?.text()).toBe('here')
    stop.abort()
    await Promise.allSettled(waiting)
    await expect(patient(good.url)).resolves.toHaveProperty('status', 200)
  })
})
