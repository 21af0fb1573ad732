// Documents as one RDF dataset: their merge as default graph, and each under its own address. Pure.
import { Graph, blankNode, defaultGraph, namedNode, quad } from '../../../shapes/graph.ts'
import type { Quad, Term } from '../../../shapes/graph.ts'
import { countMerge, matchMerge, mergeOf } from './merge.ts'
import type { Merge } from './merge.ts'

export interface QueryDocument {
  /** Also the IRI of its graph. */
  readonly url: string
  readonly graph: Graph
}

export interface Dataset {
  readonly merged: Merge
  readonly named: ReadonlyMap<string, Graph>
}

/** The graphs that a query names with FROM (default) and FROM NAMED. */
export interface Choice {
  readonly default: readonly string[]
  readonly named: readonly string[]
}

/** Subject, predicate, object and graph; undefined or null for any. */
type Pattern = readonly (Term | null | undefined)[]

/** Blank nodes of different documents never become one, even if they carry the same label. */
export function datasetOf(documents: readonly QueryDocument[], choice?: Choice): Dataset {
  const named = new Map<string, Graph>()
  for (const [index, { url, graph }] of documents.entries()) {
    const own = withOwnBlankNodes(graph, `d${index}`)
    const before = named.get(url)
    named.set(url, before ? new Graph([...triplesOf(before), ...triplesOf(own)]) : own)
  }
  const chosen = (urls?: readonly string[]) =>
    new Map([...named].filter(([url]) => !urls || urls.includes(url)))
  return { merged: mergeOf([...chosen(choice?.default).values()]), named: chosen(choice?.named) }
}

function withOwnBlankNodes(graph: Graph, prefix: string): Graph {
  const terms = [...graph.getSubjects(null, null, null), ...graph.getObjects(null, null, null)]
  const isPlain = graph.countQuads(null, null, null, defaultGraph()) === graph.size
  if (isPlain && !terms.some(isBlank)) return graph
  return new Graph(
    triplesOf(graph).map(({ subject, predicate, object }) =>
      quad(
        isBlank(subject) ? blankNode(`${prefix}_${subject.value}`) : subject,
        predicate,
        isBlank(object) ? blankNode(`${prefix}_${object.value}`) : object,
      ),
    ),
  )
}

function triplesOf(graph: Graph): Quad[] {
  return graph.getQuads(null, null, null, defaultGraph())
}

function isBlank(term: Term): boolean {
  return term.termType === 'BlankNode'
}

/** The quads of a dataset that fit a pattern; a graph left open means every named graph. */
export function* matchQuads(dataset: Dataset, pattern: Pattern): Generator<Quad> {
  const [s, p, o, g] = pattern
  if (g?.termType === 'DefaultGraph') {
    yield* matchMerge(dataset.merged, pattern)
    return
  }
  for (const [url, triples] of graphsAt(dataset, g)) {
    const name = namedNode(url)
    for (const each of triples.readQuads(s ?? null, p ?? null, o ?? null, defaultGraph())) {
      yield quad(each.subject, each.predicate, each.object, name)
    }
  }
}

/** How many quads fit: the engine plans by it. */
export function countQuads(dataset: Dataset, pattern: Pattern): number {
  const [s, p, o, g] = pattern
  if (g?.termType === 'DefaultGraph') return countMerge(dataset.merged, pattern)
  const counts = graphsAt(dataset, g).map(([, triples]) =>
    triples.countQuads(s ?? null, p ?? null, o ?? null, defaultGraph()),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

function graphsAt({ named }: Dataset, graph: Term | null | undefined): [string, Graph][] {
  return [...named].filter(([url]) => !graph || graph.value === url)
}
