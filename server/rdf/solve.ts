// Solutions of basic graph patterns, within a limit: the problem is NP-hard, and patterns come from
// anybody. Pure.
import type { Graph, Quad, Term } from '../../shapes/graph.ts'

/** What each variable stands for, by its name ('?x'); blank nodes of patterns are '_:b'. */
export type Solution = ReadonlyMap<string, Term>

/** How much work a search may still do; counts down. */
export interface Budget {
  steps: number
}

/** The search was given up because there was too much to look at. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork'
}

/** @throws TooMuchWork when the budget does not allow so many steps more */
export function spend(budget: Budget, steps: number): void {
  budget.steps -= steps
  if (budget.steps < 0) throw new TooMuchWork('The patch matches or changes too much at once')
}

/**
 * All solutions, found one after the other; without patterns the one empty solution.
 * @throws TooMuchWork when the budget is spent
 */
export function* solutions(
  graph: Graph,
  patterns: readonly Quad[],
  budget: Budget,
  known: Solution = new Map(),
): Generator<Solution> {
  const pattern = mostBound(patterns, known)
  if (!pattern) {
    yield known
    return
  }
  const rest = patterns.filter((each) => each !== pattern)
  const [subject, predicate, object] = termsOf(pattern).map((each) => bound(each, known))
  for (const quad of graph.readQuads(subject ?? null, predicate ?? null, object ?? null, null)) {
    // What follows looks at every pattern that is left.
    spend(budget, patterns.length)
    const extended = extend(pattern, quad as Quad, known)
    if (extended) yield* solutions(graph, rest, budget, extended)
  }
}

/** The name of a variable or blank node of a pattern; undefined for a constant. */
export function variableOf(term: Term): string | undefined {
  if (term.termType === 'Variable') return `?${term.value}`
  return term.termType === 'BlankNode' ? `_:${term.value}` : undefined
}

/** The pattern with the fewest unknown places: it leaves the least to try. */
function mostBound(patterns: readonly Quad[], known: Solution): Quad | undefined {
  let best: Quad | undefined
  let fewest = Infinity
  for (const pattern of patterns) {
    const open = termsOf(pattern).filter((each) => !bound(each, known)).length
    if (open < fewest) [best, fewest] = [pattern, open]
  }
  return best
}

function bound(term: Term, known: Solution): Term | undefined {
  const name = variableOf(term)
  return name === undefined ? term : known.get(name)
}

/** What is known when a pattern stands for a quad; undefined when it cannot. */
function extend(pattern: Quad, quad: Quad, known: Solution): Solution | undefined {
  const extended = new Map(known)
  const values = termsOf(quad)
  for (const [index, term] of termsOf(pattern).entries()) {
    const name = variableOf(term)
    if (name === undefined) continue
    const value = extended.get(name)
    if (value && !value.equals(values[index]!)) return undefined
    extended.set(name, values[index]!)
  }
  return extended
}

function termsOf({ subject, predicate, object }: Quad): [Term, Term, Term] {
  return [subject, predicate, object]
}
