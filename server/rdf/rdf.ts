// RDF documents as text, whichever syntax: what may be read, and how it is written.
import { turtleType } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import { longestText, parseJsonLd, writeJsonLd } from './json-ld.ts'
import { readTurtle, writeTurtleLike } from './turtle.ts'

export const jsonLdType = 'application/ld+json'

/** Media types whose documents are stored as RDF; all others are bytes to us. */
const rdfTypes = [turtleType, jsonLdType, 'application/n-triples'] as const

export type RdfType = (typeof rdfTypes)[number]

export function isRdfType(essence: string): essence is RdfType {
  return rdfTypes.some((each) => each === essence)
}

/** Whether text of a type is too long to be read again. */
export function isUnreadable(type: RdfType, text: string): boolean {
  return type === jsonLdType && text.length > longestText
}

/** The media type without parameters, in lower case: 'Text/Turtle; charset=utf-8' → 'text/turtle' */
export function essenceOf(contentType: string): string {
  return contentType.split(';', 1)[0]!.trim().toLowerCase()
}

/**
 * The quads of a document, relative IRIs resolved against `base`. Nothing is ever fetched.
 * @throws SyntaxProblem for text that is not valid
 * @throws UnsupportedRdf for text that is valid, but not taken: remote contexts, bombs
 */
export async function parseRdf(type: RdfType, text: string, base: string): Promise<Quad[]> {
  return type === jsonLdType ? parseJsonLd(text, base) : readTurtle(text, base)
}

/**
 * Text of some quads. Turtle has no named graphs and gives the default graph only.
 * `like`, the document as it was before, lends its prefixes.
 */
export function writeRdf(type: RdfType, quads: readonly Quad[], like?: Like): string {
  if (type === jsonLdType) return writeJsonLd(quads)
  return writeTurtleLike(quads, type === turtleType ? like : undefined)
}

/** A Turtle document whose prefixes are kept. */
export interface Like {
  readonly text: string
  readonly base: string
}
