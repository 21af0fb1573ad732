// Query results as SPARQL JSON and as tables.
import { describe, expect, it } from 'vitest'
import type { QueryResult } from '../../client/sdk/query/engine.ts'
import { resultTable, sparqlJson } from '../../client/sdk/query/results.ts'
import { blankNode, literal, namedNode, quad } from '../../shapes/graph.ts'
import type { Term } from '../../shapes/graph.ts'
import { xsd } from '../../vocab/generated/xsd.ts'

function bindings(variables: string[], ...rows: Record<string, Term>[]): QueryResult {
  return { kind: 'bindings', variables, rows: rows.map((row) => new Map(Object.entries(row))) }
}

describe('SPARQL JSON', () => {
  it('writes every kind of term, and leaves out what is unbound', () => {
    const result = bindings(
      ['iri', 'blank', 'text', 'word', 'number', 'none'],
      {
        iri: namedNode('urn:a'),
        blank: blankNode('b'),
        text: literal('x'),
        word: literal('mot', 'fr'),
        number: literal('1', namedNode(xsd.decimal)),
      },
      {},
    )

    expect(sparqlJson(result)).toEqual({
      head: { vars: ['iri', 'blank', 'text', 'word', 'number', 'none'] },
      results: {
        bindings: [
          {
            iri: { type: 'uri', value: 'urn:a' },
            blank: { type: 'bnode', value: 'b' },
            text: { type: 'literal', value: 'x' },
            word: { type: 'literal', value: 'mot', 'xml:lang': 'fr' },
            number: { type: 'literal', value: '1', datatype: xsd.decimal },
          },
          {},
        ],
      },
    })
  })

  it('writes yes and no, and has no form for triples', () => {
    expect(sparqlJson({ kind: 'boolean', value: false })).toEqual({ head: {}, boolean: false })
    expect(sparqlJson({ kind: 'quads', quads: [] })).toBeUndefined()
  })
})

describe('a table', () => {
  it('has aligned columns, with empty cells for what is unbound', () => {
    const result = bindings(
      ['month', 'kWh'],
      { month: literal('2012-03'), kWh: literal('312') },
      { kWh: literal('9') },
    )

    expect(resultTable(result)).toBe(
      ['month    kWh', '-------  ---', '2012-03  312', '         9', ''].join('\n'),
    )
  })

  it('says yes or no, and writes triples as Turtle', () => {
    const triple = quad(namedNode('urn:a'), namedNode('urn:b'), literal('c'))

    expect(resultTable({ kind: 'boolean', value: true })).toBe('yes\n')
    expect(resultTable({ kind: 'quads', quads: [triple] })).toBe('<urn:a> <urn:b> "c".\n')
    expect(resultTable(bindings(['x']))).toBe('x\n-\n')
  })

  it('cuts long cells, and keeps a row in one line', () => {
    const [, , row] = resultTable(bindings(['x'], { x: literal(`a\nb ${'c'.repeat(100)}`) })).split(
      '\n',
    )

    expect(row).toMatch(/^a b c{55}…$/)
  })

  it('does not let data write to the terminal', () => {
    const nasty = ['\u001B', '\u009B', '\u202E', '\u0007', '\r']
    const table = resultTable(bindings(['x'], { x: literal(`a${nasty.join('')}z`) }))

    expect(nasty.filter((each) => table.includes(each))).toEqual([])
  })
})
