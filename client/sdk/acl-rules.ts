// Leases in an access control list: put in, found, taken out. Pure: lists in, lists out.
// All leases of a resource stand in one rule, because servers fetch the groups of one rule in
// parallel but rule after rule; the owner is named in it, so that a slow lease never keeps her out.
import { Graph, namedNode, quad } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import { acl } from '../../vocab/generated/acl.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { copyOf, freeName, targets } from './acl-copy.ts'
import type { Acl, Place } from './acl-copy.ts'

export interface Lease {
  /** The person whose resource it is. */
  readonly owner: string
  /** The group that stands for whoever may read: 'https://mediator.example/leases/9f2c#g' */
  readonly lease: string
}

/** Whether the list has a rule of ours that gives Read on the resource to this lease. */
export function holdsLease(graph: Graph, place: Place, lease: string): boolean {
  return leaseRules(graph).some(
    (rule) => isOurs(graph, rule, place) && has(graph, rule, acl.agentGroup, lease),
  )
}

/** Whether any rule of the list names this lease. */
export function namesLease(graph: Graph, lease: string): boolean {
  return graph.countQuads(null, acl.agentGroup, lease, null) > 0
}

/** The list with the lease in it, in the rule of all leases; the list as it is when it is there. */
export function withLease(graph: Graph, place: Place, { owner, lease }: Lease): Graph {
  const isFit = (rule: string) => isOurs(graph, rule, place) && has(graph, rule, acl.agent, owner)
  const rule = leaseRules(graph).find(isFit) ?? freeName(`${place.acl}#leases`, subjects(graph))
  return new Graph([
    ...quadsOf(graph),
    ...authorization(rule, place, [acl.Read]),
    quad(namedNode(rule), namedNode(acl.agent), namedNode(owner)),
    quad(namedNode(rule), namedNode(acl.agentGroup), namedNode(lease)),
  ])
}

/** The list without the lease, and without the rule of leases when it was the last. */
export function withoutLease(graph: Graph, lease: string): Graph {
  const left = new Graph(quadsOf(graph).filter((each) => !isGroup(each, lease)))
  const empty = leaseRules(graph).filter((rule) => groupsOf(left, rule) === 0)
  return new Graph(quadsOf(left).filter(({ subject }) => !empty.includes(subject.value)))
}

/** The list with a rule that leaves the owner in control, unless one does already. */
export function withOwner(graph: Graph, place: Place, owner: string): Graph {
  const rules = graph.getSubjects(acl.agent, owner, null).map(({ value }) => value)
  const isInControl = rules.some((rule) => controls(graph, rule, place))
  if (isInControl) return graph
  const rule = freeName(`${place.acl}#owner`, subjects(graph))
  return new Graph([
    ...quadsOf(graph),
    ...authorization(rule, place, [acl.Read, acl.Write, acl.Control]),
    quad(namedNode(rule), namedNode(acl.agent), namedNode(owner)),
  ])
}

/** The owner that the rule of a lease names; undefined when no rule of ours has the lease. */
export function ownerBeside(graph: Graph, lease: string): string | undefined {
  const rule = leaseRules(graph).find((each) => has(graph, each, acl.agentGroup, lease))
  return rule === undefined ? undefined : graph.getObjects(rule, acl.agent, null)[0]?.value
}

/** Whether the list was made by copying another, and no lease is left in it. */
export function isSpent(graph: Graph, place: Place): boolean {
  const copies = graph.countQuads(place.acl, fh.copiedFrom, null, null)
  return copies > 0 && leaseRules(graph).length === 0
}

/**
 * Whether a list gives what would be inherited without it, so that it can go. Of whom it was copied
 * does not matter, nor do leases that came with the copy: the parent has those that still hold.
 */
export function isBareCopy(graph: Graph, parent: Acl, place: Place, owner: string): boolean {
  const fresh = withOwner(copyOf(parent, place), place, owner)
  return sameTriples(essence(graph), essence(fresh))
}

function essence(graph: Graph): Quad[] {
  return quadsOf(graph).filter(
    ({ subject, predicate }) =>
      predicate.value !== fh.copiedFrom && !/#inherited-leases(-\d+)?$/.test(subject.value),
  )
}

function sameTriples(some: readonly Quad[], others: readonly Quad[]): boolean {
  const other = new Graph([...others])
  return some.length === other.size && some.every((each) => other.has(each))
}

function authorization(rule: string, place: Place, modes: readonly string[]): Quad[] {
  const it = namedNode(rule)
  return [
    quad(it, namedNode(rdf.type), namedNode(acl.Authorization)),
    ...targets(rule, place.resource),
    ...modes.map((mode) => quad(it, namedNode(acl.mode), namedNode(mode))),
  ]
}

function leaseRules(graph: Graph): string[] {
  return [...subjects(graph)].filter((subject) => /#leases(-\d+)?$/.test(subject))
}

/** A rule of this name that gives more than Read is not ours: a lease in it would open too much. */
function isOurs(graph: Graph, rule: string, place: Place): boolean {
  const modes = graph.getObjects(rule, acl.mode, null)
  return (
    modes.length === 1 &&
    modes[0]?.value === acl.Read &&
    targets(rule, place.resource).every((target) => graph.has(target))
  )
}

function controls(graph: Graph, rule: string, place: Place): boolean {
  return (
    has(graph, rule, rdf.type, acl.Authorization) &&
    has(graph, rule, acl.mode, acl.Control) &&
    targets(rule, place.resource).every((target) => graph.has(target))
  )
}

function has(graph: Graph, subject: string, property: string, object: string): boolean {
  return graph.countQuads(subject, property, object, null) > 0
}

function isGroup({ predicate, object }: Quad, lease: string): boolean {
  return predicate.value === acl.agentGroup && object.value === lease
}

function groupsOf(graph: Graph, rule: string): number {
  return graph.countQuads(rule, acl.agentGroup, null, null)
}

function subjects(graph: Graph): Set<string> {
  return new Set(graph.getSubjects(null, null, null).map(({ value }) => value))
}

function quadsOf(graph: Graph): Quad[] {
  return graph.getQuads(null, null, null, null)
}
