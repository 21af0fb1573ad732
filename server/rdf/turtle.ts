// Turtle from outside: read within limits, written again with the prefixes that it had.
import { Parser } from 'n3'
import { SyntaxProblem, turtleType, writeTurtle } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import type { Like } from './rdf.ts'
import { requireSound } from './sound.ts'

/**
 * The triples of a Turtle or N-Triples document.
 * @throws SyntaxProblem naming the line; UnsupportedRdf when it expands beyond all measure
 */
export function readTurtle(text: string, base: string): Quad[] {
  return requireSound(parse(text, base))
}

/** Turtle of the default graph, with the prefixes of the document that it replaces. */
export function writeTurtleLike(quads: readonly Quad[], like?: Like): string {
  const triples = quads.filter(({ graph }) => graph.termType === 'DefaultGraph')
  return writeTurtle(triples, like ? prefixesOf(like) : {})
}

function parse(text: string, base: string): Quad[] {
  try {
    return new Parser({ baseIRI: base, format: turtleType }).parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new SyntaxProblem(message, { cause: error })
  }
}

/** The prefixes that a document declares; good enough for writing, where none is needed. */
function prefixesOf({ text, base }: Like): Record<string, string> {
  const declarations = text.matchAll(/^\s*@?prefix\s+([\w-]*):\s*<([^<>"{}|^`\\\s]{0,500})>/gim)
  const prefixes = [...declarations]
    .slice(0, 100)
    .filter(([, , iri]) => URL.canParse(iri!, base))
    .map(([, prefix, iri]) => [prefix!, new URL(iri!, base).href] as const)
  return Object.fromEntries(prefixes)
}
