// What a parsed query may do: read the documents at hand, nothing else. Pure.
// Source: https://www.w3.org/TR/sparql11-query/#sparqlAlgebra
import type { Choice } from './dataset.ts'
import { QueryProblem } from './query-problem.ts'

/** A parsed query without its FROM clauses, and the graphs that these named. */
export interface CheckedQuery {
  readonly algebra: object
  /** Undefined when the query has no FROM: then all documents are meant. */
  readonly from: Choice | undefined
}

const updates = new Set([
  'add',
  'clear',
  'compositeupdate',
  'copy',
  'create',
  'deleteinsert',
  'drop',
  'load',
  'move',
])

interface Node {
  readonly type?: unknown
}

/**
 * The query, fit to be run over documents at `known` addresses (undefined: those are not known yet).
 * @throws QueryProblem not-allowed for updates, LOAD and SERVICE; unknown-graph for FROM elsewhere
 */
export function checkQuery(algebra: object, known: ReadonlySet<string> | undefined): CheckedQuery {
  const froms: Node[] = []
  for (const node of nodesOf(algebra)) {
    if (node.type === 'nop') throw new QueryProblem('syntax', 'There is no query in the text')
    if (typeof node.type === 'string' && updates.has(node.type)) throw noUpdates(node.type)
    if (node.type === 'service') throw noService()
    if (node.type === 'from') froms.push(node)
  }
  const [from] = froms
  if (!from) return { algebra, from: undefined }
  if (from !== algebra || !isFrom(from)) {
    throw new QueryProblem('not-allowed', 'FROM is only possible once, for the whole query')
  }
  const chosen = { default: irisOf(from.default), named: irisOf(from.named) }
  const unknown = [...chosen.default, ...chosen.named].find((each) => known && !known.has(each))
  if (unknown === undefined) return { algebra: from.input, from: chosen }
  throw new QueryProblem(
    'unknown-graph',
    `FROM names <${unknown}>, which is not among the documents that are queried. Leave FROM out to query all of them`,
  )
}

/** Every object inside, without going through one twice: terms refer to shared objects. */
function* nodesOf(root: object): Generator<Node> {
  const seen = new Set<object>([root])
  for (const node of seen) {
    yield node
    for (const value of Object.values(node) as unknown[]) {
      if (typeof value === 'object' && value !== null) seen.add(value)
    }
  }
}

interface From {
  readonly input: object
  readonly default: readonly { readonly value: string }[]
  readonly named: readonly { readonly value: string }[]
}

function isFrom(node: object): node is From {
  return 'input' in node && 'default' in node && 'named' in node
}

function irisOf(terms: From['default']): string[] {
  return terms.map(({ value }) => value)
}

function noUpdates(type: string): QueryProblem {
  const what = type === 'load' ? 'LOAD' : 'An update'
  return new QueryProblem(
    'not-allowed',
    `${what} is not possible: use SELECT, ASK, CONSTRUCT or DESCRIBE`,
  )
}

function noService(): QueryProblem {
  return new QueryProblem(
    'not-allowed',
    'SERVICE is not possible: a query reads only the documents that were granted',
  )
}
