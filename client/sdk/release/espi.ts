// A Green Button feed as entries with links: what refers to what, before anything is interpreted. Pure.
// Source: NAESB REQ.21 ESPI, Atom feed; RFC 4287 (Atom)
import { readXml } from './xml.ts'
import type { Element } from './xml.ts'
import { ReleaseProblem } from './release-problem.ts'

const atom = 'http://www.w3.org/2005/Atom'
const espi = 'http://naesb.org/espi'

/** One resource of a feed with the links of the Atom entry that holds it. */
export interface Resource {
  readonly element: Element
  readonly title: string
  /** The entry's `atom:id`, '' when it has none. */
  readonly id: string
  /** Path of the resource itself, '' when the entry does not say. */
  readonly self: string
  /** Path of the collection that the resource is in. */
  readonly up: string
  /** Paths of resources and collections that belong to this one. */
  readonly related: ReadonlySet<string>
}

export interface Feed {
  readonly title: string
  /** Resources by the name of their element: 'UsagePoint', 'IntervalBlock'. */
  readonly resources: ReadonlyMap<string, readonly Resource[]>
}

/** @throws ReleaseProblem when the text is no Atom feed with ESPI resources */
export function readFeed(xml: string): Feed {
  const root = readXml(xml)
  const isFeed = root.namespace === atom && (root.name === 'feed' || root.name === 'entry')
  if (!isFeed) {
    throw new ReleaseProblem(
      `The file is XML but not Green Button: it starts with <${root.name}>, not with an Atom <feed>`,
      { line: root.line },
    )
  }
  const entries = root.name === 'entry' ? [root] : childrenOf(root, atom, 'entry')
  const resources = byName(entries.flatMap(resourcesOf))
  if (resources.size === 0) {
    throw new ReleaseProblem(
      `The feed holds no Green Button data: no entry has content of the namespace ${espi}`,
    )
  }
  return { title: childText(root, atom, 'title') ?? '', resources }
}

function byName(all: readonly Resource[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>()
  for (const each of all) {
    const group = groups.get(each.element.name)
    if (group) group.push(each)
    else groups.set(each.element.name, [each])
  }
  return groups
}

function resourcesOf(entry: Element): Resource[] {
  const contents = childrenOf(entry, atom, 'content').flatMap(({ children }) => children)
  const links = childrenOf(entry, atom, 'link')
  const hrefs = (rel: string) =>
    links
      .filter(({ attributes }) => attributes.get('rel') === rel)
      .map(({ attributes }) => pathOf(attributes.get('href') ?? ''))
  return contents
    .filter(({ namespace }) => namespace === espi)
    .map((element) => ({
      element,
      title: childText(entry, atom, 'title') ?? '',
      id: childText(entry, atom, 'id') ?? '',
      self: hrefs('self')[0] ?? '',
      up: hrefs('up')[0] ?? '',
      related: new Set(hrefs('related')),
    }))
}

/** Some suppliers link with host and some without: only the path tells resources apart. */
function pathOf(href: string): string {
  return href
    .trim()
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/\/+$/, '')
}

/**
 * Whether `parent` links to `child`: to the resource itself, or to the collection that it is in.
 * Source: ESPI, rel="related" and rel="up".
 */
export function isLinked(parent: Resource, child: Resource): boolean {
  const isNamed = [child.self, child.up].some((path) => path !== '' && parent.related.has(path))
  return isNamed || (parent.self !== '' && child.up.startsWith(`${parent.self}/`))
}

/** The only candidate that is linked; without any link, the only candidate there is. */
export function theOne(
  candidates: readonly Resource[],
  linked: (candidate: Resource) => boolean,
): Resource | undefined {
  const matches = candidates.filter(linked)
  if (matches.length === 0 && candidates.length === 1) return candidates[0]
  return matches.length === 1 ? matches[0] : undefined
}

/** Children of an ESPI element that have this name. */
export function espiChildren(element: Element, name: string): Element[] {
  return childrenOf(element, espi, name)
}

/** The text at a path of ESPI elements: ('timePeriod', 'start') → '1330578000'. */
export function espiText(element: Element, ...path: readonly string[]): string | undefined {
  let current: Element | undefined = element
  for (const name of path) current = current && espiChildren(current, name)[0]
  return current?.text === '' ? undefined : current?.text
}

function childrenOf(element: Element, namespace: string, name: string): Element[] {
  return element.children.filter((each) => each.namespace === namespace && each.name === name)
}

function childText(element: Element, namespace: string, name: string): string | undefined {
  return childrenOf(element, namespace, name)[0]?.text
}
