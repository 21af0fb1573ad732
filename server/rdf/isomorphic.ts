// Whether two small sets of quads say the same, whatever their blank nodes are called. Pure.
import type { Quad, Term } from '../../shapes/graph.ts'

/** More than a few people's keys; what is larger only counts as the same when the names agree too. */
const mostQuads = 1_000
const mostBlankNodes = 64

/**
 * Whether the quads are the same up to the names of blank nodes. When it cannot be told with little
 * work (too many of them, or several blank nodes that look alike), the names must be the same too.
 */
export function sameQuads(one: readonly Quad[], other: readonly Quad[]): boolean {
  if (textOf(one, labelOf) === textOf(other, labelOf)) return true
  const [left, right] = [one, other].map(coloursOf)
  if (!left || !right) return false
  return textOf(one, colouring(left)) === textOf(other, colouring(right))
}

type NameOf = (label: string) => string

const labelOf: NameOf = (label) => label

function colouring(colours: ReadonlyMap<string, string>): NameOf {
  return (label) => colours.get(label) ?? ''
}

/**
 * What each blank node is, told by all that is said of it; undefined when there is too much to look
 * at, or when two of them cannot be told apart: then nobody knows which is which on the other side.
 */
function coloursOf(quads: readonly Quad[]): ReadonlyMap<string, string> | undefined {
  const labels = [...new Set(quads.flatMap(termsOf).flatMap(blankLabel))]
  if (quads.length > mostQuads || labels.length > mostBlankNodes) return undefined
  let colours = new Map(labels.map((label) => [label, '']))
  for (let round = 0; round < labels.length; round++) {
    if (new Set(colours.values()).size === labels.length) return colours
    colours = new Map(labels.map((label) => [label, nextColour(quads, label, colours)]))
    colours = shortened(colours)
  }
  return new Set(colours.values()).size === labels.length ? colours : undefined
}

function nextColour(quads: readonly Quad[], label: string, colours: Map<string, string>): string {
  const about = quads.filter((quad) => termsOf(quad).flatMap(blankLabel).includes(label))
  return textOf(about, (each) => (each === label ? 'this' : `other ${colours.get(each)}`))
}

/** Colours quote each other, so they would grow with every round; their rank says as much. */
function shortened(colours: ReadonlyMap<string, string>): Map<string, string> {
  const ranks = [...new Set(colours.values())].toSorted()
  return new Map([...colours].map(([label, text]) => [label, String(ranks.indexOf(text))]))
}

/** The same text for the same quads in any order, doubles left out. */
function textOf(quads: readonly Quad[], nameOf: NameOf): string {
  const lines = quads.map((quad) => JSON.stringify(termsOf(quad).map((each) => tell(each, nameOf))))
  return [...new Set(lines)].toSorted().join('\n')
}

function tell(term: Term, nameOf: NameOf): readonly string[] {
  if (term.termType === 'BlankNode') return ['BlankNode', nameOf(term.value)]
  if (term.termType !== 'Literal') return [term.termType, term.value]
  return ['Literal', term.value, term.language.toLowerCase(), term.datatype.value]
}

function termsOf({ subject, predicate, object, graph }: Quad): Term[] {
  return [subject, predicate, object, graph]
}

function blankLabel(term: Term): string[] {
  return term.termType === 'BlankNode' ? [term.value] : []
}
