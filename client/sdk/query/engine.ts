// SPARQL over documents in memory. The only import of the query engine; it is loaded when first used.
// The engine is built without any part that speaks HTTP: it cannot read more than it is given.
import type { QueryEngine } from '@comunica/query-sparql-rdfjs'
import type { Quad, Term } from '../../../shapes/graph.ts'
import { checkQuery } from './algebra.ts'
import { collect, orAborted, withDeadline } from './bounds.ts'
import { countQuads, datasetOf, matchQuads } from './dataset.ts'
import type { Dataset, QueryDocument } from './dataset.ts'
import { QueryProblem } from './query-problem.ts'
import { explainSyntax } from './syntax.ts'

export type { QueryDocument } from './dataset.ts'

/** Keeps code, no data and no results: one may serve many askers. */
export type Engine = QueryEngine

/** One solution: the bound variables, without question mark. */
export type Row = ReadonlyMap<string, Term>

export type QueryResult =
  | {
      readonly kind: 'bindings'
      readonly variables: readonly string[]
      readonly rows: readonly Row[]
    }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'quads'; readonly quads: readonly Quad[] }

export interface QueryOptions {
  /** By default a new one for each query, which costs some 60 ms. */
  readonly engine?: Engine
  readonly signal?: AbortSignal
  /** 60,000 by default. */
  readonly timeoutMs?: number
  /** 100,000 by default. */
  readonly maxRows?: number
}

export async function openEngine(): Promise<Engine> {
  const { QueryEngine } = await import('@comunica/query-sparql-rdfjs')
  return new QueryEngine()
}

/**
 * Refuses what `queryDocuments` would refuse, before any document is fetched for it.
 * @throws QueryProblem as that does
 */
export async function checkBeforeFetching(engine: Engine, sparql: string): Promise<void> {
  checkQuery(await parse(engine, sparql), undefined)
}

/**
 * Evaluates a query (SELECT, ASK, CONSTRUCT, DESCRIBE) over documents. The default graph is their RDF
 * merge, in which a triple counts once; `GRAPH <url>` is one document.
 * @throws QueryProblem when the query is refused, takes too long, or has too many results;
 *   the reason of the signal when that is aborted
 */
export async function queryDocuments(
  sparql: string,
  documents: readonly QueryDocument[],
  { engine, signal, timeoutMs = 60_000, maxRows = 100_000 }: QueryOptions = {},
): Promise<QueryResult> {
  const used = engine ?? (await openEngine())
  const { algebra, from } = checkQuery(await parse(used, sparql), urlsOf(documents))
  const dataset = datasetOf(documents, from)
  return withDeadline(signal, timeoutMs, (bounded) =>
    explained(
      evaluate(used, algebra, sourceOf(dataset, bounded), { signal: bounded, maxRows }),
      bounded,
    ),
  )
}

function urlsOf(documents: readonly QueryDocument[]): Set<string> {
  return new Set(documents.map(({ url }) => url))
}

async function parse(engine: Engine, sparql: string): Promise<object> {
  try {
    const explained = await engine.explain(sparql, { sources: [] }, 'parsed')
    return explained.data as object // The algebra: an object in every version.
  } catch (error) {
    throw new QueryProblem('syntax', explainSyntax(error), error)
  }
}

type Source = NonNullable<Parameters<Engine['query']>[1]>['sources'][number]

/** The engine asks for the quads of one pattern at a time. Once aborted, it gets no more. */
function sourceOf(dataset: Dataset, signal: AbortSignal): Source {
  function* match(...pattern: (Term | undefined)[]): Generator<Quad> {
    for (const each of matchQuads(dataset, pattern)) {
      signal.throwIfAborted()
      yield each
    }
  }
  const source = {
    match,
    countQuads: (...pattern: (Term | undefined)[]) => countQuads(dataset, pattern),
  }
  // The engine takes iterables where the RDF/JS interface asks for streams, and they are faster.
  return source as unknown as Source
}

interface Limits {
  readonly signal: AbortSignal
  readonly maxRows: number
}

async function evaluate(
  engine: Engine,
  algebra: object,
  source: Source,
  limits: Limits,
): Promise<QueryResult> {
  const { signal, maxRows } = limits
  // It was parsed by this engine.
  const parsed = algebra as Exclude<Parameters<Engine['query']>[0], string>
  const query = await orAborted(engine.query(parsed, { sources: [source] }), signal)
  if (query.resultType === 'bindings') return rowsOf(query, limits)
  if (query.resultType === 'boolean') {
    return { kind: 'boolean', value: await orAborted(query.execute(), signal) }
  }
  if (query.resultType !== 'quads') throw new QueryProblem('not-allowed', 'This is no query')
  const quads = await collect(await orAborted(query.execute(), signal), signal, maxRows)
  return { kind: 'quads', quads: quads as Quad[] }
}

type Solutions = Extract<Awaited<ReturnType<Engine['query']>>, { resultType: 'bindings' }>

async function rowsOf(query: Solutions, { signal, maxRows }: Limits): Promise<QueryResult> {
  const { variables } = await orAborted(query.metadata(), signal)
  const solutions = await collect(await orAborted(query.execute(), signal), signal, maxRows)
  return {
    kind: 'bindings',
    variables: variables.map(({ value }) => value),
    rows: solutions.map(
      (each) => new Map([...each].map(([{ value }, term]) => [value, term as Term])),
    ),
  }
}

/** What the engine throws says little to who asked: it becomes a problem, with its cause. */
async function explained<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof QueryProblem) throw error
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0]
    throw new QueryProblem('failed', `The query could not be evaluated: ${reason}`, error)
  }
}
