// RDF that can be kept: short text may unfold into gigabytes, and not every term can be written in
// every syntax. Pure.
import type { Quad, Term } from '../../shapes/graph.ts'
import { UnsupportedRdf } from './unsupported.ts'

// A prefix of a megabyte, used a thousand times, is a small document and a gigabyte of IRIs.
export const mostCharacters = 32 * 1024 * 1024
const tooLong = 'The IRIs are too long in total: use shorter ones'

/** Whether quads are longer, written out, than anything that is kept or sent. */
export function isTooLong(quads: Iterable<Quad>): boolean {
  let characters = 0
  for (const quad of quads) {
    characters += lengthOf(quad)
    if (characters > mostCharacters) return true
  }
  return false
}

/** How many characters the terms of a quad have. */
export function lengthOf({ subject, predicate, object }: Quad): number {
  return subject.value.length + predicate.value.length + object.value.length
}

/**
 * Refuses N3 that could unfold beyond all measure, by its longest IRI and the places to use it in:
 * the parser writes every IRI out, in its memory, before we see the first.
 * @throws UnsupportedRdf
 */
export function requireBounded(text: string): void {
  let longest = 0
  for (const [iri] of text.matchAll(/<[^<>\s]*/g)) longest = Math.max(longest, iri.length)
  let places = 0
  for (const character of text) if (character === ':' || character === '<') places++
  if (longest * places > 4 * mostCharacters) throw new UnsupportedRdf(tooLong)
}

/**
 * The quads themselves.
 * @throws UnsupportedRdf when they expand beyond all measure, are about triples, or have a blank
 *   node whose label would be read as something else in another syntax
 */
export function requireSound(quads: readonly Quad[]): Quad[] {
  if (isTooLong(quads)) throw new UnsupportedRdf(tooLong)
  const terms = quads.flatMap(({ subject, object, graph }): Term[] => [subject, object, graph])
  if (terms.some(({ termType }) => !kept.has(termType))) {
    throw new UnsupportedRdf('Triples about triples are not taken')
  }
  const isWritable = terms.every((term) => term.termType !== 'BlankNode' || label.test(term.value))
  if (!isWritable) throw new UnsupportedRdf('Labels of blank nodes are letters and digits')
  return [...quads]
}

/** The parser takes triples as terms, too. */
const kept = new Set<string>(['NamedNode', 'BlankNode', 'Literal', 'DefaultGraph', 'Variable'])

/** JSON-LD takes any text as a label; written as Turtle, it could end the node and say more. */
const label = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u
