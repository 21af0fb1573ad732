// Reading and writing documents, containers and profiles at any provider.
import { beforeEach, describe, expect, it } from 'vitest'
import { listContainer } from '../../client/sdk/container.ts'
import { changeDocument, readDocument, writeDocument } from '../../client/sdk/document.ts'
import { linksIn } from '../../client/sdk/links.ts'
import { readProfile } from '../../client/sdk/profile.ts'
import { RequestError, request } from '../../client/sdk/request.ts'
import { literal, namedNode, quad } from '../../shapes/graph.ts'
import { createFakePod } from '../support/fake-pod.ts'
import type { FakePod } from '../support/fake-pod.ts'
import { createFakeWeb, problemResponse } from '../support/fake-web.ts'
import type { FakeWeb } from '../support/fake-web.ts'

const origin = 'https://pod.example'
const url = `${origin}/alice/a.ttl`
const triple = quad(namedNode(`${url}#it`), namedNode('urn:says'), literal('hello "you"\n'))

let pod: FakePod
let web: FakeWeb

beforeEach(() => {
  pod = createFakePod(origin, '/alice/')
  web = createFakeWeb({ [origin]: pod.answer })
})

describe('a document', () => {
  it('is read back as it was written', async () => {
    await writeDocument(web.fetch, url, [triple], { create: true })

    const { graph, etag } = await readDocument(web.fetch, `${url}#it`)
    expect(graph.has(triple)).toBe(true)
    expect(graph.size).toBe(1)
    expect(etag).toBeDefined()
  })

  it('is not made twice', async () => {
    await writeDocument(web.fetch, url, [triple], { create: true })

    await expect(writeDocument(web.fetch, url, [], { create: true })).rejects.toMatchObject({
      status: 412,
    })
  })

  it('is not written over when it has changed since it was read', async () => {
    await writeDocument(web.fetch, url, [triple])
    const { etag } = await readDocument(web.fetch, url)
    await writeDocument(web.fetch, url, [])

    await expect(writeDocument(web.fetch, url, [triple], { etag })).rejects.toMatchObject({
      status: 412,
    })
  })

  it('is changed without touching other triples', async () => {
    pod.documents.set('/alice/a.ttl', '<#it> <urn:a> <urn:b> . <#other> <urn:c> [ <urn:d> 1 ] .')
    const a = namedNode(`${url}#it`)
    const deletes = [quad(a, namedNode('urn:a'), namedNode('urn:b'))]
    await changeDocument(web.fetch, url, { inserts: [triple], deletes })

    const { graph } = await readDocument(web.fetch, url)
    expect(graph.has(triple)).toBe(true)
    expect(graph.has(deletes[0]!)).toBe(false)
    expect(graph.size).toBe(3)
  })

  it.each([
    ['a page', 'text/html', '<p>'],
    ['broken Turtle', 'text/turtle', '<a> <b> .'],
  ])('that is %s is not taken for data', async (_what, type, body) => {
    pod.before = () => new Response(body, { headers: { 'content-type': type } })

    await expect(readDocument(web.fetch, url)).rejects.toMatchObject({ name: 'SyntaxProblem' })
  })
})

describe('a refusal', () => {
  it('carries the type, the detail and the other members of a problem document', async () => {
    pod.before = () => problemResponse('not-your-resource', 403, 'Ask Bob')

    const failure: unknown = await request(web.fetch, url).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(RequestError)
    expect(failure).toMatchObject({ type: 'not-your-resource', status: 403, detail: 'Ask Bob' })
    expect(failure).toMatchObject({ members: { title: 'not-your-resource' } })
  })

  it.each([
    ['text', new Response('nope', { status: 500 })],
    ['a problem that is no object', problem('[1]')],
    ['a problem that is no JSON', problem('{')],
    ['a problem of a type that we do not know', problem('{"type":"about:blank"}')],
    ['a problem whose type is no text', problem('{"type":{"toString":1},"detail":7}')],
  ])('that is %s still says where', async (_what, response) => {
    pod.before = () => response

    await expect(request(web.fetch, url)).rejects.toMatchObject({
      type: 'unknown',
      status: 500,
      detail: `${url} answered 500`,
    })
  })
})

