// Attacks by headers, by bytes on the wire, and by connections that break off.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectRefused, openTarget, statusOf } from '../support/attack.ts'
import type { Sent, Target } from '../support/attack.ts'
import { many, turtle } from '../support/attack-bodies.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

const text = (body: string, headers = {}): Sent => ({ type: 'text/plain', body, headers })

describe('a header', () => {
  it.each([
    'bytes=5-2',
    'bytes=-0',
    'bytes=9-',
    `bytes=${many(500, (each) => `${each}-,`)}`,
    'x=0-1',
  ])('Range: %.20s gives everything, or nothing, at no cost', async (range) => {
    await target.alice('PUT', '/alice/public/six', { type: 'text/plain', body: 'sixsix' })
    const answer = await target.stranger('GET', '/alice/public/six', { headers: { range } })

    expect([200, 416]).toContain(answer.status)
    if (answer.status === 200) expect(answer.body).toBe('sixsix')
    else expect(answer.headers['content-range']).toBe('bytes */6')
  })

  it('Accept with 1,000 types is answered', async () => {
    const accept = many(1_000, (each) => `a/b${each};q=0.${each},`)
    for (const path of ['/alice/profile/card', '/alice/public/', '/alice/.well-known/solid']) {
      expect([200, 406]).toContain(
        (await target.stranger('GET', path, { headers: { accept } })).status,
      )
    }
  })

  it.each([
    ['two lengths', 'Content-Length: 0\r\nContent-Length: 5'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['chunks in an unknown coding', 'Transfer-Encoding: xchunked'],
    ['chunks that are not last', 'Transfer-Encoding: chunked, identity'],
    ['a length below nothing', 'Content-Length: -1'],
    ['a length with a sign', 'Content-Length: +5'],
    ['a folded line', 'X-A: b\r\n c: d'],
    ['a space before the colon', 'Content-Length : 5'],
    ['a NUL', 'X-A: \u0000'],
    ['a bare line feed in it', 'X-A: b\nTransfer-Encoding: chunked\r'],
  ])('that could hide a second request, by %s, is malformed', async (_what, header) => {
    const host = `Host: ${new URL(target.baseUrl).host}`
    const hidden = `GET /alice/public/ HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`
    const answer = await target.raw(
      `PUT /alice/data/x HTTP/1.1\r\n${host}\r\nContent-Type: text/plain\r\n${header}\r\n\r\n0\r\n\r\n${hidden}`,
    )

    expect(statusOf(answer)).toBe(400)
    expect(answer).toContain('application/problem+json')
    expect(answer).not.toContain('HTTP/1.1 200')
  })

  it.each(['PROPFIND', 'MOVE', 'COPY', 'LOCK', 'LINK', 'REPORT'])(
    'line with the method %s is refused, whoever sends it',
    async (method) => {
      for (const attacker of [target.stranger, target.alice]) {
        const headers = { destination: `${target.baseUrl}/bob/public/x`, depth: 'infinity' }
        expectRefused(await attacker(method, '/alice/data/', { headers }), 405, 501)
      }
    },
  )

  it('line with a method that nobody knows, or that echoes, is refused', async () => {
    const host = `Host: ${new URL(target.baseUrl).host}\r\nConnection: close`

    for (const method of ['EXPLODE', 'TRACE', 'get']) {
      const answer = await target.raw(`${method} /alice/ HTTP/1.1\r\n${host}\r\n\r\n`)
      expect([400, 405, 501]).toContain(statusOf(answer))
    }
  })

  it('with a condition that does not hold stops a write; of two writers one wins', async () => {
    const path = '/alice/share/once'
    const first = await target.alice('PUT', path, text('one', { 'if-none-match': '*' }))
    const etag = String(first.headers.etag)

    expectRefused(await target.alice('PUT', path, text('two', { 'if-none-match': '*' })), 412)
    expectRefused(await target.alice('PUT', path, text('two', { 'if-match': '"old"' })), 412)
    expectRefused(await target.alice('DELETE', path, { headers: { 'if-match': '"old"' } }), 412)
    const outcomes = await Promise.all(
      ['two', 'three'].map((body) => target.alice('PUT', path, text(body, { 'if-match': etag }))),
    )
    expect(outcomes.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      204, 412,
    ])
  })
})

describe('an upload that breaks off', () => {
  it('leaves the old version whole and no file behind, on disk', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'freehold-attack-'))
    const own = await openTarget({ store: 'lmdb', dataFolder })
    const path = '/alice/public/film'
    await own.alice('PUT', path, { type: 'video/mp4', body: Buffer.alloc(200_000, 'a') })
    const acl = turtle(
      `@prefix acl: <http://www.w3.org/ns/auth/acl#> . <#w> a acl:Authorization; acl:agentClass <http://xmlns.com/foaf/0.1/Agent>; acl:accessTo <film>; acl:mode acl:Read, acl:Write .`,
    )
    expect((await own.alice('PUT', `${path}.acl`, acl)).status).toBe(201)

    const socket = connect(Number(new URL(own.baseUrl).port), '127.0.0.1')
    const head = `PUT ${path} HTTP/1.1\r\nHost: ${new URL(own.baseUrl).host}\r\nContent-Type: video/mp4\r\nContent-Length: 9000000\r\n\r\n`
    await new Promise((sent) => socket.write(head + 'b'.repeat(500_000), sent))
    socket.destroy()

    expect((await own.stranger('GET', path)).body).toBe('a'.repeat(200_000))
    await own.close()
    expect(await readdir(join(dataFolder, 'blobs'))).toHaveLength(1)
    await rm(dataFolder, { recursive: true })
  })
})
