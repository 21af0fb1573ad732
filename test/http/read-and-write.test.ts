// Documents and binary resources over HTTP: written, read, replaced, deleted.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sweepBlobs } from '../../server/pod/resources/sweep.ts'
import { openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

describe.each(['memory', 'lmdb'] as const)('a pod in the %s store', (backend) => {
  let pod: TestPod
  let alice: Client
  beforeEach(async () => {
    pod = await openPod({ backend })
    alice = pod.as(pod.alice)
  })
  afterEach(async () => {
    expect(pod.errors).toEqual([])
    await pod.close()
  })

  it('gives back exactly what was put, with its type and length', async () => {
    const body = '@prefix ex: <http://ex/> .\n# a comment\n<#a>   ex:b "c" .\n'
    const type = 'text/turtle; charset=utf-8'
    const created = await alice('PUT', 'data/a.ttl', { type, body })
    const read = await alice('GET', 'data/a.ttl')

    expect(created.status).toBe(201)
    expect(created.headers.get('location')).toBe(`${pod.root}data/a.ttl`)
    expect(read.headers.get('content-type')).toBe(type)
    expect(read.headers.get('content-length')).toBe(String(body.length))
    expect(read.headers.get('etag')).toBe(created.headers.get('etag'))
    expect(read.headers.get('last-modified')).toBe(created.headers.get('last-modified'))
    expect(await read.text()).toBe(body)
  })

  it('answers HEAD like GET, without the body', async () => {
    await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'hello' })
    const get = await alice('GET', 'data/a.txt')
    const head = await alice('HEAD', 'data/a.txt')

    const ofConnection = new Set(['date', 'connection', 'keep-alive'])
    const without = ({ headers }: Response) =>
      Object.fromEntries([...headers].filter(([name]) => !ofConnection.has(name)))
    expect(without(head)).toEqual(without(get))
    expect(await head.text()).toBe('')
  })

  it('replaces a document, and gives it another ETag', async () => {
    const first = await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'one' })
    const second = await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'two' })

    expect(second.status).toBe(204)
    expect(second.headers.get('etag')).not.toBe(first.headers.get('etag'))
    expect(await (await alice('GET', 'data/a.txt')).text()).toBe('two')
  })

  it.each(['data/none.ttl', 'data/none/', 'data/.acl'])(
    'tells how %s could come to be',
    async (path) => {
      const answer = await alice('GET', path)

      expect(answer.status).toBe(404)
      expect(answer.headers.get('allow')).toBe('OPTIONS, PUT, PATCH')
      expect(answer.headers.get('accept-patch')).toContain('application/sparql-update')
      expect(answer.headers.get('accept-put')).toMatch(/^text\/turtle\b.*\*\/\*$/)
    },
  )

  it('makes the containers that are missing above a new document', async () => {
    await alice('PUT', 'data/x/y/z.txt', { type: 'text/plain', body: 'deep' })

    expect(await (await alice('GET', 'data/')).text()).toContain(`${pod.root}data/x/`)
    expect(await (await alice('GET', 'data/x/')).text()).toContain(`${pod.root}data/x/y/`)
    expect(await (await alice('GET', 'data/x/y/')).text()).toContain(`${pod.root}data/x/y/z.txt`)
  })

  it('deletes a document: gone, and no longer listed', async () => {
    await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'one' })
    const deleted = await alice('DELETE', 'data/a.txt')

    expect(deleted.status).toBe(204)
    expect((await alice('GET', 'data/a.txt')).status).toBe(404)
    expect((await alice('DELETE', 'data/a.txt')).status).toBe(404)
    expect(await (await alice('GET', 'data/')).text()).not.toContain('a.txt')
  })

  it('keeps large bytes aside, serves parts of them, and lets go of them', async () => {
    const body = Buffer.alloc(300_000, 'abcdefgh')
    await alice('PUT', 'data/big.bin', { type: 'application/x-thing', body })
    const whole = await alice('GET', 'data/big.bin')
    const part = await alice('GET', 'data/big.bin', { headers: { range: 'bytes=7-8' } })
    const tooFar = await alice('GET', 'data/big.bin', { headers: { range: 'bytes=300000-' } })

    expect(Buffer.from(await whole.arrayBuffer()).equals(body)).toBe(true)
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe('bytes 7-8/300000')
    expect(await part.text()).toBe('ha')
    expect(tooFar.status).toBe(416)
    expect(tooFar.headers.get('content-range')).toBe('bytes */300000')

    await alice('PUT', 'data/big.bin', { type: 'application/x-thing', body: 'small now' })
    expect(await (await alice('GET', 'data/big.bin')).text()).toBe('small now')
    expect(await blobIds(pod)).toEqual([])
  })

  it('keeps nothing of large bytes that it refuses', async () => {
    const body = Buffer.alloc(200_000)
    await alice('PUT', 'data/a.bin', { type: 'application/x-thing', body: 'there' })
    const headers = { 'if-none-match': '*' }
    const refused = await alice('PUT', 'data/a.bin', { type: 'application/x-thing', body, headers })

    expect(refused.status).toBe(412)
    expect(await blobIds(pod)).toEqual([])
  })

  it('sweeps large bytes that no resource refers to, and leaves the others', async () => {
    const body = Buffer.alloc(100_000)
    await alice('PUT', 'data/a.bin', { type: 'application/x-thing', body })
    await pod.blobs.put(oneChunk('orphan'))
    const afterTwoDays = Date.now() + 2 * 24 * 60 * 60 * 1000

    expect(await sweepBlobs(pod.store, pod.blobs, Date.now())).toBe(0)
    expect(await sweepBlobs(pod.store, pod.blobs, afterTwoDays)).toBe(1)
    expect((await alice('GET', 'data/a.bin')).status).toBe(200)
  })

  it('keeps an empty document, even one that came without a type', async () => {
    expect((await alice('PUT', 'data/empty')).status).toBe(201)
    const read = await alice('GET', 'data/empty')

    expect(read.headers.get('content-length')).toBe('0')
    expect(read.headers.get('content-type')).toBe('application/octet-stream')
  })

  it('leaves nothing behind of a resource that was deleted and made again', async () => {
    await alice('PUT', 'data/a.ttl', { type: 'text/turtle', body: '<#a> <#b> 1 .' })
    await alice('PUT', 'data/a.ttl.meta', { type: 'text/turtle', body: '<a.ttl> <#b> 2 .' })
    const acl = `@prefix acl: <http://www.w3.org/ns/auth/acl#> .
      [] a acl:Authorization; acl:agent <${pod.alice}>; acl:accessTo <a.ttl>; acl:mode acl:Read .`
    await alice('PUT', 'data/a.ttl.acl', { type: 'text/turtle', body: acl })
    await alice('DELETE', 'data/')
    // Her own rule lets her read only; Control is always hers.
    expect((await alice('DELETE', 'data/a.ttl')).status).toBe(403)
    await alice('DELETE', 'data/a.ttl.acl')
    await alice('DELETE', 'data/a.ttl')
    await alice('PUT', 'data/a.ttl', { type: 'text/turtle', body: '<#a> <#b> 3 .' })

    expect((await alice('GET', 'data/a.ttl.meta')).status).toBe(404)
    expect((await alice('GET', 'data/a.ttl.acl')).status).toBe(404)
  })
})

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

async function blobIds(pod: TestPod): Promise<string[]> {
  const ids: string[] = []
  for await (const id of pod.blobs.idsBefore(Date.now() + 60_000)) ids.push(id)
  return ids
}
