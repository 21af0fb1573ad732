// Members of the groups that rules name: leases of our mediator, documents here, documents elsewhere.
// Whatever cannot be found has no members. Nothing is kept beyond one decision.
import { Graph, irisOf } from '../../../shapes/graph.ts'
import { vcard } from '../../../vocab/generated/vcard.ts'
import { canonicalPath } from '../../http/target.ts'
import { essenceOf, isRdfType, parseRdf } from '../../rdf/rdf.ts'
import type { Condition, Store } from '../../store/store.ts'
import { bodyKey } from '../resources/keys.ts'
import { readLocalGraph } from '../resources/records.ts'
import { allowedModes } from './wac.ts'
import type { Asker, Groups, Rule } from './wac.ts'

/** A lease group that the mediator of this process serves; closed: no members. */
export interface LocalLease {
  readonly members: readonly string[]
  /** The IRI of the grant that it enforces. */
  readonly grant: string | undefined
  readonly purpose: string | undefined
}

/** What finding members takes. */
export interface GroupWorld {
  readonly store: Store
  readonly baseUrl: string
  readonly now: () => number
  readonly fetch: typeof globalThis.fetch
  /** The lease of a group IRI, undefined when it is none of ours. */
  readonly resolveLease: (groupIri: string, now: number) => Promise<LocalLease | undefined>
}

export interface ResolvedGroups {
  readonly members: Groups
  readonly leases: ReadonlyMap<string, LocalLease>
  /** The local group documents that were read. */
  readonly conditions: readonly Condition[]
}

const mostGroups = 32
const mostRemote = 10
const mostMilliseconds = 3_000
const mostCharacters = 1_000_000

/** The members of all groups that could make a difference for this asker. */
export async function resolveGroups(
  world: GroupWorld,
  rules: readonly Rule[],
  asker: Asker,
): Promise<ResolvedGroups> {
  const resolved = {
    members: new Map<string, readonly string[]>(),
    leases: new Map(),
    conditions: [],
  }
  if (asker.webId === undefined) return resolved
  const ours = groupsIn(rules).filter((iri) => iri.startsWith(`${world.baseUrl}/`))
  for (const iri of ours.slice(0, mostGroups)) await resolveOurs(world, iri, resolved)
  const remote = remoteThatMatter(world.baseUrl, rules, asker, resolved.members)
  const found = await Promise.all(remote.map((iri) => remoteMembers(world, iri)))
  for (const [index, iri] of remote.entries()) resolved.members.set(iri, found[index] ?? [])
  return resolved
}

interface Resolving {
  readonly members: Map<string, readonly string[]>
  readonly leases: Map<string, LocalLease>
  readonly conditions: Condition[]
}

async function resolveOurs(world: GroupWorld, iri: string, into: Resolving): Promise<void> {
  const lease = await world.resolveLease(iri, world.now())
  if (lease) {
    into.leases.set(iri, lease)
    into.members.set(iri, lease.members)
    return
  }
  const path = canonicalPath(new URL(iri).pathname)
  if (path === undefined) return
  const key = bodyKey(path)
  const entry = await world.store.get(key)
  into.conditions.push(entry ? { key, revision: entry.revision } : { key, absent: true })
  const graph = entry && (await readLocalGraph(world.store, world.baseUrl, path))
  into.members.set(iri, graph ? irisOf(graph, iri, vcard.hasMember) : [])
}

/** Groups elsewhere whose rules could still add a mode: a slow host must not hold up an owner. */
function remoteThatMatter(
  baseUrl: string,
  rules: readonly Rule[],
  asker: Asker,
  members: Groups,
): string[] {
  const already = allowedModes(rules, asker, members)
  const open = rules.filter((rule) => rule.modes.some((mode) => !already.has(mode)))
  return groupsIn(open)
    .filter((iri) => !iri.startsWith(`${baseUrl}/`))
    .slice(0, mostRemote)
}

function groupsIn(rules: readonly Rule[]): string[] {
  const groups = rules.flatMap((rule) => [
    ...rule.agentGroups,
    ...rule.conditions.flatMap((condition) => condition.groups),
  ])
  return [...new Set(groups)]
}

/** Fails closed: any trouble with the group's document, and it has no members. */
async function remoteMembers({ fetch }: GroupWorld, iri: string): Promise<readonly string[]> {
  try {
    const url = iri.replace(/#.*/s, '')
    const response = await fetch(url, {
      headers: { Accept: 'text/turtle, application/ld+json;q=0.9' },
      signal: AbortSignal.timeout(mostMilliseconds),
    })
    const type = essenceOf(response.headers.get('content-type') ?? '')
    const text = await response.text()
    if (!response.ok || !isRdfType(type) || text.length > mostCharacters) return []
    return irisOf(new Graph(await parseRdf(type, text, response.url || url)), iri, vcard.hasMember)
  } catch {
    return []
  }
}
