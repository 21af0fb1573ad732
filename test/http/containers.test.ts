// Containers: what they contain, how things come into them, and what nobody may write.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Graph, parseTurtle } from '../../shapes/graph.ts'
import { parseRdf } from '../../server/rdf/rdf.ts'
import { dct } from '../../vocab/generated/dct.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { stat } from '../../vocab/generated/stat.ts'
import { xsd } from '../../vocab/generated/xsd.ts'
import { aclFor, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

const basicContainer = { link: `<${ldp.BasicContainer}>; rel="type"` }

describe('a container', () => {
  let pod: TestPod
  let alice: Client
  let data: string
  beforeEach(async () => {
    pod = await openPod()
    alice = pod.as(pod.alice)
    data = `${pod.root}data/`
  })
  afterEach(async () => {
    expect(pod.errors).toEqual([])
    await pod.close()
  })

  const listing = async (path: string, who = alice) =>
    parseTurtle(await (await who('GET', path)).text(), pod.root + path)
  const members = async (path: string) =>
    (await listing(path)).getObjects(pod.root + path, ldp.contains, null).map(({ value }) => value)

  it('lists its members with type, size and time, as HEAD tells them', async () => {
    await alice('PUT', 'data/a.txt', { type: 'text/plain; charset=utf-8', body: 'hello' })
    await alice('PUT', 'data/sub/')
    const graph = await listing('data/')
    const head = await alice('HEAD', 'data/a.txt')

    const file = `${data}a.txt`
    const types = graph.getObjects(file, rdf.type, null).map(({ value }) => value)
    expect(types).toContain('http://www.w3.org/ns/iana/media-types/text/plain#Resource')
    expect(graph.getObjects(file, stat.size, null)[0]).toMatchObject({ value: '5' })
    const [mtime] = graph.getObjects(file, stat.mtime, null)
    expect(mtime).toMatchObject({ datatype: { value: xsd.integer } })
    const modified = Date.parse(head.headers.get('last-modified')!)
    expect(Number(mtime!.value) * 1000).toBe(modified)
    expect(Date.parse(graph.getObjects(file, dct.modified, null)[0]!.value)).toBe(modified)
    const subTypes = graph.getObjects(`${data}sub/`, rdf.type, null).map(({ value }) => value)
    expect(subTypes).toContain(ldp.BasicContainer)
  })

  it('can be read as JSON-LD too', async () => {
    await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'hello' })
    const response = await alice('GET', 'data/', { headers: { accept: 'application/ld+json' } })
    const quads = await parseRdf('application/ld+json', await response.text(), data)

    expect(new Graph(quads).countQuads(data, ldp.contains, `${data}a.txt`, null)).toBe(1)
  })

  it('is given without its members to who prefers that', async () => {
    await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'hello' })
    const prefer = `return=representation; include="${ldp.PreferMinimalContainer}"`
    const response = await alice('GET', 'data/', { headers: { prefer } })

    expect(response.headers.get('preference-applied')).toBe('return=representation')
    expect(await response.text()).not.toContain('a.txt')
  })

  it('has another ETag when a member changes, and another time when one comes or goes', async () => {
    const etag = async () => (await alice('HEAD', 'data/')).headers.get('etag')
    const before = await etag()
    await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'one' })
    const afterCreation = await etag()
    await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'two' })
    const afterChange = await etag()

    expect(new Set([before, afterCreation, afterChange]).size).toBe(3)
  })

  it('takes in what is posted under the name wished for, or another one', async () => {
    const hello = { type: 'text/plain', body: 'hello' }
    const wished = { ...hello, headers: { slug: 'my photo.txt' } }
    const first = await alice('POST', 'data/', wished)
    const second = await alice('POST', 'data/', wished)
    const reserved = await alice('POST', 'data/', { ...hello, headers: { slug: 'x.acl' } })

    expect(first.status).toBe(201)
    expect(first.headers.get('location')).toBe(`${data}my%20photo.txt`)
    expect(second.headers.get('location')).toMatch(/\/data\/my%20photo-[\da-f]+\.txt$/)
    expect(reserved.headers.get('location')).toMatch(/\/data\/[\da-f-]{36}$/)
    expect(await members('data/')).toHaveLength(3)
  })

  it('takes in containers, when a link says so', async () => {
    const headers = { ...basicContainer, slug: 'sub' }
    const response = await alice('POST', 'data/', { type: 'text/turtle', headers })
    const evil = await alice('POST', 'data/', { headers: { ...basicContainer, slug: 'evil.acl' } })

    expect(response.headers.get('location')).toBe(`${data}sub/`)
    expect(evil.headers.get('location')).toMatch(/\/data\/[\da-f-]{36}\/$/)
    expect(await members('data/')).toContain(`${data}sub/`)
  })

  it('that is not there takes nothing in, and a document never does', async () => {
    const post = (path: string) => alice('POST', path, { type: 'text/plain', body: 'x' })
    await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'x' })

    expect((await post('data/none/')).status).toBe(404)
    expect((await post('data/a.txt')).status).toBe(405)
    expect((await pod.as('https://eve.example/')('POST', 'data/a.txt')).status).toBe(403)
  })

  it('can be made by PUT, with what is to be said of it', async () => {
    const body = '<> <http://purl.org/dc/terms/title> "Energy" .'
    const created = await alice('PUT', 'data/energy/', { type: 'text/turtle', body })

    expect(created.status).toBe(201)
    expect(await (await alice('GET', 'data/energy/')).text()).toContain('"Energy"')
  })

  it('is deleted only when it is empty, and never when it is the root', async () => {
    await alice('PUT', 'data/sub/a.txt', { type: 'text/plain', body: 'x' })

    expect((await alice('DELETE', 'data/sub/')).status).toBe(409)
    await alice('DELETE', 'data/sub/a.txt')
    expect((await alice('DELETE', 'data/sub/')).status).toBe(204)
    expect((await alice('GET', 'data/sub/')).status).toBe(404)
    const root = await alice('DELETE', '')
    expect(root.status).toBe(405)
    expect(root.headers.get('allow')).not.toContain('DELETE')
  })

  it('and a document cannot have the same name', async () => {
    await alice('PUT', 'data/doc', { type: 'text/plain', body: 'x' })
    await alice('PUT', 'data/box/')

    expect((await alice('PUT', 'data/doc/')).status).toBe(409)
    expect((await alice('PUT', 'data/box', { type: 'text/plain', body: 'x' })).status).toBe(409)
    expect((await alice('PUT', 'data/doc/x', { type: 'text/plain', body: 'x' })).status).toBe(409)
    expect((await alice('GET', 'data/doc/')).status).toBe(404)
    const headers = { slug: 'doc' }
    const posted = await alice('POST', 'data/', { headers: { ...basicContainer, ...headers } })
    expect(posted.headers.get('location')).not.toBe(`${data}doc/`)
  })

  it('does not take the type of a link over that of its URL', async () => {
    const nonRdf = { link: `<${ldp.NonRDFSource}>; rel="type"` }

    expect((await alice('PUT', 'data/x/', { headers: nonRdf })).status).toBe(409)
    expect((await alice('PUT', 'data/x', { headers: basicContainer })).status).toBe(409)
  })

  it.each([
    ['PUT', 'text/turtle', '<> <http://www.w3.org/ns/ldp#contains> <phantom> .'],
    ['PUT', 'text/turtle', '<a.txt> <http://www.w3.org/ns/posix/stat#size> 7 .'],
    ['PUT', 'text/turtle', '<> a <http://www.w3.org/ns/pim/space#Storage> .'],
    [
      'PATCH',
      'text/n3',
      '_:p a <http://www.w3.org/ns/solid/terms#InsertDeletePatch>; <http://www.w3.org/ns/solid/terms#inserts> { <> <http://www.w3.org/ns/ldp#contains> <phantom> } .',
    ],
    [
      'PATCH',
      'application/sparql-update',
      'DELETE WHERE { <> <http://www.w3.org/ns/ldp#contains> ?x }',
    ],
  ])('keeps what it contains from %s as %s', async (method, type, body) => {
    await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'hello' })

    expect((await alice(method, 'data/', { type, body })).status).toBe(409)
    expect(await members('data/')).toEqual([`${data}a.txt`])
  })

  it('takes what it says itself back unchanged, with something added', async () => {
    await alice('PUT', 'data/a.txt', { type: 'text/plain', body: 'hello' })
    const text = await (await alice('GET', 'data/')).text()
    const body = `${text}\n<> <http://ex/note> "mine" .`

    expect((await alice('PUT', 'data/', { type: 'text/turtle', body })).status).toBe(204)
    const inserts = '{ <> <http://ex/note> "another" }'
    const patch = `@prefix solid: <http://www.w3.org/ns/solid/terms#> . _:p a solid:InsertDeletePatch; solid:inserts ${inserts} .`
    expect((await alice('PATCH', 'data/', { type: 'text/n3', body: patch })).status).toBe(204)
    const now = await (await alice('GET', 'data/')).text()
    expect(now).toContain('"mine"')
    expect(now).toContain('"another"')
    expect(await members('data/')).toEqual([`${data}a.txt`])
  })

  it('tells of members that the asker may not read the URL alone', async () => {
    const bob = 'https://bob.example/#me'
    await alice('PUT', 'share/open.txt', { type: 'text/plain', body: 'open' })
    await alice('PUT', 'share/closed.txt', { type: 'text/plain', body: 'closed' })
    await alice('PUT', 'share/.acl', {
      type: 'text/turtle',
      body: aclFor(`${pod.root}share/`, [
        [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'],
        [`acl:agent <${bob}>`, 'acl:Read'],
      ]),
    })
    await alice('PUT', 'share/closed.txt.acl', {
      type: 'text/turtle',
      body: aclFor(`${pod.root}share/closed.txt`, [[`acl:agent <${pod.alice}>`, 'acl:Read']]),
    })
    const forBob = await listing('share/', pod.as(bob))
    const forAlice = await listing('share/')

    const size = (graph: Graph, name: string) =>
      graph.countQuads(`${pod.root}share/${name}`, stat.size, null, null)
    expect(forBob.countQuads(null, ldp.contains, null, null)).toBe(2)
    expect([size(forBob, 'open.txt'), size(forBob, 'closed.txt')]).toEqual([1, 0])
    expect([size(forAlice, 'open.txt'), size(forAlice, 'closed.txt')]).toEqual([1, 1])
  })

  it('of more members than fit a page is sent whole, as a stream', async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `data/n${index}`)
    await Promise.all(names.map((name) => alice('PUT', name, { type: 'text/plain', body: 'x' })))
    const json = await alice('GET', 'data/', { headers: { accept: 'application/ld+json' } })
    const quads = await parseRdf('application/ld+json', await json.text(), data)

    expect(await members('data/')).toHaveLength(1200)
    expect(quads.filter(({ predicate }) => predicate.value === ldp.contains)).toHaveLength(1200)
  })
})