describe('a container', () => {
  const listing = `
    @prefix ldp: <http://www.w3.org/ns/ldp#> . @prefix dct: <http://purl.org/dc/terms/> .
    @prefix stat: <http://www.w3.org/ns/posix/stat#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <> ldp:contains <b/>, <a.ttl>, <c.ttl>, <b/deep.ttl>, <../up.ttl>, <https://evil.example/x>, <> .
    <a.ttl> a <http://www.w3.org/ns/iana/media-types/text/turtle#Resource> ;
      dct:modified "2026-11-01T00:00:00Z"^^xsd:dateTime ; stat:size 12 .
    <c.ttl> <http://www.w3.org/ns/ma-ont#format> "image/png" ; dct:modified "never" ; stat:size "big" .`

  it('lists its members and what is known of them, and nothing that lies elsewhere', async () => {
    pod.documents.set('/alice/', listing)

    expect(await listContainer(web.fetch, `${origin}/alice/`)).toEqual([
      {
        url: `${origin}/alice/a.ttl`,
        isContainer: false,
        modified: new Date('2026-11-01T00:00:00Z'),
        size: 12,
        type: 'text/turtle',
      },
      member('b/', { isContainer: true }),
      member('c.ttl', { type: 'image/png' }),
    ])
  })
})

describe('a profile', () => {
  const webId = `${origin}/alice/profile/card#me`

  it('says what the WebID document says', async () => {
    pod.documents.set(
      '/alice/profile/card',
      `@prefix solid: <http://www.w3.org/ns/solid/terms#> . @prefix ldp: <http://www.w3.org/ns/ldp#> .
      @prefix pim: <http://www.w3.org/ns/pim/space#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
      <#me> foaf:name "Alice" ; solid:oidcIssuer <https://id.example/> ; pim:storage </one/>, </two/> ;
        ldp:inbox <../inbox/> ;
        <http://www.w3.org/ns/solid/interop#hasAuthorizationAgent> <https://m.example/#it> .
      <#other> foaf:name "Mallory" ; pim:storage </three/> .`,
    )

    expect(await readProfile(web.fetch, webId)).toEqual({
      webId,
      name: 'Alice',
      issuers: ['https://id.example/'],
      storages: [`${origin}/one/`, `${origin}/two/`],
      mediator: 'https://m.example/#it',
      inbox: `${origin}/alice/inbox/`,
    })
  })

  it('counts the storage that the document lies in, when it names none', async () => {
    pod.documents.set('/alice/profile/card', '')

    expect(await readProfile(web.fetch, webId)).toMatchObject({ storages: [`${origin}/alice/`] })
  })

  it('has no storage where no container says that it is one', async () => {
    pod.documents.set('/bob/card', '')

    expect(await readProfile(web.fetch, `${origin}/bob/card#me`)).toMatchObject({ storages: [] })
  })
})

describe('a Link header', () => {
  it.each([
    [null, []],
    ['', []],
    ['<.acl>; rel="acl"', [['https://a.example/b/.acl', 'acl']]],
    ['<.acl>;rel=acl', [['https://a.example/b/.acl', 'acl']]],
    [
      '<x>; title="a, b; rel=acl"; rel="type describedby"',
      [['https://a.example/b/x', 'type describedby']],
    ],
    [
      '<x>; rel="type", <y>; REL="acl", <z>; rel="acl"; anchor="#z"',
      [
        ['https://a.example/b/x', 'type'],
        ['https://a.example/b/y', 'acl'],
      ],
    ],
    ['<x,y>; rel="acl"', [['https://a.example/b/x,y', 'acl']]],
    ['<http://[>; rel="acl"', []],
    ['nonsense; rel="acl"', []],
  ])('%s is read', (header, expected) => {
    const links = linksIn(header, 'https://a.example/b/c')

    expect(links.map(({ target, relations }) => [target, relations.join(' ')])).toEqual(expected)
  })

  it('of great length is read in no time', () => {
    const header = `<a>${' ;a=b'.repeat(20_000)}${'<'.repeat(20_000)}`

    expect(linksIn(header, 'https://a.example/')).toHaveLength(1)
  })
})

function problem(body: string): Response {
  return new Response(body, {
    status: 500,
    headers: { 'content-type': 'application/problem+json' },
  })
}

function member(name: string, known: object) {
  const unknown = { isContainer: false, modified: undefined, size: undefined, type: undefined }
  return { url: `${origin}/alice/${name}`, ...unknown, ...known }
}
