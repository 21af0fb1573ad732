// JSON-LD from outside: read without ever fetching a context, nested no deeper than the parser
// bears (its work is quadratic in depth), and written in expanded form.
import { JsonLdParser } from 'jsonld-streaming-parser'
import { SyntaxProblem } from '../../shapes/graph.ts'
import type { Quad, Term } from '../../shapes/graph.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { xsd } from '../../vocab/generated/xsd.ts'
import { bundledContext } from './contexts.ts'
import type { Context } from './contexts.ts'
import { depthOf } from './json-depth.ts'
import { UnsupportedRdf } from './unsupported.ts'

const deepest = 64

/**
 * The quads of a JSON-LD document, named graphs included.
 * @throws SyntaxProblem; UnsupportedRdf for nesting beyond 64, unknown remote contexts, __proto__
 */
export async function parseJsonLd(text: string, base: string): Promise<Quad[]> {
  if (depthOf(text) > deepest) throw new UnsupportedRdf(`Nested deeper than ${deepest} levels`)
  refuseProto(parseJson(text))
  const unknown: string[] = []
  const parser = new JsonLdParser({ baseIRI: base, documentLoader: { load } })
  const quads: Quad[] = []
  try {
    parser.end(text)
    for await (const quad of parser) quads.push(quad as Quad)
  } catch (error) {
    // The parser wraps what the loader throws.
    if (unknown.length > 0) throw new UnsupportedRdf(notLoaded, { cause: error })
    const message = error instanceof Error ? error.message : String(error)
    throw new SyntaxProblem(message, { cause: error })
  }
  return quads

  async function load(url: string): Promise<Context> {
    const context = bundledContext(url)
    if (context) return context
    unknown.push(url)
    throw new UnsupportedRdf(notLoaded)
  }
}

const notLoaded = 'Remote contexts are not loaded: write the terms into the document'

/** JSON-LD in expanded form, one object a subject, named graphs as `@graph`. */
export function writeJsonLd(quads: readonly Quad[]): string {
  const graphs = groupBy(quads, ({ graph }) => idOf(graph))
  const nodes = nodesOf(graphs.get('') ?? [])
  for (const [name, inside] of graphs) {
    if (name !== '') nodes.push({ '@id': name, '@graph': nodesOf(inside) })
  }
  return JSON.stringify(nodes)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SyntaxProblem(error instanceof Error ? error.message : 'No JSON', { cause: error })
  }
}

/** The parser copies keys into plain objects, where this one would be no key. */
function refuseProto(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if (Object.hasOwn(value, '__proto__')) throw new UnsupportedRdf('__proto__ is no property')
  for (const each of Object.values(value)) refuseProto(each)
}

function nodesOf(quads: readonly Quad[]): Record<string, unknown>[] {
  const subjects = groupBy(quads, ({ subject }) => idOf(subject))
  return [...subjects].map(([id, about]) => ({ '@id': id, ...propertiesOf(about) }))
}

function propertiesOf(quads: readonly Quad[]): Record<string, unknown> {
  const properties = groupBy(quads, ({ predicate }) => predicate.value)
  return Object.fromEntries(
    [...properties].map(([property, values]) => {
      const objects = values.map(({ object }) => object)
      const areTypes = property === rdf.type && objects.every(isNode)
      return areTypes ? ['@type', objects.map(idOf)] : [property, objects.map(valueOf)]
    }),
  )
}

function isNode(term: Term): boolean {
  return term.termType === 'NamedNode' || term.termType === 'BlankNode'
}

function idOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value
}

function valueOf(term: Term): Record<string, string> {
  if (term.termType !== 'Literal') return { '@id': idOf(term) }
  const { value, language, datatype } = term
  if (language) return { '@value': value, '@language': language }
  return datatype.value === xsd.string
    ? { '@value': value }
    : { '@value': value, '@type': datatype.value }
}

/** Items by key, in order of first appearance. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
