// Several documents as one graph, without copying them: each triple comes from the first that has it.
// A merged copy would double the memory and take longer to build than most queries to run. Pure.
// Source: https://www.w3.org/TR/rdf11-mt/#shared-blank-nodes-unions-and-merges (RDF merge)
import { Graph, defaultGraph } from '../../../shapes/graph.ts'
import type { Quad, Term } from '../../../shapes/graph.ts'

/** Subject, predicate and object; undefined or null for any. */
export type TriplePattern = readonly (Term | null | undefined)[]

export interface Merge {
  readonly parts: readonly Part[]
  /** Which parts speak of a subject. */
  readonly bySubject: ReadonlyMap<string, readonly Part[]>
}

interface Part {
  readonly graph: Graph
  /** Its triples that an earlier part has too. */
  readonly repeats: Graph
}

/** The graphs must not share blank nodes. */
export function mergeOf(graphs: readonly Graph[]): Merge {
  const parts = graphs.map((graph): Part => ({ graph, repeats: new Graph() }))
  const bySubject = new Map<string, Part[]>()
  for (const part of parts) {
    for (const subject of part.graph.getSubjects(null, null, null)) {
      const earlier = bySubject.get(keyOf(subject))
      if (!earlier) {
        bySubject.set(keyOf(subject), [part])
        continue
      }
      part.repeats.addQuads(repeatsOf(part.graph, subject, earlier))
      earlier.push(part)
    }
  }
  return { parts, bySubject }
}

function repeatsOf(graph: Graph, subject: Term, earlier: readonly Part[]): Quad[] {
  const triples = graph.getQuads(subject, null, null, defaultGraph())
  return triples.filter((each) => earlier.some((part) => part.graph.has(each)))
}

function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value
}

/** The triples of a merge that fit a pattern, each once. */
export function* matchMerge(merge: Merge, [s, p, o]: TriplePattern): Generator<Quad> {
  for (const { graph, repeats } of partsFor(merge, s)) {
    // The type of readQuads promises less than it gives: quads of the graph's own kind.
    const found = graph.readQuads(s ?? null, p ?? null, o ?? null, defaultGraph())
    for (const each of found as Iterable<Quad>) {
      if (repeats.size === 0 || !repeats.has(each)) yield each
    }
  }
}

/** How many triples fit: exactly, since the engine answers some counts by it. */
export function countMerge(merge: Merge, [s, p, o]: TriplePattern): number {
  const count = (graph: Graph) => graph.countQuads(s ?? null, p ?? null, o ?? null, defaultGraph())
  return partsFor(merge, s).reduce(
    (sum, { graph, repeats }) => sum + count(graph) - count(repeats),
    0,
  )
}

function partsFor({ parts, bySubject }: Merge, subject: Term | null | undefined): readonly Part[] {
  return subject ? (bySubject.get(keyOf(subject)) ?? []) : parts
}
