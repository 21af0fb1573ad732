// SPARQL over documents in memory: what is one graph, what is refused, and when it ends.
import { array, assert, asyncProperty, constantFrom, oneof, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openEngine, queryDocuments } from '../../client/sdk/query/engine.ts'
import type { QueryDocument, QueryOptions } from '../../client/sdk/query/engine.ts'
import { QueryProblem } from '../../client/sdk/query/query-problem.ts'
import { resultTable } from '../../client/sdk/query/results.ts'
import { Graph, blankNode, literal, namedNode, parseTurtle, quad } from '../../shapes/graph.ts'

const one = 'https://pod.example/1.ttl'
const two = 'https://pod.example/2.ttl'

function document(url: string, turtle: string): QueryDocument {
  return { url, graph: parseTurtle(turtle, url) }
}

const documents = [
  document(one, '<urn:a> <urn:p> 1, "shared" ; <urn:part> [ <urn:q> "x" ] .'),
  document(two, '<urn:a> <urn:p> 2, "shared" ; <urn:part> [ <urn:q> "x" ] .'),
]

async function rows(sparql: string, options?: QueryOptions): Promise<string[]> {
  const lines = resultTable(await queryDocuments(sparql, documents, options))
    .trimEnd()
    .split('\n')
  return lines.slice(2).map((line) => line.replace(/ +/g, ' ').trim())
}

async function problemOf(sparql: string, options?: QueryOptions): Promise<QueryProblem> {
  const error: unknown = await rows(sparql, options).catch((reason: unknown) => reason)
  if (error instanceof QueryProblem) return error
  throw new Error(`It was not refused: ${String(error)}`)
}

