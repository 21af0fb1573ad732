// JSON-LD from outside: read without ever fetching a context, nested no deeper than the parser
// bears (its work is quadratic in depth), and written in expanded form.
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { JsonLdParser } from 'jsonld-streaming-parser'
import { SyntaxProblem } from '../../shapes/graph.ts'
import type { Quad, Term } from '../../shapes/graph.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { xsd } from '../../vocab/generated/xsd.ts'
import { bundledContext, bundledUrls } from './contexts.ts'
import type { Context } from './contexts.ts'
import { depthOf } from './json-depth.ts'
import { lengthOf, mostCharacters, requireSound } from './sound.ts'
import { UnsupportedRdf } from './unsupported.ts'

const deepest = 64

// Reading a megabyte of JSON-LD takes the time of ten of Turtle.
export const longestText = 1024 * 1024
const sliceBytes = 16 * 1024

/**
 * The quads of a JSON-LD document, named graphs included.
 * @throws SyntaxProblem; UnsupportedRdf for more than 1 MiB, nesting beyond 64, unknown remote
 *   contexts, __proto__, and what cannot be written as Turtle
 */
export async function parseJsonLd(text: string, base: string): Promise<Quad[]> {
  if (text.length > longestText) throw new UnsupportedRdf(tooLong)
  if (depthOf(text) > deepest) throw new UnsupportedRdf(`Nested deeper than ${deepest} levels`)
  checkKeys(parseJson(text))
  const unknown: string[] = []
  const parser = new JsonLdParser({ baseIRI: base, documentLoader: { load } })
  const quads: Quad[] = []
  let characters = 0
  try {
    slicesOf(text).pipe(parser)
    for await (const quad of parser) {
      characters += lengthOf(quad as Quad)
      if (characters > mostCharacters) break
      quads.push(quad as Quad)
    }
  } catch (error) {
    // The parser wraps what the loader throws.
    if (unknown.length > 0) throw new UnsupportedRdf(notLoaded, { cause: error })
    const message = error instanceof Error ? error.message : String(error)
    throw new SyntaxProblem(message, { cause: error })
  }
  if (characters > mostCharacters) throw new UnsupportedRdf('The IRIs are too long in total')
  return requireSound(quads)

  async function load(url: string): Promise<Context> {
    const context = bundledContext(url)
    if (context) return context
    unknown.push(url)
    throw new UnsupportedRdf(notLoaded)
  }
}

/** Others get their turn between the slices: the parser gives them none. */
function slicesOf(text: string): Readable {
  const bytes = Buffer.from(text)
  return Readable.from(slices())

  async function* slices() {
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      yield bytes.subarray(at, at + sliceBytes)
      await setImmediate()
    }
  }
}

const tooLong = 'JSON-LD is taken up to 1 MiB; send larger documents as Turtle'
const known = bundledUrls.filter((url) => !url.endsWith('#')).join(', ')
const notLoaded = `Remote contexts are not loaded: write the terms out, or name one of ${known}`

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

/** The parser copies keys into plain objects, and writes out what contexts shorten. */
function checkKeys(document: unknown): void {
  let context = 0
  check(document, false)

  function check(value: unknown, inContext: boolean) {
    if (inContext && typeof value === 'string') context += value.length
    if (context > longestContexts) throw new UnsupportedRdf(longContexts)
    if (typeof value !== 'object' || value === null) return
    if (Object.hasOwn(value, '__proto__')) throw new UnsupportedRdf('__proto__ is no property')
    for (const [key, each] of Object.entries(value)) check(each, inContext || key === '@context')
  }
}

const longestContexts = 16 * 1024
const longContexts = 'Contexts are taken up to 16 KiB in total; write the terms out'

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
