// Finds the rules for a resource: its own ACL, or else that of the nearest container above.
// Source: https://solidproject.org/TR/wac#effective-acl-resource
import { Graph, SyntaxProblem } from '../../../shapes/graph.ts'
import { essenceOf, isRdfType, parseRdf } from '../../rdf/rdf.ts'
import { UnsupportedRdf } from '../../rdf/unsupported.ts'
import type { Condition, Entry, Store } from '../../store/store.ts'
import { aclOf, parentOf } from '../resources/identifier.ts'
import { bodyKey, metaKey } from '../resources/keys.ts'
import { readMeta } from '../resources/records.ts'
import { rulesBelow, rulesOf, rulesTo } from './acl-rules.ts'
import type { Rule } from './wac.ts'

/** The rules in force for a resource. */
export interface EffectiveAcl {
  readonly rules: readonly Rule[]
  /** What was read to find them: as long as it holds, so do they. */
  readonly conditions: readonly Condition[]
}

/** Parsed ACLs by path and revision; forgetting one costs a parse, nothing else. */
export interface ParsedAcls {
  readonly store: Store
  readonly baseUrl: string
  readonly cache: Map<string, { readonly revision: number; readonly rules: readonly Rule[] }>
}

const mostParsed = 10_000

/** The rules for a document or container, whether or not it exists; none: nobody but the owner. */
export async function effectiveAcl(acls: ParsedAcls, subject: string): Promise<EffectiveAcl> {
  const own = await aclAt(acls, subject)
  const conditions = [own.condition]
  if (own.rules) return { rules: rulesTo(own.rules, acls.baseUrl + subject), conditions }
  for (let above = parentOf(subject); above !== undefined; above = parentOf(above)) {
    const { rules, condition } = await aclAt(acls, above)
    conditions.push(condition)
    if (rules) return { rules: rulesBelow(rules, acls.baseUrl + above), conditions }
  }
  return { rules: [], conditions }
}

/** The rules that members of a container inherit unless they have an ACL of their own. */
export async function inheritedAcl(acls: ParsedAcls, container: string): Promise<EffectiveAcl> {
  // No member can have this name, so nothing but inheritance is left.
  return effectiveAcl(acls, `${container}.acl`)
}

interface AclAt {
  readonly rules: readonly Rule[] | undefined
  readonly condition: Condition
}

async function aclAt(acls: ParsedAcls, subject: string): Promise<AclAt> {
  const path = aclOf(subject)
  const key = bodyKey(path)
  const entry = await acls.store.get(key)
  if (!entry) return { rules: undefined, condition: { key, absent: true } }
  return {
    rules: await parsed(acls, path, entry),
    condition: { key, revision: entry.revision },
  }
}

async function parsed(acls: ParsedAcls, path: string, entry: Entry): Promise<readonly Rule[]> {
  const known = acls.cache.get(path)
  if (known?.revision === entry.revision) return known.rules
  const rules = await parse(acls, path, entry)
  if (acls.cache.size >= mostParsed) acls.cache.delete(acls.cache.keys().next().value!)
  acls.cache.set(path, { revision: entry.revision, rules })
  return rules
}

/** ACLs are checked when they are written; one that cannot be read all the same grants nothing. */
async function parse(acls: ParsedAcls, path: string, entry: Entry): Promise<readonly Rule[]> {
  const meta = await acls.store.get(metaKey(path))
  const type = meta && essenceOf(readMeta(meta.value).type)
  if (!type || !isRdfType(type)) return []
  try {
    const text = Buffer.from(entry.value).toString()
    return rulesOf(new Graph(await parseRdf(type, text, acls.baseUrl + path)), acls.baseUrl)
  } catch (error) {
    if (error instanceof SyntaxProblem || error instanceof UnsupportedRdf) return []
    throw error
  }
}
