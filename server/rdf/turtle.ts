// Turtle from outside: read within limits, written again with the prefixes that it had.
import { finished } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { Parser, StreamParser } from 'n3'
import { SyntaxProblem, turtleType, writeTurtle } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import type { Like } from './rdf.ts'
import { requireSound } from './sound.ts'

/** How much is read at once: some 20 ms of work. */
const sliceBytes = 256 * 1024

/**
 * The triples of a Turtle or N-Triples document. A long one is read in slices, between which other
 * requests have their turn.
 * @throws SyntaxProblem naming the line; UnsupportedRdf when it expands beyond all measure
 */
export async function readTurtle(text: string, base: string): Promise<Quad[]> {
  return requireSound(text.length > sliceBytes ? await parseLong(text, base) : parse(text, base))
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
    throw syntaxProblem(error)
  }
}

async function parseLong(text: string, base: string): Promise<Quad[]> {
  const quads: Quad[] = []
  const failures: unknown[] = []
  const parser = new StreamParser({ baseIRI: base, format: turtleType })
  parser.on('data', (quad: Quad) => quads.push(quad)).on('error', (error) => failures.push(error))
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length && failures.length === 0; start += sliceBytes) {
    parser.write(bytes.subarray(start, start + sliceBytes))
    await setImmediate()
  }
  if (failures.length === 0) {
    parser.end()
    await finished(parser).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw syntaxProblem(failures[0])
  return quads
}

/** The parser may cite the whole rest of the text. */
function syntaxProblem(error: unknown): SyntaxProblem {
  const message = error instanceof Error ? error.message : String(error)
  return new SyntaxProblem(message.length > 300 ? `${message.slice(0, 300)}…` : message)
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
