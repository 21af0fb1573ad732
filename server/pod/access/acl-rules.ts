// ACL documents as rules: what counts as one, and which of them are about a resource. Pure.
// Source: https://solidproject.org/TR/wac#authorization-conformance
import { irisOf } from '../../../shapes/graph.ts'
import type { Graph } from '../../../shapes/graph.ts'
import { acl } from '../../../vocab/generated/acl.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { canonicalPath } from '../../http/target.ts'
import { granted } from './wac.ts'
import type { Rule, RuleCondition } from './wac.ts'

/** The complete rules of an ACL document; incomplete ones and unknown modes grant nothing. */
export function rulesOf(graph: Graph, baseUrl: string): Rule[] {
  return graph
    .getSubjects(rdf.type, acl.Authorization, null)
    .map((subject) => ruleOf(graph, baseUrl, subject.id))
    .filter(isComplete)
}

/** The rules that say something about the resource with this IRI itself. */
export function rulesTo(rules: readonly Rule[], iri: string): Rule[] {
  return rules.filter((rule) => rule.accessTo.includes(iri))
}

/** The rules for what is below the container with this IRI and has no ACL of its own. */
export function rulesBelow(rules: readonly Rule[], iri: string): Rule[] {
  return rules.filter((rule) => rule.default.includes(iri))
}

/** Whether somebody may control the resource: a person, a group, or everybody of a class. */
export function givesControl(rules: readonly Rule[], iri: string): boolean {
  return rulesTo(rules, iri).some((rule) => rule.modes.includes('control'))
}

function ruleOf(graph: Graph, baseUrl: string, subject: string): Rule {
  const values = (property: string) => irisOf(graph, subject, property)
  const ours = (property: string) => values(property).map((iri) => canonicalIri(iri, baseUrl))
  return {
    accessTo: ours(acl.accessTo),
    default: ours(acl.default),
    modes: values(acl.mode).flatMap((mode) => granted.get(mode) ?? []),
    agents: values(acl.agent),
    agentClasses: values(acl.agentClass),
    agentGroups: values(acl.agentGroup),
    origins: values(acl.origin).map((iri) => iri.replace(/\/$/, '')),
    conditions: graph
      .getObjects(subject, acl.condition, null)
      .map((condition) => conditionOf(graph, condition.id)),
  }
}

/** A rule whose only subject is an origin names nobody, and so grants nothing. */
function isComplete({ accessTo, default: below, modes, ...rule }: Rule): boolean {
  const subjects = [...rule.agents, ...rule.agentClasses, ...rule.agentGroups]
  return accessTo.length + below.length > 0 && modes.length > 0 && subjects.length > 0
}

function conditionOf(graph: Graph, id: string): RuleCondition {
  const types = irisOf(graph, id, rdf.type)
  if (types.includes(acl.ClientCondition)) {
    return {
      kind: 'client',
      values: irisOf(graph, id, acl.client),
      groups: irisOf(graph, id, acl.clientGroup),
      isForAll: irisOf(graph, id, acl.clientClass).includes(foaf.Agent),
    }
  }
  return {
    kind: types.includes(acl.IssuerCondition) ? 'issuer' : 'unknown',
    values: irisOf(graph, id, acl.issuer),
    groups: irisOf(graph, id, acl.issuerGroup),
    isForAll: irisOf(graph, id, acl.issuerClass).includes(foaf.Agent),
  }
}

/** Resources of this server in canonical spelling, others as they are. */
function canonicalIri(iri: string, baseUrl: string): string {
  if (!iri.startsWith(`${baseUrl}/`)) return iri
  const path = canonicalPath(iri.slice(baseUrl.length))
  return path === undefined ? iri : baseUrl + path
}
