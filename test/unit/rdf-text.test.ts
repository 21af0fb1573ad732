// RDF as text: read and written again, within limits, without the network.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Graph, SyntaxProblem } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import { depthOf } from '../../server/rdf/json-depth.ts'
import { parseRdf, writeRdf } from '../../server/rdf/rdf.ts'
import { UnsupportedRdf } from '../../server/rdf/unsupported.ts'

const base = 'https://pods.example/alice/x'
const jsonLd = 'application/ld+json'

/** Quads as lines, whatever their blank nodes are called. */
function shapeOf(quads: readonly Quad[]): string[] {
  const lines = quads.map(({ predicate, object }) => {
    if (object.termType !== 'Literal') return `${predicate.value} ${object.termType}`
    return [predicate.value, object.value, object.language, object.datatype.value].join(' ')
  })
  return lines.toSorted()
}

describe('RDF text', () => {
  it('says the same in JSON-LD as in Turtle', async () => {
    const turtle = `<#a> a <#C>, [ <#p> "x" ] ; <#p> "text", "Zoë"@fr, 1.50, true, "P1D"^^<#d>, ( 1 <#b> ) .`
    const quads = await parseRdf('text/turtle', turtle, base)
    const again = await parseRdf(jsonLd, writeRdf(jsonLd, quads), base)

    expect(shapeOf(again)).toEqual(shapeOf(quads))
  })

  it('in JSON-LD keeps named graphs, in Turtle shows the default graph', async () => {
    const text = JSON.stringify({ '@id': '#g', '@graph': [{ '@id': '#a', 'http://ex/p': 1 }] })
    const quads = await parseRdf(jsonLd, text, base)

    expect(await parseRdf(jsonLd, writeRdf(jsonLd, quads), base)).toHaveLength(quads.length)
    expect(await parseRdf('text/turtle', writeRdf('text/turtle', quads), base)).toEqual([])
  })

  it('in Turtle keeps the prefixes it had', async () => {
    const text = '@prefix ex: <http://ex/> .\nPREFIX : <#>\n:a ex:p 1 .'
    const quads = await parseRdf('text/turtle', text, base)

    const written = writeRdf('text/turtle', quads, { text, base })
    expect(written).toContain('ex:p 1')
    expect(new Graph(await parseRdf('text/turtle', written, base)).has(quads[0]!)).toBe(true)
  })

  it('in the words of Activity Streams is understood without asking for them', async () => {
    const text = JSON.stringify({
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: '#n',
      type: 'Announce',
      actor: 'https://firm.example/#us',
      summary: 'Hello',
    })
    const quads = await parseRdf(jsonLd, text, base)

    expect(quads.map(({ object }) => object.value).toSorted()).toEqual([
      'Hello',
      'https://firm.example/#us',
      'https://www.w3.org/ns/activitystreams#Announce',
    ])
  })
})

describe('JSON-LD from anybody', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('never makes us fetch a context', async () => {
    const fetched = vi.fn(() => Promise.reject(new Error('no network')))
    vi.stubGlobal('fetch', fetched)
    const remote = '"http://localhost:1/context"'
    const texts = [
      `{"@context": ${remote}, "a": 1}`,
      `{"@context": [{}, ${remote}], "a": 1}`,
      `{"@context": {"@version": 1.1, "@import": ${remote}}, "a": 1}`,
      `{"@context": {"a": {"@id": "http://ex/a", "@context": ${remote}}}, "a": {"b": 1}}`,
    ]
    for (const text of texts) {
      await expect(parseRdf(jsonLd, text, base)).rejects.toBeInstanceOf(UnsupportedRdf)
    }

    expect(fetched).not.toHaveBeenCalled()
  })

  it.each(['', '{', '[1', 'null null'])('%j is no JSON-LD', async (text) => {
    await expect(parseRdf(jsonLd, text, base)).rejects.toBeInstanceOf(SyntaxProblem)
  })
})

describe('the depth of JSON', () => {
  it.each([
    ['{"a":[1]}', 2],
    ['[[],[[]]]', 3],
    ['"[[[["', 0],
    ['["\\"[[", "]"]', 1],
    ['1', 0],
  ])('%s is %i', (text, depth) => {
    expect(depthOf(text)).toBe(depth)
  })
})
