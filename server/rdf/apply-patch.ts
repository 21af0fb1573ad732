// Applies a patch to the triples of a document. Pure.
// Source: https://solidproject.org/TR/protocol#server-patch-n3-semantics
import { Graph, blankNode, defaultGraph, quad as quadOf } from '../../shapes/graph.ts'
import type { Quad, Term } from '../../shapes/graph.ts'
import type { Change, Patch } from './patch.ts'
import { TooMuchWork, solutions, spend, variableOf } from './solve.ts'
import type { Budget, Solution } from './solve.ts'
import { isTooLong } from './sound.ts'

export type Patched =
  | { readonly outcome: 'applied'; readonly quads: readonly Quad[] }
  | { readonly outcome: 'conflict' | 'too-much'; readonly detail: string }

const mostSteps = 200_000
const mostSolutions = 10_000

/** The quads after all changes, named graphs untouched; or why it cannot be. */
export function applyPatch(quads: readonly Quad[], patch: Patch): Patched {
  const graph = new Graph(quads.filter((each) => each.graph.termType === 'DefaultGraph'))
  const named = quads.filter((each) => each.graph.termType !== 'DefaultGraph')
  const budget = { steps: mostSteps }
  for (const change of patch.changes) {
    const refused = applyChange(graph, change, patch.isExact, budget)
    if (refused) return refused
  }
  const changed = [...graph.getQuads(null, null, null, null), ...named]
  if (!isTooLong(changed)) return { outcome: 'applied', quads: changed }
  return { outcome: 'too-much', detail: 'The document would grow too large' }
}

function applyChange(
  graph: Graph,
  change: Change,
  isExact: boolean,
  budget: Budget,
): Patched | undefined {
  const found = solve(graph, change, isExact ? 2 : mostSolutions, budget)
  if ('outcome' in found) return found
  if (isExact && found.length !== 1) {
    const detail = `The where clause has ${found.length === 0 ? 'no' : 'more than one'} match`
    return { outcome: 'conflict', detail }
  }
  const deletes = found.flatMap((solution) => instances(change.deletes, solution))
  const missing = isExact && deletes.find((each) => !graph.has(each))
  if (missing) return { outcome: 'conflict', detail: 'A triple to be deleted is not there' }
  graph.removeQuads(deletes)
  for (const solution of found)
    graph.addQuads(instances(change.inserts, withFresh(change, solution)))
  return undefined
}

/** Up to `most` solutions that differ in their variables, whatever blank nodes stand for. */
function solve(
  graph: Graph,
  { where, deletes, inserts }: Change,
  most: number,
  budget: Budget,
): Solution[] | Patched {
  const found = new Map<string, Solution>()
  try {
    for (const solution of solutions(graph, where, budget)) {
      found.set(identityOf(solution), solution)
      if (found.size >= most) break
    }
    spend(budget, found.size * (deletes.length + inserts.length))
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error
    return { outcome: 'too-much', detail: error.message }
  }
  return [...found.values()]
}

function identityOf(solution: Solution): string {
  const variables = [...solution].filter(([name]) => name.startsWith('?'))
  return JSON.stringify(
    variables
      .map(([name, term]) => [name, term.termType, term.value, languageOrType(term)])
      .toSorted(([one], [other]) => (one! < other! ? -1 : 1)),
  )
}

function languageOrType(term: Term): string {
  return term.termType === 'Literal' ? `${term.language} ${term.datatype.value}` : ''
}

/** Blank nodes that are inserted are new ones, once for every solution. */
function withFresh({ inserts }: Change, solution: Solution): Solution {
  const variables = [...solution].filter(([name]) => name.startsWith('?'))
  const labels = new Set(
    inserts
      .flatMap(({ subject, object }) => [subject, object])
      .flatMap((term) => (term.termType === 'BlankNode' ? [`_:${term.value}`] : [])),
  )
  return new Map([...variables, ...[...labels].map((name) => [name, blankNode()] as const)])
}

/** The triples of a template for one solution; those that would be no triples are left out. */
function instances(template: readonly Quad[], solution: Solution): Quad[] {
  return template.flatMap(({ subject, predicate, object }) => {
    const terms = [subject, predicate, object].map((term) => valueOf(term, solution))
    const [one, two, three] = terms
    if (!one || !two || !three) return []
    if (one.termType === 'Literal' || two.termType !== 'NamedNode') return []
    return [quadOf(one as Quad['subject'], two, three as Quad['object'], defaultGraph())]
  })
}

function valueOf(term: Term, solution: Solution): Term | undefined {
  const name = variableOf(term)
  return name === undefined ? term : solution.get(name)
}
