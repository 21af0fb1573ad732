// Reads N3 patches. Source: https://solidproject.org/TR/protocol#n3-patch
import { Parser } from 'n3'
import { Graph, SyntaxProblem } from '../../shapes/graph.ts'
import type { Quad, Term } from '../../shapes/graph.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { InvalidPatch } from './patch.ts'
import type { Patch } from './patch.ts'
import { variableOf } from './solve.ts'
import { requireBounded, requireSound } from './sound.ts'

/**
 * The patch in an N3 document; triples about other things in it are ignored.
 * @throws SyntaxProblem when it is no N3; InvalidPatch when it is no patch, or not a possible one;
 *   UnsupportedRdf when it expands beyond all measure
 */
export function parseN3Patch(text: string, base: string): Patch {
  const document = new Graph(requireSound(parse(text, base)))
  const patches = document.getSubjects(rdf.type, solid.InsertDeletePatch, null)
  const [patch] = patches
  if (!patch || patches.length > 1) {
    throw new InvalidPatch('There must be exactly one solid:InsertDeletePatch')
  }
  const where = formula(document, patch, solid.where)
  const deletes = formula(document, patch, solid.deletes)
  const inserts = formula(document, patch, solid.inserts)
  requireBound([...deletes, ...inserts], where)
  requireNoBlankNodes(deletes)
  requireOwnLabels(inserts, document)
  return { changes: [{ where, deletes, inserts }], isExact: true }
}

function parse(text: string, base: string): Quad[] {
  requireBounded(text)
  try {
    return new Parser({ baseIRI: base, format: 'text/n3' }).parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new SyntaxProblem(message, { cause: error })
  }
}

/** The triples between the braces; [] when the patch has none. */
function formula(document: Graph, patch: Term, property: string): Quad[] {
  const values = document.getObjects(patch, property, null)
  const [value] = values
  if (!value) return []
  const graphs = new Set(document.getGraphs(null, null, null).map((graph) => graph.value))
  // Lists and nodes with properties are blank nodes too, but nothing is said about a formula.
  const isFormula = value.termType === 'BlankNode' && !document.countQuads(value, null, null, null)
  if (values.length > 1 || !isFormula) {
    throw new InvalidPatch('where, deletes and inserts are given at most once, in braces')
  }
  const inside = document.getQuads(null, null, null, value)
  const isNested = inside.some(({ subject, object }) =>
    [subject, object].some((term) => term.termType === 'BlankNode' && graphs.has(term.value)),
  )
  if (isNested) throw new InvalidPatch('A formula must not contain another')
  return inside
}

function requireBound(templates: readonly Quad[], where: readonly Quad[]): void {
  const known = new Set(where.flatMap(variablesOf))
  if (templates.flatMap(variablesOf).every((name) => known.has(name))) return
  throw new InvalidPatch('A variable in deletes or inserts must occur in where')
}

function requireNoBlankNodes(deletes: readonly Quad[]): void {
  if (!deletes.flatMap(blankNodesOf).length) return
  throw new InvalidPatch('Blank nodes cannot be deleted by label; match them with a variable')
}

/** A label means another node in each formula, so one used twice is likely meant otherwise. */
function requireOwnLabels(inserts: readonly Quad[], document: Graph): void {
  const inserted = new Set(inserts.map((each) => each.graph.value))
  const used = new Set(
    labels(
      document.getQuads(null, null, null, null).filter((each) => !inserted.has(each.graph.value)),
    ),
  )
  if (!labels(inserts).some((label) => used.has(label))) return
  throw new InvalidPatch('A blank node in inserts must not be used elsewhere in the patch')
}

function labels(quads: readonly Quad[]): string[] {
  return quads.flatMap(blankNodesOf).flatMap(labelOf)
}

function variablesOf({ subject, predicate, object }: Quad): string[] {
  return [subject, predicate, object]
    .filter((term) => term.termType === 'Variable')
    .flatMap((term) => variableOf(term) ?? [])
}

function blankNodesOf({ subject, predicate, object }: Quad): string[] {
  return [subject, predicate, object]
    .filter((term) => term.termType === 'BlankNode')
    .map((term) => term.value)
}

/** The parser gives '_:x' the names 'b0_x' outside of formulas and 'n3-1.x' inside. */
function labelOf(name: string): string[] {
  const label = /^(?:b\d+_|n3-\d+\.)(.+)$/.exec(name)?.[1]
  return label === undefined ? [] : [label]
}
