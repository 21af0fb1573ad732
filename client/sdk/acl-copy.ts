// Copies the rules that a resource inherits into an access control list of its own. Pure.
// An own list cuts inheritance: whoever could read before must find his rule in the copy.
// Source: https://solidproject.org/TR/wac#effective-acl-resource
import { Graph, namedNode, quad } from '../../shapes/graph.ts'
import type { NamedNode, Quad, Term } from '../../shapes/graph.ts'
import { acl } from '../../vocab/generated/acl.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { rdf } from '../../vocab/generated/rdf.ts'

/** An access control list as it was read. */
export interface Acl {
  readonly url: string
  /** The resource it belongs to. */
  readonly of: string
  readonly graph: Graph
}

/** A resource, and where its own access control list is or would be. */
export interface Place {
  readonly resource: string
  readonly acl: string
}

/**
 * The rules that `parent` hands down, as rules on this resource, under names that start with
 * `#inherited-`; the list says whose copy it is. Conditions and what we do not know are copied too.
 */
export function copyOf(parent: Acl, place: Place): Graph {
  const rules = inheritedRules(parent)
  const nodes = described(parent, rules)
  const names = newNames(nodes, place)
  const copies = nodes
    .flatMap((node) => parent.graph.getQuads(node, null, null, null))
    .filter((each) => !isTarget(each))
    .map(({ subject, predicate, object }) =>
      quad(names.get(keyOf(subject)) ?? subject, predicate, names.get(keyOf(object)) ?? object),
    )
  return new Graph([
    ...copies,
    ...rules.flatMap((rule) => targets(names.get(keyOf(rule))!.value, place.resource)),
    quad(namedNode(place.acl), namedNode(fh.copiedFrom), namedNode(parent.url)),
  ])
}

/** What a rule is about: the resource, and for a container all that is in it. */
export function targets(rule: string, resource: string): Quad[] {
  const properties = resource.endsWith('/') ? [acl.accessTo, acl.default] : [acl.accessTo]
  return properties.map((each) => quad(namedNode(rule), namedNode(each), namedNode(resource)))
}

function inheritedRules({ graph, of }: Acl): Term[] {
  return graph
    .getSubjects(acl.default, of, null)
    .filter((rule) => graph.countQuads(rule, rdf.type, acl.Authorization, null) > 0)
}

/** These nodes and the nodes that they are described with, such as conditions. */
function described(parent: Acl, rules: readonly Term[]): Term[] {
  const found = new Map(rules.map((rule) => [keyOf(rule), rule]))
  // A Map also visits what is added while it is walked, and each key once.
  for (const node of found.values()) {
    for (const each of parent.graph.getQuads(node, null, null, null)) {
      if (isPart(parent, each)) found.set(keyOf(each.object), each.object)
    }
  }
  return [...found.values()]
}

/** A group stays where it is, even one that is described in the parent's list. */
function isPart({ graph, url }: Acl, { predicate, object }: Quad): boolean {
  if (predicate.value === acl.agentGroup) return false
  const isLocal = object.termType === 'BlankNode' || object.value.startsWith(`${url}#`)
  return isLocal && graph.countQuads(object, null, null, null) > 0
}

function isTarget({ predicate }: Quad): boolean {
  return predicate.value === acl.accessTo || predicate.value === acl.default
}

function newNames(nodes: readonly Term[], place: Place): Map<string, NamedNode> {
  const names = new Map<string, NamedNode>()
  const taken = new Set<string>()
  for (const node of nodes) {
    const name = freeName(`${place.acl}#inherited-${nameOf(node)}`, taken)
    taken.add(name)
    names.set(keyOf(node), namedNode(name))
  }
  return names
}

function nameOf(node: Term): string {
  const fragment = node.termType === 'NamedNode' ? node.value.split('#', 2)[1] : undefined
  return fragment?.replace(/^inherited-/, '') || 'rule'
}

/** The name itself, or with the first number from 2 that makes it new: '…#owner', '…#owner-2'. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name}-${number}`)) number += 1
  return `${name}-${number}`
}

function keyOf({ termType, value }: Term): string {
  return `${termType} ${value}`
}
