// ACL documents as Turtle, for the resources that we make ourselves. Pure.
import { namedNode, quad, writeTurtle } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { acl } from '../../../vocab/generated/acl.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'

/** One rule of an ACL: who may do what with the resource, and below it. */
export interface NewRule {
  /** The last part of the rule's IRI: 'owner'. */
  readonly name: string
  readonly who: 'everyone' | 'signed-in' | { readonly agent: string }
  readonly modes: readonly ('Read' | 'Append' | 'Write' | 'Control')[]
  /** Also for what is in the container and has no ACL of its own. */
  readonly inherited: boolean
}

/** Turtle of an ACL at `url` for the resource at `resource`. */
export function aclText(url: string, resource: string, rules: readonly NewRule[]): string {
  return writeTurtle(
    rules.flatMap((rule) => ruleQuads(`${url}#${rule.name}`, resource, rule)),
    { acl: acl[''], foaf: foaf[''] },
  )
}

/** Everything for the owner, here and below: what a container of hers begins with. */
export function ownerRule(owner: string, inherited: boolean): NewRule {
  return { name: 'owner', who: { agent: owner }, modes: ['Read', 'Write', 'Control'], inherited }
}

function ruleQuads(iri: string, resource: string, rule: NewRule): Quad[] {
  const rows: [string, string][] = [
    [rdf.type, acl.Authorization],
    whoOf(rule),
    [acl.accessTo, resource],
    ...(rule.inherited ? [[acl.default, resource] satisfies [string, string]] : []),
    ...rule.modes.map((mode): [string, string] => [acl.mode, acl[mode]]),
  ]
  return rows.map(([property, value]) =>
    quad(namedNode(iri), namedNode(property), namedNode(value)),
  )
}

function whoOf({ who }: NewRule): [string, string] {
  if (who === 'everyone') return [acl.agentClass, foaf.Agent]
  if (who === 'signed-in') return [acl.agentClass, acl.AuthenticatedAgent]
  return [acl.agent, who.agent]
}
