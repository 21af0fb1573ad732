// Patching documents: N3 patches to the letter, SPARQL updates as far as clients need them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseTurtle } from '../../shapes/graph.ts'
import { openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

const prefixes = `@prefix solid: <http://www.w3.org/ns/solid/terms#> . @prefix ex: <http://ex/> .`
const n3 = (parts: string) => ({
  type: 'text/n3',
  body: `${prefixes}\n_:patch a solid:InsertDeletePatch; ${parts} .`,
})
const sparql = (body: string) => ({
  type: 'application/sparql-update',
  body: `PREFIX ex: <http://ex/>\n${body}`,
})

describe('a patch', () => {
  let pod: TestPod
  let alice: Client
  beforeEach(async () => {
    pod = await openPod()
    alice = pod.as(pod.alice)
    const body = `@prefix ex: <http://ex/> . <#a> ex:name "A"; ex:age 1 . <#b> ex:name "B" .`
    await alice('PUT', 'data/x', { type: 'text/turtle', body })
  })
  afterEach(async () => {
    expect(pod.errors).toEqual([])
    await pod.close()
  })

  const patch = (body: { type: string; body: string }, path = 'data/x') =>
    alice('PATCH', path, body)
  const text = async (path = 'data/x') => (await alice('GET', path)).text()
  const graph = async (path = 'data/x') => parseTurtle(await text(path), pod.root + path)

  it('inserts, deletes, and keeps the prefixes of the document', async () => {
    const response = await patch(
      n3('solid:inserts { <#a> ex:n 2 }; solid:deletes { <#a> ex:age 1 }'),
    )

    expect(response.status).toBe(204)
    expect(response.headers.get('etag')).not.toBeNull()
    expect((await graph()).size).toBe(3)
    expect(await text()).toContain('ex:n 2')
  })

  it('finds what it speaks of', async () => {
    const response = await patch(
      n3('solid:where { ?who ex:name "A" }; solid:inserts { ?who ex:found [ ex:by "me" ] }'),
    )

    expect(response.status).toBe(204)
    expect((await graph()).countQuads(`${pod.root}data/x#a`, 'http://ex/found', null, null)).toBe(1)
  })

  it('makes a document, with its containers, out of nothing', async () => {
    const response = await patch(n3('solid:inserts { <> ex:is "new" }'), 'data/new/y.txt')

    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toBe(`${pod.root}data/new/y.txt`)
    expect((await alice('GET', 'data/new/y.txt')).headers.get('content-type')).toBe('text/turtle')
  })

  it('of a JSON-LD document leaves it JSON-LD', async () => {
    const body = JSON.stringify({ '@id': '#a', 'http://ex/name': 'A' })
    await alice('PUT', 'data/j', { type: 'application/ld+json', body })
    await patch(n3('solid:inserts { <#a> ex:n 2 }'), 'data/j')
    const read = await alice('GET', 'data/j')

    expect(read.headers.get('content-type')).toBe('application/ld+json')
    expect(await read.json()).toMatchObject([{ 'http://ex/n': [{ '@value': '2' }] }])
  })

  it('that says nothing changes nothing', async () => {
    const before = await text()

    expect((await patch(n3('solid:inserts {}'))).status).toBe(204)
    expect((await graph()).size).toBe(parseTurtle(before, pod.root).size)
  })

  it.each([
    ['two matches', n3('solid:where { ?x ex:name ?n }; solid:inserts { ?x ex:t 1 }')],
    ['no match', n3('solid:where { ?x ex:name "Z" }; solid:inserts { ?x ex:t 1 }')],
    ['a deletion that is not there', n3('solid:deletes { <#a> ex:age 2 }')],
    ['a literal that is equal in value only', n3('solid:deletes { <#a> ex:age "01"^^<int> }')],
    ['one deletion of two not there', n3('solid:deletes { <#a> ex:age 1 . <#a> ex:no 1 }')],
  ])('with %s conflicts, and changes nothing', async (_what, body) => {
    const before = await text()

    expect((await patch(body)).status).toBe(409)
    expect(await text()).toBe(before)
  })

  it.each([
    ['no patch in it', { type: 'text/n3', body: prefixes }],
    ['two patches', n3('solid:inserts {} . _:other a solid:InsertDeletePatch')],
    ['two inserts', n3('solid:inserts { <#a> ex:n 1 }, { <#a> ex:n 2 }')],
    ['a literal for braces', n3('solid:inserts "triples"')],
    ['braces inside braces', n3('solid:inserts { <#a> ex:says { <#b> ex:is 1 } }')],
    ['a variable from nowhere', n3('solid:inserts { ?x ex:n 1 }')],
    ['a blank node to delete', n3('solid:deletes { _:b ex:n 1 }')],
    [
      'a blank node in two places',
      n3('solid:where { _:b ex:name "A" }; solid:inserts { _:b ex:n 1 }'),
    ],
    ['LOAD', sparql('LOAD <http://localhost:1/>')],
    ['CLEAR', sparql('CLEAR DEFAULT')],
    ['GRAPH', sparql('INSERT DATA { GRAPH <#g> { <#a> ex:n 1 } }')],
    ['USING', sparql('DELETE { ?s ?p ?o } USING <http://localhost:1/> WHERE { ?s ?p ?o }')],
    ['SERVICE', sparql('DELETE { ?s ?p ?o } WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }')],
    ['FILTER', sparql('DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o > 1) }')],
    ['nothing at all', sparql('')],
  ])('with %s is understood, but not done', async (_what, body) => {
    const before = await text()

    expect((await patch(body)).status).toBe(422)
    expect(await text()).toBe(before)
  })

  it.each([
    ['N3', { type: 'text/n3', body: 'this is no N3' }],
    ['SPARQL', sparql('INSERT DATA { <#a> ex:n }')],
    ['SPARQL without an end', sparql('INSERT DATA { <#a> ex:n 1')],
    ['SPARQL with a variable in DATA', sparql('INSERT DATA { ?s ex:n 1 }')],
    ['SPARQL with an unknown word', sparql('EXPLODE { <#a> ex:n 1 }')],
    ['SPARQL with a prefix from nowhere', sparql('INSERT DATA { <#a> nix:n 1 }')],
  ])('that is broken %s cannot be read', async (_what, body) => {
    const response = await patch(body)

    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('of an unknown kind, or of what is no RDF, is not taken', async () => {
    await alice('PUT', 'data/p.png', { type: 'image/png', body: 'x' })
    const unknown = await patch({ type: 'application/json-patch+json', body: '[]' })
    const picture = await patch(n3('solid:inserts { <> ex:n 1 }'), 'data/p.png')

    expect([unknown.status, picture.status]).toEqual([415, 415])
    expect(unknown.headers.get('accept-patch')).toContain('text/n3')
    expect((await alice('PATCH', 'data/x', { body: 'no type' })).status).toBe(400)
  })

  it('that would take for ever is given up at once', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `<#n${index}> <http://ex/p> ${index} .`)
    await alice('PUT', 'data/many', { type: 'text/turtle', body: names.join('\n') })
    const bombs = [
      '?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q "nowhere" . ?x ?y ?z',
      '_:a ex:p _:b . _:c ex:p _:d . _:e ex:p _:f . _:g ex:p _:h . _:h ex:p _:i',
      '<#n0> ex:p ?x . _:a ?b _:c . _:d ?b _:e . _:f ?b _:g',
    ]
    const statuses = await Promise.all(
      bombs.map(async (where) => {
        const body = n3(`solid:where { ${where} }; solid:inserts { <#a> ex:n 1 }`)
        return (await patch(body, 'data/many')).status
      }),
    )

    expect(statuses.every((status) => status === 409 || status === 422)).toBe(true)
  })

  it('in SPARQL inserts, deletes what is there, and replaces by pattern, one after the other', async () => {
    const response = await patch(
      sparql(`# a comment with { a brace
        INSERT DATA { <#c> ex:name "C; }" ; ex:age 3 . } ;
        DELETE DATA { <#a> ex:age 1 . <#a> ex:none 1 } ;
        DELETE { ?who ex:name ?name } INSERT { ?who ex:label ?name, [ ex:was ?name ] } WHERE { ?who ex:name ?name } ;
        DELETE WHERE { <#c> ex:age ?age }`),
    )
    const now = await graph()

    expect(response.status).toBe(204)
    expect(now.countQuads(null, 'http://ex/name', null, null)).toBe(0)
    expect(now.countQuads(null, 'http://ex/label', null, null)).toBe(6)
    expect(new Set(now.getSubjects('http://ex/was', null, null)).size).toBe(3)
    expect(now.countQuads(null, 'http://ex/age', null, null)).toBe(0)
  })

  it('honours conditions', async () => {
    const etag = (await alice('GET', 'data/x')).headers.get('etag')!
    const body = n3('solid:inserts { <#a> ex:n 2 }')
    const withHeaders = (headers: Record<string, string>) =>
      alice('PATCH', 'data/x', { ...body, headers })

    expect((await withHeaders({ 'if-none-match': '*' })).status).toBe(412)
    expect((await withHeaders({ 'if-match': '"other"' })).status).toBe(412)
    expect((await withHeaders({ 'if-match': etag })).status).toBe(204)
    expect((await withHeaders({ 'if-match': etag })).status).toBe(412)
  })
})
