// Documents as one RDF dataset: their merge as default graph, and each under its own address. Pure.
// Source: https://www.w3.org/TR/rdf11-mt/#shared-blank-nodes-unions-and-merges (RDF merge)
import { blankNode, defaultGraph, Graph, namedNode, quad } from '../../../shapes/graph.ts'
import type { Quad, Term } from '../../../shapes/graph.ts'

export interface QueryDocument {
  /** Also the IRI of its graph. */
  readonly url: string
  readonly graph: Graph
}

export interface Dataset {
  /** A triple that is in two documents is here once. */
  readonly merged: Graph
  readonly named: ReadonlyMap<string, Graph>
}

/** Subject, predicate, object and graph; undefined or null for any. */
type Pattern = readonly (Term | null | undefined)[]

type Name = Quad['graph']

/** Blank nodes of different documents never become one, even if they carry the same label. */
export function datasetOf(documents: readonly QueryDocument[]): Dataset {
  const named = new Map<string, Graph>()
  for (const [index, { url, graph }] of documents.entries()) {
    const own = withOwnBlankNodes(graph, `d${index}`)
    const before = named.get(url)
    named.set(url, before ? mergeOf([before, own]) : own)
  }
  return { merged: mergeOf([...named.values()]), named }
}

/** The dataset of a query that names its graphs with FROM (default) and FROM NAMED. */
export function chosenDataset(
  { named }: Dataset,
  chosen: { readonly default: readonly string[]; readonly named: readonly string[] },
): Dataset {
  const ofDefault = graphsNamed(named, chosen.default).values()
  return { merged: mergeOf([...ofDefault]), named: graphsNamed(named, chosen.named) }
}

function graphsNamed(all: ReadonlyMap<string, Graph>, urls: readonly string[]): Map<string, Graph> {
  return new Map([...all].filter(([url]) => urls.includes(url)))
}

function mergeOf(graphs: readonly Graph[]): Graph {
  if (graphs.length === 1 && graphs[0]) return graphs[0]
  const merged = new Graph()
  for (const graph of graphs) merged.addQuads(triplesOf(graph))
  return merged
}

function triplesOf(graph: Graph): Quad[] {
  return graph.getQuads(null, null, null, defaultGraph())
}

function withOwnBlankNodes(graph: Graph, prefix: string): Graph {
  const triples = triplesOf(graph)
  const hasBlank = triples.some((each) => isBlank(each.subject) || isBlank(each.object))
  if (!hasBlank && triples.length === graph.size) return graph
  return new Graph(
    triples.map(({ subject, predicate, object }) =>
      quad(
        isBlank(subject) ? blankNode(`${prefix}_${subject.value}`) : subject,
        predicate,
        isBlank(object) ? blankNode(`${prefix}_${object.value}`) : object,
      ),
    ),
  )
}

function isBlank(term: Term): boolean {
  return term.termType === 'BlankNode'
}

/** The quads of a dataset that fit a pattern; a graph left open means every named graph. */
export function* matchQuads(dataset: Dataset, [s, p, o, g]: Pattern): Generator<Quad> {
  for (const [graph, triples] of graphsAt(dataset, g)) {
    for (const each of triples.readQuads(s ?? null, p ?? null, o ?? null, defaultGraph())) {
      yield quad(each.subject, each.predicate, each.object, graph)
    }
  }
}

/** How many quads fit: the engine plans by it. */
export function countQuads(dataset: Dataset, [s, p, o, g]: Pattern): number {
  return graphsAt(dataset, g).reduce(
    (sum, [, triples]) => sum + triples.countQuads(s ?? null, p ?? null, o ?? null, defaultGraph()),
    0,
  )
}

function graphsAt({ merged, named }: Dataset, graph: Term | null | undefined): [Name, Graph][] {
  if (graph?.termType === 'DefaultGraph') return [[defaultGraph(), merged]]
  return [...named]
    .filter(([url]) => !graph || graph.value === url)
    .map(([url, triples]) => [namedNode(url), triples])
}
