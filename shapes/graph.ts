// RDF graphs and Turtle text, for every room above: parse, write, look things up. Browser-safe.
import { DataFactory, Parser, Store, Writer } from 'n3'
import type { BlankNode, Literal, NamedNode, Quad, Term } from 'n3'

export type { BlankNode, Literal, NamedNode, Quad, Term }
export { Store as Graph }
export const { namedNode, literal, blankNode, quad, defaultGraph } = DataFactory

/** The media types in which we write graphs as text. */
export const turtleType = 'text/turtle'

/** Thrown when text is not valid in its RDF syntax; the message says where. */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem'
}

/**
 * The triples of a Turtle document, relative IRIs resolved against `base`; blank nodes get labels
 * that no other call hands out.
 * @throws SyntaxProblem naming the line
 */
export function parseTurtle(text: string, base: string): Store {
  try {
    return new Store(new Parser({ baseIRI: base, format: turtleType }).parse(text))
  } catch (error) {
    throw new SyntaxProblem(error instanceof Error ? error.message : String(error), {
      cause: error,
    })
  }
}

/**
 * Turtle text of some triples, IRIs shortened by `prefixes` ({ acl: 'http://…#' }).
 * @throws SyntaxProblem for an IRI that would end before its end and say more than one triple
 */
export function writeTurtle(
  quads: Iterable<Quad>,
  prefixes: Readonly<Record<string, string>> = {},
): string {
  const triples = [...quads]
  for (const { subject, predicate, object } of triples) {
    for (const term of [subject, predicate, object]) requireWritable(term)
  }
  const writer = new Writer({ prefixes: { ...prefixes } })
  writer.addQuads(triples)
  let text = ''
  writer.end((_error: unknown, result: string) => (text = result))
  return text
}

/** The first object of a property, or undefined when the subject has none. */
export function objectOf(graph: Store, subject: string, property: string): Term | undefined {
  return graph.getObjects(subject, property, null)[0]
}

/** The values of all IRI objects of a property; [] when there is none. */
export function irisOf(graph: Store, subject: string, property: string): string[] {
  return graph
    .getObjects(subject, property, null)
    .flatMap((each) => (each.termType === 'NamedNode' ? [each.value] : []))
}

/** The text of the first literal of a property, or undefined. */
export function textOf(graph: Store, subject: string, property: string): string | undefined {
  return graph.getObjects(subject, property, null).find((each) => each.termType === 'Literal')
    ?.value
}

/** The writer puts IRIs between angle brackets as they are, and they may come from anybody. */
function requireWritable(term: Term): void {
  const iri = term.termType === 'Literal' ? term.datatype.value : term.value
  if (term.termType === 'BlankNode' || !/[<> \t\r\n]/.test(iri)) return
  throw new SyntaxProblem(`This is no IRI: ${JSON.stringify(iri.slice(0, 100))}`)
}
