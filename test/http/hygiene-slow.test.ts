// Clients that are slow, or say nonsense: they are cut off, nothing of theirs is kept, and nobody
// waits for them.
import { afterEach, describe, expect, it } from 'vitest'
import { openPod } from '../support/pod.ts'
import type { Changes, TestPod } from '../support/pod.ts'
import { headOf, openRaw } from '../support/raw-client.ts'

const opened: TestPod[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((pod) => pod.close()))
})

async function open(changes: Changes = {}) {
  const pod = await openPod(changes)
  opened.push(pod)
  const alice = pod.as(pod.alice)
  const putHead = (path: string, headers: Record<string, string>) =>
    headOf(pod.baseUrl, `PUT /alice/${path}`, {
      'Content-Type': 'image/png',
      'x-test-webid': pod.alice,
      ...headers,
    })
  return { pod, alice, putHead }
}

async function blobCount({ blobs }: TestPod): Promise<number> {
  let count = 0
  for await (const id of blobs.idsBefore(Date.now() + 1000)) count += Number(id !== '')
  return count
}

const quick = { bodyMs: 200, bytesPerSecond: 100_000, headersMs: 200, idleMs: 200 }

describe.each(['memory', 'lmdb'] as const)('a body that comes too slowly (%s)', (backend) => {
  it.each([
    ['pauses from the start', ''],
    ['pauses in the middle of what is kept in the store', 'x'.repeat(1000)],
    ['pauses in the middle of a blob', 'x'.repeat(100_000)],
  ])('and %s is refused, and nothing is kept', async (_how, begun) => {
    const { pod, alice, putHead } = await open({ backend, limits: quick })
    const client = await openRaw(pod.baseUrl)

    client.send(putHead('public/slow.png', { 'Content-Length': '200000' }) + begun)
    const answer = await client.all()

    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('Connection: close')
    expect(answer).toContain('problems#request-timeout')
    expect((await alice('GET', 'public/slow.png')).status).toBe(404)
    expect(await blobCount(pod)).toBe(0)
    expect(pod.errors).toEqual([])
  })

  it('drop by drop is refused', async () => {
    const { pod, alice, putHead } = await open({ backend, limits: quick })
    const client = await openRaw(pod.baseUrl)

    client.send(putHead('public/slow.png', { 'Content-Length': '200000' }))
    client.drip()

    expect(await client.all()).toMatch(/^HTTP\/1\.1 408 /)
    expect((await alice('GET', 'public/slow.png')).status).toBe(404)
  })

  it('of a request that was refused already does not keep the connection', async () => {
    const { pod, putHead } = await open({ backend, limits: { lingerMs: 50 } })
    const client = await openRaw(pod.baseUrl)

    client.send(putHead('public/slow.png', { 'Content-Length': '9', 'If-Match': '"no"' }))

    expect(await client.all()).toMatch(/^HTTP\/1\.1 412 /)
  })

  it('but steadily is taken, however long it takes', async () => {
    const { pod, alice } = await open({ backend, limits: { ...quick, bytesPerSecond: 1000 } })
    const chunk = new Uint8Array(5000)
    const pieces = 10
    const body = new ReadableStream({
      type: 'bytes',
      async pull(controller) {
        const sent = (this as { sent?: number }).sent ?? 0
        Object.assign(this, { sent: sent + 1 })
        await new Promise((resolve) => setTimeout(resolve, 40))
        if (sent === pieces) controller.close()
        else controller.enqueue(chunk.slice())
      },
    })
    const headers = { 'x-test-webid': pod.alice, 'content-type': 'image/png' }
    const init = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit

    const answer = await fetch(`${pod.root}public/steady.png`, init)

    expect(answer.status).toBe(201)
    const read = await alice('GET', 'public/steady.png')
    expect((await read.arrayBuffer()).byteLength).toBe(pieces * chunk.length)
  })
})

