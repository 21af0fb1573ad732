// What an asker may do with a resource, and why: rules found, groups resolved, modes added up.
import type { Condition } from '../../store/store.ts'
import { effectiveAcl } from './effective-acl.ts'
import type { EffectiveAcl, ParsedAcls } from './effective-acl.ts'
import { resolveGroups } from './groups.ts'
import type { GroupWorld, LocalLease, ResolvedGroups } from './groups.ts'
import { allowedModes, applies } from './wac.ts'
import type { Asker, Mode, Rule } from './wac.ts'

export interface AccessWorld extends GroupWorld {
  readonly acls: ParsedAcls
}

/** An asker and the owner of the storage that she asks about. */
export interface Asking {
  readonly asker: Asker
  readonly owner: string
}

/** A grant whose lease let the asker in, and for what. */
export interface GrantUsed {
  readonly grant: string
  readonly purpose: string | undefined
  readonly modes: readonly Mode[]
}

export interface Authorization {
  readonly user: ReadonlySet<Mode>
  /** What anybody may do. */
  readonly public: ReadonlySet<Mode>
  readonly grants: readonly GrantUsed[]
  /** What the decision was based on, for the commit that it allows. */
  readonly conditions: readonly Condition[]
}

/** The modes of an asker on a document or container, whether or not it exists. */
export async function authorize(
  world: AccessWorld,
  asking: Asking,
  subject: string,
): Promise<Authorization> {
  return evaluate(world, asking, await effectiveAcl(world.acls, subject))
}

/** The modes of an asker under rules that were found already. */
export async function evaluate(
  world: AccessWorld,
  { asker, owner }: Asking,
  { rules, conditions }: EffectiveAcl,
): Promise<Authorization> {
  const groups = await resolveGroups(world, rules, asker)
  const user = allowedModes(rules, asker, groups.members)
  // The owner of a storage cannot lock herself out. Source: WAC, "Authorization Conformance", note
  if (asker.webId === owner) user.add('control')
  return {
    user,
    public: allowedModes(rules, { ...asker, ...anybody }, new Map()),
    grants: asker.webId === owner ? [] : grantsUsed(rules, asker, groups),
    conditions: [...conditions, ...groups.conditions],
  }
}

const anybody = { webId: undefined, clientId: undefined, issuer: undefined }

/** The grants whose leases list the asker in a rule that applies. */
function grantsUsed(rules: readonly Rule[], asker: Asker, groups: ResolvedGroups): GrantUsed[] {
  return rules
    .filter((rule) => applies(rule, asker, groups.members))
    .flatMap((rule) => leasesIn(rule, asker, groups).flatMap((lease) => useOf(lease, rule)))
}

function leasesIn(rule: Rule, { webId }: Asker, { leases }: ResolvedGroups): LocalLease[] {
  return rule.agentGroups
    .flatMap((iri) => leases.get(iri) ?? [])
    .filter(({ members }) => webId !== undefined && members.includes(webId))
}

function useOf({ grant, purpose }: LocalLease, { modes }: Rule): GrantUsed[] {
  return grant === undefined ? [] : [{ grant, purpose, modes }]
}
