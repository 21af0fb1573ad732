// Web Access Control as pure functions: rules in, access modes out. No store, no clock.
// Source: https://solidproject.org/TR/wac#authorization-evaluation
import { acl } from '../../../vocab/generated/acl.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'

export type Mode = 'read' | 'append' | 'write' | 'control'

/** One complete acl:Authorization. IRIs of this server are in canonical spelling. */
export interface Rule {
  readonly accessTo: readonly string[]
  readonly default: readonly string[]
  readonly modes: readonly Mode[]
  readonly agents: readonly string[]
  readonly agentClasses: readonly string[]
  readonly agentGroups: readonly string[]
  /** Web origins that the rule is limited to; [] for no limit. */
  readonly origins: readonly string[]
  /** All of them must hold. */
  readonly conditions: readonly RuleCondition[]
}

/** Limits a rule to some clients or identity providers; a kind that we do not know never holds. */
export interface RuleCondition {
  readonly kind: 'client' | 'issuer' | 'unknown'
  readonly values: readonly string[]
  readonly groups: readonly string[]
  readonly isForAll: boolean
}

/** Who asks, and from where, as far as it is proved. */
export interface Asker {
  readonly webId: string | undefined
  readonly clientId: string | undefined
  readonly issuer: string | undefined
  /** The Origin header. */
  readonly origin: string | undefined
}

/** Members of the groups that rules name; a group that is missing has none. */
export type Groups = ReadonlyMap<string, readonly string[]>

/** What an acl:mode grants: acl:Append is a subclass of acl:Write, so who writes may append. */
export const granted: ReadonlyMap<string, readonly Mode[]> = new Map<string, readonly Mode[]>([
  [acl.Read, ['read']],
  [acl.Append, ['append']],
  [acl.Write, ['write', 'append']],
  [acl.Control, ['control']],
])

/** The modes of all rules that name the asker; there is no rule that takes away. */
export function allowedModes(rules: readonly Rule[], asker: Asker, groups: Groups): Set<Mode> {
  return new Set(rules.filter((rule) => applies(rule, asker, groups)).flatMap((rule) => rule.modes))
}

/** Whether a rule names the asker and all its limits hold. */
export function applies(rule: Rule, asker: Asker, groups: Groups): boolean {
  const isNamed = namesAgent(rule, asker) || isInGroup(rule.agentGroups, asker.webId, groups)
  return isNamed && limitsHold(rule, asker, groups)
}

/** Whether everything but the agent is as a rule demands. */
export function limitsHold(rule: Rule, asker: Asker, groups: Groups): boolean {
  return (
    isFromOrigin(rule, asker) &&
    rule.conditions.every((each) => conditionHolds(each, asker, groups))
  )
}

function namesAgent({ agents, agentClasses }: Rule, { webId }: Asker): boolean {
  if (agentClasses.includes(foaf.Agent)) return true
  if (webId === undefined) return false
  return agentClasses.includes(acl.AuthenticatedAgent) || agents.includes(webId)
}

/** Requests without an Origin do not come from a web page: the property is not about them. */
function isFromOrigin({ origins }: Rule, { origin }: Asker): boolean {
  return origins.length === 0 || origin === undefined || origins.includes(origin)
}

function conditionHolds(condition: RuleCondition, asker: Asker, groups: Groups): boolean {
  if (condition.kind === 'unknown') return false
  const value = condition.kind === 'client' ? asker.clientId : asker.issuer
  if (value === undefined) return false
  const { isForAll, values } = condition
  return isForAll || values.includes(value) || isInGroup(condition.groups, value, groups)
}

function isInGroup(iris: readonly string[], member: string | undefined, groups: Groups): boolean {
  return member !== undefined && iris.some((iri) => groups.get(iri)?.includes(member))
}