describe.each(['memory', 'lmdb'] as const)('while an upload hangs (%s)', (backend) => {
  const begun = 'x'.repeat(100_000)

  it('readers of the resource read, and writers write', async () => {
    const { pod, alice, putHead } = await open({ backend })
    await alice('PUT', 'public/a.png', { type: 'image/png', body: 'old' })
    const slow = await openRaw(pod.baseUrl)
    slow.send(putHead('public/a.png', { 'Content-Length': '100001' }) + begun)

    const before = await alice('GET', 'public/a.png')
    const other = await alice('PUT', 'public/a.png', { type: 'image/png', body: 'new' })
    const after = await alice('GET', 'public/a.png')

    expect(await before.text()).toBe('old')
    expect(other.status).toBe(204)
    expect(await after.text()).toBe('new')
    slow.close()
  })

  it('and another one wins, it is still refused by its preconditions', async () => {
    const { pod, alice, putHead } = await open({ backend })
    const slow = await openRaw(pod.baseUrl)
    const headers = { 'Content-Length': '100001', 'If-None-Match': '*' }
    slow.send(putHead('public/a.png', headers) + begun)
    const other = await alice('PUT', 'public/a.png', { type: 'image/png', body: 'mine' })

    slow.send('x')
    const head = await slow.head()

    expect(other.status).toBe(201)
    expect(head).toMatch(/^HTTP\/1\.1 412 /)
    expect(await (await alice('GET', 'public/a.png')).text()).toBe('mine')
    expect(await blobCount(pod)).toBe(0)
    slow.close()
  })

  it('without preconditions it is the last to write', async () => {
    const { pod, alice, putHead } = await open({ backend })
    const slow = await openRaw(pod.baseUrl)
    slow.send(putHead('public/a.png', { 'Content-Length': '100001' }) + begun)
    await alice('PUT', 'public/a.png', { type: 'image/png', body: 'mine' })

    slow.send('x')

    expect(await slow.head()).toMatch(/^HTTP\/1\.1 204 /)
    expect(await (await alice('GET', 'public/a.png')).text()).toBe(`${begun}x`)
    expect(await blobCount(pod)).toBe(1)
    slow.close()
  })

  it('and is given up, nothing of it is kept', async () => {
    const { pod, alice, putHead } = await open({ backend })
    const slow = await openRaw(pod.baseUrl)
    slow.send(putHead('public/a.png', { 'Content-Length': '100001' }) + begun)
    // The server has begun to read by the time that it has answered something else.
    await alice('GET', 'public/')
    slow.close()

    await expect.poll(() => blobCount(pod)).toBe(0)
    expect((await alice('GET', 'public/a.png')).status).toBe(404)
    expect(pod.errors).toEqual([])
  })
})

describe('a connection', () => {
  it.each([
    ['never says anything', ''],
    ['never ends its headers', 'GET /alice/ HTTP/1.1\r\nHost: x\r\nX: '],
  ])('that %s is closed', async (_how, text) => {
    const { pod } = await open({ limits: quick })
    const client = await openRaw(pod.baseUrl)

    client.send(text)

    expect(await client.all()).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('is closed when it has been idle', async () => {
    const { pod } = await open({ limits: quick })
    const client = await openRaw(pod.baseUrl)

    client.send(headOf(pod.baseUrl, 'GET /alice/profile/card'))

    expect(await client.all()).toMatch(/^HTTP\/1\.1 200 /)
  })

  it.each([
    ['is not HTTP', 'hello\r\n\r\n', 400, 'bad-request'],
    ['is TLS', '\u0016\u0003\u0001\u0002', 400, 'bad-request'],
    [
      'has too large a header',
      `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'has too long a target',
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'has two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'bad-request',
    ],
    [
      'smuggles',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'bad-request',
    ],
  ])('on which what comes %s gets a problem document', async (_what, text, status, type) => {
    const { pod } = await open()
    const client = await openRaw(pod.baseUrl)

    client.send(text)
    const [head = '', body = ''] = (await client.all()).split('\r\n\r\n')

    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head).toContain('Content-Type: application/problem+json')
    expect(JSON.parse(body)).toMatchObject({
      status,
      type: expect.stringContaining(`#${type}`) as string,
    })
  })

  it('answers a request before closing on the garbage behind it', async () => {
    const { pod } = await open()
    const client = await openRaw(pod.baseUrl)

    client.send(`${headOf(pod.baseUrl, 'GET /alice/profile/card')}garbage\r\n\r\n`)
    const answer = await client.all()

    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer).toContain('PersonalProfileDocument')
    expect((await pod.as(undefined)('GET', 'profile/card')).status).toBe(200)
  })

  it('with a chunked body that breaks is refused, and nothing is kept', async () => {
    const { pod, alice, putHead } = await open()
    const client = await openRaw(pod.baseUrl)

    client.send(
      `${putHead('public/a.png', { 'Transfer-Encoding': 'chunked' })}5\r\nhello\r\nzz\r\n`,
    )

    expect(await client.all()).toMatch(/^HTTP\/1\.1 400 /)
    expect((await alice('GET', 'public/a.png')).status).toBe(404)
    expect(pod.errors).toEqual([])
  })
})
