// The answer to a query with what it was made from: as JSON, CSV or text. Pure.
import { writeTurtle } from '../../shapes/graph.ts'
import type { QueryResult } from '../sdk/query/engine.ts'
import type { Source } from '../sdk/query/granted.ts'
import { resultTable, sparqlJson } from '../sdk/query/results.ts'
import type { JsonTerm } from '../sdk/query/results.ts'
import { table } from './table.ts'

/** What was read, and what was left out and why. */
export interface Sources {
  /** Whether everything that was granted was read. */
  readonly complete: boolean
  readonly sources: readonly Source[]
}

/** SPARQL results in JSON, with the sources beside them. */
export interface QueryAnswer extends Sources {
  readonly head?: { readonly vars?: readonly string[] }
  readonly results?: { readonly bindings: readonly Readonly<Record<string, JsonTerm>>[] }
  /** For ASK. */
  readonly boolean?: boolean
  /** For CONSTRUCT and DESCRIBE. */
  readonly turtle?: string
}

export function queryAnswer(result: QueryResult, { complete, sources }: Sources): QueryAnswer {
  if (result.kind === 'quads') return { turtle: writeTurtle(result.quads), complete, sources }
  return { ...sparqlJson(result), complete, sources }
}

/** Rows as CSV; other results as text. Source: https://www.w3.org/TR/sparql11-results-csv-tsv/ */
export function asCsv(result: QueryResult): string {
  if (result.kind !== 'bindings') return resultTable(result)
  const { variables, rows } = result
  const cells = rows.map((row) => variables.map((name) => row.get(name)?.value ?? ''))
  return [variables, ...cells].map((each) => each.map(csvCell).join(',')).join('\n')
}

function csvCell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** A line for each document: read, or why not. */
export function sourceLines({ sources }: Sources): string {
  const rows = sources.map(({ outcome, url, detail }) => [`  ${outcome}`, url, detail ?? ''])
  return table([titleOf(sources), '', ''], rows)
}

function titleOf(sources: readonly Source[]): string {
  const read = sources.filter(({ outcome }) => outcome === 'read').length
  if (read === 0) return 'Left out:'
  return read === sources.length ? 'Read:' : 'Read and left out:'
}
