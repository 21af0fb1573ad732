// Attacks by bodies that are broken, huge, or unfold: refused, and nothing is stored or fetched.
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { expectRefused, openTarget } from '../support/attack.ts'
import type { Sent, Target } from '../support/attack.ts'
import { jsonLd, many, members, prefixOf, turtle } from '../support/attack-bodies.ts'
import { openSimulatedServer } from '../support/simulated-server.ts'
import type { SimulatedServer } from '../support/simulated-server.ts'

let target: Target
/** Counts whoever comes: nobody should. */
let trap: SimulatedServer
beforeAll(async () => {
  target = await openTarget({ quotaBytes: 3 * 1024 * 1024 })
  trap = await openSimulatedServer((_req, res) => res.end('{"@context": {}}'))
})
afterEach(() => expect(trap.requests).toEqual([]))
afterAll(async () => {
  await target.close()
  await trap.close()
})

describe('a body', () => {
  it.each<[string, Sent, ...number[]]>([
    ['broken Turtle', turtle('<#a> <#b'), 400],
    ['Turtle in another encoding', turtle(Buffer.from('<#a> <#b> "é" .', 'latin1')), 400],
    ['Turtle with triples about triples', turtle('<#a> <#b> <<( <#c> <#d> <#e> )>> .'), 422],
    [
      'Turtle with triples nested in triples',
      turtle(`<#a> <#b> ${'<<( <#c> <#d> '.repeat(5_000)}<#e>${' )>>'.repeat(5_000)} .`),
      400,
      422,
    ],
    [
      'a prefix of a megabyte, used 2,000 times',
      turtle(`@prefix p: <${prefixOf(1_000_000)}> . ${'p:a p:b p:c . '.repeat(2_000)}`),
      422,
    ],
    ['HTML that says it is Turtle', turtle('<!doctype html><script>alert(1)</script>'), 400],
    ['broken JSON-LD', jsonLd('{"@id": "x"'), 400],
    ['JSON-LD 3,000 levels deep', jsonLd(`${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`), 422],
    ['JSON-LD 20,000 lists deep', jsonLd(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`), 422],
    ['JSON-LD of the wrong kind', jsonLd({ '@id': { '@id': 5 } }), 400],
    ['JSON-LD with the key __proto__', jsonLd('{"@id":"x","__proto__":{"@id":"y"}}'), 422],
    [
      'a context with the key __proto__',
      jsonLd('{"@context":{"__proto__":"http://ex/"},"@id":"x"}'),
      422,
    ],
    [
      'a context that unfolds',
      jsonLd(
        `{"@context":{"p":"${prefixOf(100_000)}"},${many(9_000, (index) => `"p:${index}":1`).replaceAll(' ', ',')}}`,
      ),
      422,
    ],
    ['two megabytes of JSON-LD', jsonLd({ 'http://ex/p': 'x'.repeat(2 * 1024 * 1024) }), 422, 413],
    [
      'a blank node whose label says more',
      jsonLd({ '@id': '_:a <http://ex/p> <http://ex/evil> . _:b', 'http://ex/p': 1 }),
      422,
    ],
    ['a packed bomb', { ...turtle(gzipSync(Buffer.alloc(1_000_000))), headers: gzip }, 415],
    ['bytes that are packed', { type: 'text/plain', body: gzipSync('x'), headers: gzip }, 415],
    ['a part of a body', { ...turtle(''), headers: { 'content-range': 'bytes 0-0/9' } }, 400],
    ['no Content-Type', { body: '<#a> <#b> 1 .' }, 400],
    ['a Content-Type that is none', { type: 'turtle', body: 'x' }, 400, 415],
    ['two types in one', { type: 'text/turtle, text/html', body: 'x' }, 400, 415],
    ['an endless Content-Type', { type: `text/${' '.repeat(5_000)}x`, body: 'x' }, 400, 415],
  ])('of %s is refused, and nothing is stored', async (_what, sent, ...statuses) => {
    expectRefused(await target.alice('PUT', '/alice/data/x', sent), ...statuses)
    expectRefused(await target.alice('POST', '/alice/data/', sent), ...statuses)

    expectRefused(await target.alice('GET', '/alice/data/x'), 404)
    expect(await members(target, '/alice/data/')).toEqual([])
  })

  it.each([
    ['named by address', (url: string) => ({ '@context': url, '@id': 'x' })],
    ['among others', (url: string) => ({ '@context': [{}, url], '@id': 'x' })],
    ['imported', (url: string) => ({ '@context': { '@version': 1.1, '@import': url } })],
    [
      'in a term',
      (url: string) => ({
        '@context': { '@version': 1.1, p: { '@id': 'http://ex/p', '@context': url } },
        p: { '@id': 'y' },
      }),
    ],
    ['that leads to itself', (url: string) => ({ '@context': [url, url, { '@import': url }] })],
  ])('with a context elsewhere, %s, makes us fetch nothing', async (_what, document) => {
    const answer = await target.alice('PUT', '/alice/data/x', jsonLd(document(trap.url)))

    expectRefused(answer, 422, 400)
    expectRefused(await target.alice('GET', '/alice/data/x'), 404)
  })

  it.each([
    ['application/rdf+xml', `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>`],
    ['text/html', `<p property="x" resource="file:///etc/passwd">&e;</p>`],
    ['application/xml', `<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><r>&b;</r>`],
  ])('of %s is bytes to us: nothing in it is unfolded', async (type, body) => {
    const path = '/alice/public/x.xml'
    await target.alice('PUT', path, { type, body })

    expect((await target.stranger('GET', path)).body).toBe(body)
    const headers = { accept: 'text/turtle' }
    expectRefused(await target.stranger('GET', path, { headers }), 406)
  })

  it('of more RDF than is taken is refused, whether or not it says how long it is', async () => {
    const line = '<#a> <#b> "0123456789012345678901234567890123456789" .\n'
    const sent = turtle(line.repeat(220_000))

    expectRefused(await target.alice('PUT', '/alice/data/x', sent), 413, 507)
    const lie = turtle('')
    const headers = { 'content-length': '999999999999' }
    expectRefused(await target.alice('PUT', '/alice/data/x', { ...lie, headers }), 413, 507)
    expectRefused(await target.alice('GET', '/alice/data/x'), 404)
  })

  it('beyond what a pod may hold is refused: in one, in many, or as a description', async () => {
    const sent: Sent = { type: 'application/x-thing', body: Buffer.alloc(1_400_000) }
    const put = async (name: string, what = sent) =>
      (await target.bob('PUT', `/bob/data/${name}`, what)).status

    expect([await put('1'), await put('2')]).toEqual([201, 201])
    expectRefused(await target.bob('PUT', '/bob/data/3', sent), 507)
    const long = turtle(`<> <#note> "${'x'.repeat(500_000)}" .`)
    expectRefused(await target.bob('PUT', '/bob/data/1.meta', long), 507)
    expectRefused(await target.bob('PUT', '/bob/data/1.acl', long), 507)
    expectRefused(await target.bob('PUT', '/bob/data/more/', long), 507)
    expect(await put('1')).toBe(204)
  })
})

const gzip = { 'content-encoding': 'gzip' }
