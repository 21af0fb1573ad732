// Reads the part of SPARQL Update that clients patch documents with: INSERT DATA, DELETE DATA,
// DELETE WHERE, and DELETE/INSERT … WHERE with plain triple patterns, joined by semicolons.
// Source: https://www.w3.org/TR/sparql11-update/
import { Parser } from 'n3'
import { SyntaxProblem } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import { InvalidPatch } from './patch.ts'
import type { Change, Patch } from './patch.ts'
import { variableOf } from './solve.ts'
import { requireBounded, requireSound } from './sound.ts'
import { updateTokens } from './sparql-tokens.ts'
import type { Token } from './sparql-tokens.ts'

/**
 * The changes of an update, in their order; deleting what is not there is no fault.
 * @throws SyntaxProblem when it is no SPARQL; InvalidPatch when it is more than is done here;
 *   UnsupportedRdf when it expands beyond all measure
 */
export function parseSparqlUpdate(text: string, base: string): Patch {
  requireBounded(text)
  const tokens = updateTokens(text)
  const reader = { tokens, at: 0, base, prologue: '' }
  const changes: Change[] = []
  readPrologue(reader)
  while (reader.at < tokens.length) {
    if (changes.length === mostOperations) throw new InvalidPatch('The update has too many parts')
    changes.push(readOperation(reader))
    if (peek(reader) === ';') reader.at++
    else if (reader.at < tokens.length) throw unexpected(reader)
    readPrologue(reader)
  }
  if (changes.length === 0) throw new InvalidPatch('The update says nothing')
  requireSound(changes.flatMap(({ where, deletes, inserts }) => [where, deletes, inserts].flat()))
  return { changes, isExact: false }
}

// The prologue is read again for every operation.
const mostOperations = 1_000
const longestPrologue = 10_000

interface Reader {
  readonly tokens: readonly Token[]
  at: number
  readonly base: string
  /** The PREFIX and BASE declarations so far; Turtle has the same. */
  prologue: string
}

function readPrologue(reader: Reader): void {
  while (peek(reader) === 'PREFIX' || peek(reader) === 'BASE') {
    const length = peek(reader) === 'PREFIX' ? 3 : 2
    const parts = reader.tokens.slice(reader.at, reader.at + length).map(({ text }) => text)
    reader.prologue += `${parts.join(' ')}\n`
    reader.at += length
  }
  if (reader.prologue.length > longestPrologue) throw new InvalidPatch('The prefixes are too long')
}

function readOperation(reader: Reader): Change {
  const verb = peek(reader)
  if (verb !== 'INSERT' && verb !== 'DELETE') throw refusal(reader)
  reader.at++
  if (peek(reader) === 'DATA') return readData(reader, verb)
  if (verb === 'DELETE' && peek(reader) === 'WHERE') return readDeleteWhere(reader)
  const deletes = verb === 'DELETE' ? readTriples(reader) : []
  if (verb === 'DELETE' && peek(reader) === 'INSERT') reader.at++
  const hasInserts = verb === 'INSERT' || peek(reader)?.startsWith('{')
  const inserts = hasInserts ? readTriples(reader) : []
  requireNoBlankNodes(deletes)
  expect(reader, 'WHERE')
  return { where: readTriples(reader), deletes, inserts }
}

function readData(reader: Reader, verb: 'INSERT' | 'DELETE'): Change {
  reader.at++
  const triples = readTriples(reader)
  if (triples.some(hasVariable)) throw new SyntaxProblem('DATA must not contain variables')
  if (verb === 'INSERT') return { where: [], deletes: [], inserts: triples }
  requireNoBlankNodes(triples)
  return { where: [], deletes: triples, inserts: [] }
}

function readDeleteWhere(reader: Reader): Change {
  reader.at++
  const triples = readTriples(reader)
  requireNoBlankNodes(triples)
  return { where: triples, deletes: triples, inserts: [] }
}

/** The triples of the block in braces that comes next; N3 reads them, variables included. */
function readTriples(reader: Reader): Quad[] {
  const block = reader.tokens[reader.at]
  if (block?.kind !== 'block') throw unexpected(reader)
  reader.at++
  const inside = block.text.slice(1, -1)
  if (inside.trim() === '') return []
  const text = reader.prologue + inside
  const quads = parse(text.trimEnd().endsWith('.') ? text : `${text}\n.`, reader.base)
  if (quads.some(({ graph }) => graph.termType !== 'DefaultGraph')) {
    throw new InvalidPatch('Only plain triples are patched')
  }
  return quads
}

function parse(text: string, base: string): Quad[] {
  try {
    return new Parser({ baseIRI: base, format: 'text/n3' }).parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new SyntaxProblem(message, { cause: error })
  }
}

function peek({ tokens, at }: Reader): string | undefined {
  const token = tokens[at]
  return token?.kind === 'word' ? token.text.toUpperCase() : token?.text
}

function expect(reader: Reader, word: string): void {
  if (peek(reader) !== word) throw refusal(reader)
  reader.at++
}

/** What SPARQL knows but is not done to a document. */
const otherWords = new Set('LOAD CLEAR DROP CREATE ADD MOVE COPY WITH USING GRAPH'.split(' '))

function refusal(reader: Reader): Error {
  const word = peek(reader)
  if (word === undefined || !otherWords.has(word)) return unexpected(reader)
  return new InvalidPatch(`${word} is not possible on a document`)
}

function unexpected(reader: Reader): SyntaxProblem {
  return new SyntaxProblem(`Unexpected ${(peek(reader) ?? 'end').slice(0, 40)}`)
}

function requireNoBlankNodes(quads: readonly Quad[]): void {
  const terms = quads.flatMap(({ subject, object }) => [subject, object])
  if (terms.every(({ termType }) => termType !== 'BlankNode')) return
  throw new InvalidPatch('Blank nodes cannot be deleted by label; match them with a variable')
}

function hasVariable({ subject, predicate, object }: Quad): boolean {
  return [subject, predicate, object].some((term) => variableOf(term)?.startsWith('?'))
}
