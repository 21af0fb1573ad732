// Query results as text: SPARQL JSON for programs, a table for people at a terminal. Pure.
// Source: https://www.w3.org/TR/sparql11-results-json/
import { writeTurtle } from '../../../shapes/graph.ts'
import type { Literal, Term } from '../../../shapes/graph.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import type { QueryResult, Row } from './engine.ts'

export interface JsonTerm {
  readonly type: 'uri' | 'literal' | 'bnode'
  readonly value: string
  readonly 'xml:lang'?: string
  readonly datatype?: string
}

export type JsonResults =
  | {
      readonly head: { readonly vars: readonly string[] }
      readonly results: { readonly bindings: readonly Readonly<Record<string, JsonTerm>>[] }
    }
  | { readonly head: Readonly<Record<string, never>>; readonly boolean: boolean }

/** SPARQL 1.1 JSON of a SELECT or ASK; undefined for triples, which have no such form. */
export function sparqlJson(result: QueryResult): JsonResults | undefined {
  if (result.kind === 'quads') return undefined
  if (result.kind === 'boolean') return { head: {}, boolean: result.value }
  const bindings = result.rows.map((row) =>
    Object.fromEntries([...row].map(([name, term]) => [name, jsonTerm(term)])),
  )
  return { head: { vars: result.variables }, results: { bindings } }
}

function jsonTerm(term: Term): JsonTerm {
  if (term.termType === 'Literal') return jsonLiteral(term)
  return { type: term.termType === 'BlankNode' ? 'bnode' : 'uri', value: term.value }
}

function jsonLiteral({ value, language, datatype }: Literal): JsonTerm {
  if (language) return { type: 'literal', value, 'xml:lang': language }
  const isPlain = datatype.value === xsd.string || datatype.value === rdf.langString
  return { type: 'literal', value, ...(isPlain ? {} : { datatype: datatype.value }) }
}

/** Wider cells are cut in tables. */
const maxWidth = 60

/** Aligned columns; 'yes' or 'no' for ASK; Turtle for triples. Ends with a line break. */
export function resultTable(result: QueryResult): string {
  if (result.kind === 'boolean') return result.value ? 'yes\n' : 'no\n'
  if (result.kind === 'quads') return printable(writeTurtle(result.quads))
  const { variables, rows } = result
  const cells = [variables, ...rows.map((row) => variables.map((name) => cell(row, name)))]
  const widths = variables.map((_, column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  )
  const [head = [], ...lines] = cells.map((line) => aligned(line, widths))
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return `${[head, rule, ...lines].join('\n')}\n`
}

function aligned(line: readonly string[], widths: readonly number[]): string {
  return line
    .map((text, column) => text.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd()
}

function cell(row: Row, name: string): string {
  const text = printable(row.get(name)?.value ?? '').replace(/\s+/g, ' ')
  return text.length > maxWidth ? `${text.slice(0, maxWidth - 1)}…` : text
}

/** Data comes from others: control and direction characters could change what the terminal shows. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
}