describe('the default graph', () => {
  it('is the merge of all documents, in which a shared triple counts once', async () => {
    expect(await rows('SELECT (COUNT(*) AS ?n) { <urn:a> <urn:p> ?o }')).toEqual(['3'])
    expect(await rows('SELECT ?o { <urn:a> <urn:p> ?o } ORDER BY STR(?o)')).toEqual([
      '1',
      '2',
      'shared',
    ])
  })

  it('keeps blank nodes of different documents apart', async () => {
    expect(await rows('SELECT (COUNT(*) AS ?n) { ?s <urn:q> "x" }')).toEqual(['2'])
  })

  it('keeps them apart even when documents give them the same label', async () => {
    const same = [one, two].map((url) => ({
      url,
      graph: new Graph([quad(blankNode('b'), namedNode('urn:q'), literal('x'))]),
    }))

    const result = await queryDocuments('SELECT * { ?s <urn:q> ?o }', same)

    expect(result).toMatchObject({ kind: 'bindings', rows: { length: 2 } })
  })

  it('counts like a plain set, whatever the documents share', async () => {
    const engine = await openEngine()
    const term = constantFrom('urn:a', 'urn:b', 'urn:c').map((iri) => namedNode(iri))
    const value = oneof(
      term,
      constantFrom('1', '1.0', 'x').map((text) => literal(text)),
      constantFrom('fr', 'en').map((language) => literal('x', language)),
    )
    const triple = tuple(term, term, value).map(([s, p, o]) => quad(s, p, o))
    const graphs = array(array(triple, { maxLength: 8 }), { maxLength: 5 })

    await assert(
      asyncProperty(graphs, async (all) => {
        const given = all.map((quads, index) => ({
          url: `https://pod.example/${index}`,
          graph: new Graph(quads),
        }))
        const count = await queryDocuments('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }', given, {
          engine,
        })
        const set = new Set(all.flat().map((each) => JSON.stringify(each)))
        expect(count).toMatchObject({ rows: [new Map([['n', expect.anything()]])] })
        expect(resultTable(count).trim().split('\n').at(-1)).toBe(String(set.size))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a named graph', () => {
  it('is one document under its address', async () => {
    expect(
      await rows('SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g'),
    ).toEqual([`${one} 4`, `${two} 4`])
    expect(
      await rows(`SELECT ?o { GRAPH <${two}> { ?s <urn:p> ?o FILTER(isNumeric(?o)) } }`),
    ).toEqual(['2'])
  })

  it('that is not there is empty', async () => {
    expect(await rows('SELECT * { GRAPH <urn:none> { ?s ?p ?o } }')).toEqual([])
  })

  it('can be chosen with FROM, and then is the default graph', async () => {
    expect(await rows(`SELECT (COUNT(*) AS ?n) FROM <${one}> { ?s <urn:p> ?o }`)).toEqual(['2'])
    expect(
      await rows(`SELECT (COUNT(*) AS ?n) FROM <${one}> FROM <${two}> { ?s <urn:p> ?o }`),
    ).toEqual(['3'])
    expect(await rows(`SELECT DISTINCT ?g FROM NAMED <${two}> { GRAPH ?g { ?s ?p ?o } }`)).toEqual([
      two,
    ])
  })
})

describe('a query', () => {
  it('may be SELECT, ASK, CONSTRUCT or DESCRIBE', async () => {
    const kinds = ['SELECT * {}', 'ASK {}', 'CONSTRUCT WHERE { ?s ?p ?o }', 'DESCRIBE <urn:a>']

    const results = await Promise.all(kinds.map((each) => queryDocuments(each, documents)))

    expect(results.map(({ kind }) => kind)).toEqual(['bindings', 'boolean', 'quads', 'quads'])
  })

  it('sums decimals as people do, not as floating point does', async () => {
    const graph = parseTurtle('<urn:a> <urn:p> 0.1, 0.2 .', one)
    const sparql = 'SELECT (SUM(?o) AS ?sum) { ?s <urn:p> ?o }'

    const result = await queryDocuments(sparql, [{ url: one, graph }])

    expect(resultTable(result).trim().split('\n').at(-1)).toBe('0.3')
  })

  it('keeps offsets: the month is that of the clock on the wall', async () => {
    const graph = parseTurtle(
      '<urn:a> <urn:p> "2012-03-31T23:45:00-04:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .',
      one,
    )

    const result = await queryDocuments('SELECT (MONTH(?o) AS ?m) { ?s <urn:p> ?o }', [
      { url: one, graph },
    ])

    expect(resultTable(result).trim().split('\n').at(-1)).toBe('3')
  })

  it('over nothing has no solutions', async () => {
    expect(await queryDocuments('SELECT * { ?s ?p ?o }', [])).toMatchObject({ rows: [] })
  })

  it.each([
    ['SELECT * { SERVICE <https://elsewhere.example/> { ?s ?p ?o } }', 'SERVICE'],
    ['ASK { FILTER EXISTS { SERVICE SILENT ?x { ?s ?p ?o } } }', 'SERVICE'],
    ['SELECT * { { SELECT * { OPTIONAL { SERVICE <urn:x> {} } } } }', 'SERVICE'],
    ['SELECT (EXISTS { SERVICE <urn:x> {} } AS ?x) {}', 'SERVICE'],
    ['LOAD <https://elsewhere.example/>', 'LOAD'],
    ['INSERT DATA { <urn:a> <urn:b> 1 }', 'update'],
    ['DELETE WHERE { ?s ?p ?o }', 'update'],
    ['DROP ALL', 'update'],
    ['CLEAR ALL', 'update'],
    ['CREATE GRAPH <urn:g>', 'update'],
    ['COPY DEFAULT TO <urn:g>', 'update'],
    ['MOVE <urn:f> TO <urn:g>', 'update'],
    ['ADD <urn:f> TO <urn:g>', 'update'],
    ['INSERT DATA { <urn:a> <urn:b> 1 } ; LOAD <urn:x>', 'update'],
  ])('is refused when it reaches further: %s', async (sparql, word) => {
    expect(await problemOf(sparql)).toMatchObject({
      type: 'not-allowed',
      message: expect.stringMatching(new RegExp(`${word}.* is not possible`)),
    })
  })

  it('is refused when FROM names what it was not given', async () => {
    expect(await problemOf('SELECT * FROM <https://x.example/> { ?s ?p ?o }')).toMatchObject({
      type: 'unknown-graph',
      message: expect.stringContaining('<https://x.example/>'),
    })
    expect(await problemOf('ASK FROM NAMED <urn:x> {}')).toMatchObject({ type: 'unknown-graph' })
  })

  it.each([
    ['', 'no query'],
    ['# nothing', 'no query'],
    ['SELECT * {', 'ends too early'],
    ['SELECT * { ?s ?p ?o } }', 'line 1, "}"'],
    ['SELECT *\n{ ?s ?p ?o FILTER(?o >) }', 'line 2, ")"'],
    ['FETCH ALL', 'not understood'],
    ['SELECT * { ?s ex:p ?o }', 'prefix: ex'],
    ['SELECT ?x (1 AS ?x) {}', 'x'],
    ['<html>', 'not valid SPARQL'],
  ])('that is not SPARQL (%j) is explained', async (sparql, words) => {
    expect(await problemOf(sparql)).toMatchObject({
      type: 'syntax',
      message: expect.stringContaining(words),
    })
  })

  it('that uses a function we do not have says so', async () => {
    const problem = await problemOf('SELECT (<urn:f>(?o) AS ?x) { ?s ?p ?o }')

    expect(problem).toMatchObject({ type: 'failed', message: expect.stringContaining('urn:f') })
  })

  it('leaves a cell empty where an expression has no value', async () => {
    expect(await rows('SELECT (1/0 AS ?x) (2 AS ?y) {}')).toEqual(['2'])
  })
})

describe('a query ends', () => {
  it.each(['?s', '?s ?p', '?s ?p ?o'])(
    'at once where there is nothing, in order of %s',
    async (order) => {
      const sparql = `SELECT ?s ?p ?o { ?s ?p ?o ; <urn:q> ?q ; <urn:r> ?r } ORDER BY ${order}`

      const result = await queryDocuments(sparql, [], { timeoutMs: 5_000 })

      expect(result).toMatchObject({ kind: 'bindings', rows: [] })
    },
  )

  const everyPair = 'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s }'

  it('when it has more results than were asked for', async () => {
    expect(await problemOf(everyPair, { maxRows: 100 })).toMatchObject({
      type: 'too-many-rows',
      message: expect.stringContaining('LIMIT'),
    })
  })

  it('when its time is over', async () => {
    expect(await problemOf(everyPair, { timeoutMs: 50, maxRows: Infinity })).toMatchObject({
      type: 'too-long',
    })
  })

  it('when who asked gives up, with the reason for it', async () => {
    const abort = new AbortController()
    const asked = rows(everyPair, { signal: abort.signal, maxRows: Infinity })
    abort.abort(new Error('Never mind'))

    await expect(asked).rejects.toThrow('Never mind')
    await expect(rows('ASK {}', { signal: abort.signal })).rejects.toThrow('Never mind')
  })
})
