// Requests that should not be: each gets a clear refusal, and changes nothing.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bob, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

describe('a bad request', () => {
  let pod: TestPod
  let alice: Client
  beforeEach(async () => {
    pod = await openPod()
    alice = pod.as(pod.alice)
  })
  afterEach(async () => {
    expect(pod.errors).toEqual([])
    await pod.close()
  })

  const put = (path: string, type: string, body: string | Uint8Array) =>
    alice('PUT', path, { type, body })

  it.each([
    '/alice/../alice/settings/prefs.ttl',
    '/alice/public/%2e%2e/settings/prefs.ttl',
    '/alice/public/..%2fsettings/prefs.ttl',
    '/alice//settings/prefs.ttl',
    '/alice/public\\..\\settings',
    '/alice/%00',
    '/alice/%zz',
    '/alice/%ff',
  ])('for %s is refused', async (target) => {
    expect(await pod.raw(`GET ${target} HTTP/1.1`)).toMatch(/^HTTP\/1.1 400 /)
  })

  it('for a path that is too long, or too deep, is refused at once', async () => {
    expect(await pod.raw(`GET /alice/${'x'.repeat(6000)} HTTP/1.1`)).toMatch(/ 414 /)
    expect((await put('a/'.repeat(200), 'text/turtle', '')).status).toBe(400)
    expect((await put('x'.repeat(300), 'text/plain', 'x')).status).toBe(201)
    expect((await put('y'.repeat(1790), 'text/plain', 'x')).status).toBe(201)
  })

  it('for no pod finds nothing', async () => {
    expect(await pod.raw('GET /nobody/ HTTP/1.1')).toMatch(/ 404 /)
    expect(await pod.raw('GET /alice HTTP/1.1')).toMatch(/ 404 /)
    expect(await pod.raw('GET https://other.example/alice/ HTTP/1.1')).toMatch(/ 421 /)
  })

  it('for a reserved name finds nothing, whoever asks', async () => {
    for (const path of ['x.acl.acl', 'x.acl/', '.meta/x', '.well-known/', '.well-known/y']) {
      expect((await alice('GET', path)).status).toBe(404)
      expect((await put(path, 'text/turtle', '')).status).toBe(404)
    }
  })

  it('with an unknown method is refused', async () => {
    expect(await pod.raw('TRACE /alice/ HTTP/1.1')).toMatch(/ 405 /)
    expect(await pod.raw('PROPFIND /alice/ HTTP/1.1')).toMatch(/ 501 /)
    expect((await alice('POST', 'settings/prefs.ttl.acl')).status).toBe(405)
  })

  it.each([
    ['broken Turtle', 'text/turtle', '<#a> <#b> .', 400],
    ['Turtle with an unknown prefix', 'text/turtle', 'ex:a ex:b ex:c .', 400],
    ['Turtle that is not UTF-8', 'text/turtle', Buffer.from('<#a> <#b> "\xff" .', 'latin1'), 400],
    ['Turtle in another character set', 'text/turtle; charset=utf-16', '<#a> <#b> 1 .', 415],
    ['Turtle of endless IRIs', 'text/turtle', bomb(), 422],
    ['broken JSON', 'application/ld+json', '{"@id": ', 400],
    ['JSON-LD that is none', 'application/ld+json', '{"@id": 5}', 400],
    ['a remote context', 'application/ld+json', '{"@context": "http://localhost:1/c"}', 422],
    [
      'a context that imports another',
      'application/ld+json',
      '{"@context": {"@version": 1.1, "@import": "http://localhost:1/c"}}',
      422,
    ],
    ['JSON nested without end', 'application/ld+json', deep(3000), 422],
    ['JSON nested even deeper', 'application/ld+json', deep(100_000), 422],
    ['a key that is none', 'application/ld+json', '{"__proto__": {"@id": "x:y"}}', 422],
  ])('with %s is refused, and nothing is stored', async (_what, type, body, status) => {
    const response = await put('data/x', type, body)

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect((await alice('GET', 'data/x')).status).toBe(404)
  })

  it('leaves what was there when it would replace it', async () => {
    await put('data/x', 'text/turtle', '<#a> <#b> "old" .')
    await put('data/x', 'text/turtle', '<#a> <#b> .')

    expect(await (await alice('GET', 'data/x')).text()).toContain('"old"')
  })

  it.each([
    ['no Content-Type', {}, 400],
    ['a Content-Type that is none', { 'content-type': 'turtle' }, 400],
    ['a part of a body', { 'content-type': 'text/plain', 'content-range': 'bytes 0-1/9' }, 400],
    ['a packed body', { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, 415],
    ['packed Turtle', { 'content-type': 'text/turtle', 'content-encoding': 'gzip' }, 415],
  ])('with %s is refused', async (_what, headers, status) => {
    expect((await alice('PUT', 'data/x', { headers, body: 'x' })).status).toBe(status)
    expect((await alice('POST', 'data/', { headers, body: 'x' })).status).toBe(status)
    expect((await alice('GET', 'data/x')).status).toBe(404)
  })

  it('with more RDF than is taken is refused', async () => {
    const line = '<#a> <#b> "0123456789" .\n'
    const body = line.repeat(Math.ceil((17 * 1024 * 1024) / line.length))

    expect((await put('data/x', 'text/turtle', body)).status).toBe(413)
    expect((await alice('GET', 'data/x')).status).toBe(404)
  })

  it('that describes a container in anything but RDF is refused', async () => {
    expect((await put('data/x/', 'text/plain', 'hello')).status).toBe(415)
    expect((await alice('GET', 'data/x/')).status).toBe(404)
  })

  it('of somebody who may not is refused before its body is looked at', async () => {
    const asBob = pod.as(bob)
    const broken = { type: 'text/turtle', body: '<broken' }

    expect((await asBob('PUT', 'data/x', broken)).status).toBe(403)
    expect((await asBob('POST', 'data/', broken)).status).toBe(403)
    const unknown = { type: 'application/x-unknown', body: 'x' }
    expect((await asBob('PATCH', 'data/x', unknown)).status).toBe(403)
    expect((await pod.as(undefined)('PATCH', 'data/x', unknown)).status).toBe(401)
  })

  it('that breaks off in the middle leaves everything as it was', async () => {
    await put('data/x', 'text/plain', 'old')
    const { signal, abort } = aborting()
    const body = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new Uint8Array(100_000))
        abort()
      },
    })
    const headers = { 'content-type': 'text/plain', 'x-test-webid': pod.alice }
    const init = { method: 'PUT', headers, body, signal, duplex: 'half' } as RequestInit
    await expect(fetch(`${pod.root}data/x`, init)).rejects.toThrow()

    expect(await (await alice('GET', 'data/x')).text()).toBe('old')
  })
})

/** JSON of objects in objects. */
function deep(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
}

/** A small document of many uses of one long prefix. */
function bomb(): string {
  const uses = Array.from({ length: 2000 }, (_, index) => `p:a p:b p:c${index} .`)
  return `@prefix p: <http://ex/${'x'.repeat(100_000)}/> .\n${uses.join('\n')}`
}

function aborting() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
