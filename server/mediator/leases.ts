// Leases: the groups that access control lists name, and who is in them at a moment.
import { vcard } from '../../vocab/generated/vcard.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { namedNode, quad, writeTurtle } from '../../shapes/graph.ts'
import { stateAt } from './lifecycle.ts'
import { keys, put, readRecord, recordOf } from './records.ts'
import type { GrantRecord, LeaseRecord, Sighting } from './records.ts'
import { sightingSummary } from './summaries.ts'
import type { SightingSummary } from './summaries.ts'
import { grantUrl, leaseGroup, leaseSecret, probeWebId } from './world.ts'
import type { MediatorWorld } from './world.ts'

/** A lease as a pod server of this process sees it. */
export interface LocalLease {
  /** [] when the lease is closed. */
  readonly members: readonly string[]
  /** The grant that lets the members in; undefined while it is only on trial. */
  readonly grant: string | undefined
  readonly purpose: string | undefined
}

interface Lease {
  readonly resource: string
  readonly grant: GrantRecord
}

const closed: LocalLease = { members: [], grant: undefined, purpose: undefined }

/**
 * Who a lease lists at a moment: the firm while the grant is active, the canary while the provider
 * is being tried out, else nobody. Pure.
 */
export function leaseMembers(grant: GrantRecord, canary: string, now: number): readonly string[] {
  const state = stateAt(grant, now)
  if (state === 'active') return [grant.firm]
  return state === 'agreed' && grant.trial.canary ? [canary] : []
}

/** Undefined for IRIs that are not below our leases; a closed or unknown lease has no members. */
export async function resolveLease(
  world: MediatorWorld,
  groupIri: string,
  now: number,
): Promise<LocalLease | undefined> {
  const secret = leaseSecret(world, groupIri)
  if (secret === undefined) return undefined
  const lease = await findLease(world, secret)
  if (!lease) return closed
  const members = leaseMembers(lease.grant, probeWebId(world, 'canary'), now)
  if (stateAt(lease.grant, now) !== 'active') return { ...closed, members }
  return { members, grant: grantUrl(world, lease.grant.id), purpose: lease.grant.purpose }
}

/**
 * The group document of an open lease, as Turtle; undefined when it is closed or unknown. Lookups
 * that let the firm in are noted before they are answered.
 */
export async function serveLease(
  world: MediatorWorld,
  secret: string,
): Promise<string | undefined> {
  const now = world.now()
  const lease = await findLease(world, secret)
  if (!lease) return undefined
  const members = leaseMembers(lease.grant, probeWebId(world, 'canary'), now)
  if (members.length === 0) return undefined
  if (members.includes(lease.grant.firm)) await note(world, lease, now)
  return groupDocument(leaseGroup(world, secret), members)
}

/** What was seen through a person's leases, newest first; at most `limit`. */
export async function sightingsOf(
  world: MediatorWorld,
  person: string,
  limit = 200,
): Promise<SightingSummary[]> {
  const entries = await world.store.list(keys.sightings(person), { limit })
  const view = { baseUrl: world.baseUrl, viewer: person, now: world.now() }
  return entries.map(({ value }) => sightingSummary(recordOf(value) as Sighting, view))
}

async function findLease(world: MediatorWorld, secret: string): Promise<Lease | undefined> {
  if (!/^[\w-]{20,100}$/.test(secret)) return undefined
  const lease = await readRecord<LeaseRecord>(world.store, keys.lease(secret))
  if (!lease) return undefined
  const grant = await readRecord<GrantRecord>(world.store, keys.grant(lease.value.grant))
  return grant && { resource: lease.value.resource, grant: grant.value }
}

async function note(world: MediatorWorld, { resource, grant }: Lease, time: number): Promise<void> {
  const { id, firm, purpose, person } = grant
  const sighting: Sighting = { time, grant: id, firm, purpose, resource }
  await world.store.commit([put(keys.sighting(person, time, world.random()), sighting)])
}

function groupDocument(group: string, members: readonly string[]): string {
  const it = namedNode(group)
  return writeTurtle(
    [
      quad(it, namedNode(rdf.type), namedNode(vcard.Group)),
      ...members.map((each) => quad(it, namedNode(vcard.hasMember), namedNode(each))),
    ],
    { vcard: vcard[''] },
  )
}
