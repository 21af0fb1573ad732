// XML text to a tree of elements with their namespaces resolved. Pure. The only import of the XML parser.
// Source: https://www.w3.org/TR/xml-names/
import { parseXml, XmlDocumentType, XmlElement, XmlError } from '@rgrove/parse-xml'
import { ReleaseProblem } from './release-problem.ts'

/** One element. Prefixes are resolved: `<espi:value>` and `<value xmlns="…espi">` are the same. */
export interface Element {
  /** Namespace name, '' when the element is in none. */
  readonly namespace: string
  /** Name without prefix. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Element[]
  /** Its text, trimmed; '' when it has elements inside. */
  readonly text: string
  /** Line of its start tag, counted from 1. */
  readonly line: number
}

/** Enough for some fifteen years of quarter-hours. */
const maxCharacters = 128 * 1024 * 1024
/** A Green Button file is eight levels deep. */
const maxDepth = 64

type Scope = ReadonlyMap<string, string>
type LineAt = (offset: number) => number

/**
 * The root element of an XML document.
 * @throws ReleaseProblem when the text is not well-formed, declares a document type, or is huge
 */
export function readXml(text: string): Element {
  if (text.trim() === '') throw new ReleaseProblem('The file is empty')
  if (text.length > maxCharacters) {
    throw new ReleaseProblem('The file is larger than 128 MB: ask for a shorter period')
  }
  const { root, children } = parsed(text)
  if (children.some((each) => each instanceof XmlDocumentType)) {
    throw new ReleaseProblem(
      'The file declares a document type, which Green Button files do not have and which can hide an attack: it was not read',
    )
  }
  if (!root) throw new ReleaseProblem('The file holds no XML element')
  return elementOf(root, new Map(), lineFinder(text), 1)
}

function parsed(text: string) {
  try {
    return parseXml(text, { includeOffsets: true, preserveDocumentType: true })
  } catch (error) {
    if (error instanceof XmlError) throw notWellFormed(error, text)
    // The parser goes down one call a level, so that it runs out of stack before we can count levels.
    if (error instanceof RangeError) throw new ReleaseProblem('The file is nested too deeply')
    throw error
  }
}

function notWellFormed(error: XmlError, text: string): ReleaseProblem {
  const { line } = error
  const reason = (error.message.split('\n')[0] ?? '').replace(/ \(line \d+.*$/, '')
  const isXml = text.trimStart().startsWith('<')
  if (!isXml) return new ReleaseProblem('The file is not XML: a Green Button file starts with "<"')
  const isCutOff = !text.trimEnd().endsWith('>') || reason.startsWith('Missing end tag')
  const advice = isCutOff ? 'It seems to be cut off: download it again' : 'Download it again'
  return new ReleaseProblem(`The XML is broken at line ${line}: ${reason}. ${advice}`, {
    line,
    cause: error,
  })
}

function elementOf(node: XmlElement, outer: Scope, lineAt: LineAt, depth: number): Element {
  const line = lineAt(node.start)
  if (depth > maxDepth) throw new ReleaseProblem('The file is nested too deeply', { line })
  const scope = scopeOf(node, outer)
  const [prefix, name] = splitName(node.name)
  const namespace = scope.get(prefix)
  if (namespace === undefined && prefix !== '') {
    throw new ReleaseProblem(`Line ${line} uses the prefix "${prefix}" without declaring it`, {
      line,
    })
  }
  const children = node.children
    .filter((each) => each instanceof XmlElement)
    .map((each) => elementOf(each, scope, lineAt, depth + 1))
  const attributes = new Map(Object.entries(node.attributes))
  const text = children.length === 0 ? node.text.trim() : ''
  return { namespace: namespace ?? '', name, attributes, children, text, line }
}

function scopeOf(node: XmlElement, outer: Scope): Scope {
  const declared = Object.entries(node.attributes).flatMap(([name, value]): [string, string][] => {
    if (name === 'xmlns') return [['', value]]
    return name.startsWith('xmlns:') ? [[name.slice('xmlns:'.length), value]] : []
  })
  return declared.length === 0 ? outer : new Map([...outer, ...declared])
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon === -1 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}

/** Offsets to lines by bisection: counting line ends anew for each element would be quadratic. */
function lineFinder(text: string): LineAt {
  const ends: number[] = []
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends.push(at)
  return (offset) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}
