// Grants: both parties read them, and each can end them, at once.
import type { GrantSummary } from '../../client/sdk/mediator.ts'
import { retryWhenStale } from '../store/store.ts'
import { record } from './journal.ts'
import type { Event } from './journal.ts'
import { stateAt } from './lifecycle.ts'
import { grantIdsOf, grantOf, mustBe, nextState } from './parties.ts'
import type { Parties } from './parties.ts'
import { keys, put, readRecord } from './records.ts'
import type { GrantRecord } from './records.ts'
import { grantSummary } from './summaries.ts'
import type { MediatorWorld } from './world.ts'

/** @throws Problem not-found, also for those whom it does not concern */
export async function readGrant(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<GrantSummary> {
  return summarize(world, viewer, (await grantOf(world, viewer, id)).value)
}

/** The agreement as Turtle, as it was written when it was made. @throws Problem not-found */
export async function readAgreement(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<string> {
  await grantOf(world, viewer, id)
  return (await readRecord<string>(world.store, keys.agreement(id)))!.value
}

/**
 * Grants that the viewer gave or got, newest first; at most 1,000. They have a list of their own:
 * requests, which anybody can send, must not push a grant out of sight.
 */
export async function listGrants(world: MediatorWorld, viewer: string): Promise<GrantSummary[]> {
  const ids = await grantIdsOf(world, viewer)
  return Promise.all(ids.map((id) => readGrant(world, viewer, id)))
}

/** The person ends it. @throws Problem not-found, forbidden, wrong-state */
export function withdrawGrant(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<GrantSummary> {
  return end(world, viewer, id, { step: 'withdraw', by: 'person' })
}

/** The firm ends it. @throws Problem not-found, forbidden, wrong-state */
export function revokeGrant(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<GrantSummary> {
  return end(world, viewer, id, { step: 'revoke', by: 'firm' })
}

/** What happens to a grant, and what it becomes; `decide` may throw a Problem. */
export interface GrantChange {
  readonly type: Event['type']
  readonly decide: (grant: GrantRecord) => GrantRecord
}

/** Reads a grant, decides, commits the outcome with its event; again when others were faster. */
export function changeGrant(
  world: MediatorWorld,
  viewer: string,
  id: string,
  { type, decide }: GrantChange,
): Promise<GrantSummary> {
  return retryWhenStale(async () => {
    const { value, unchanged } = await grantOf(world, viewer, id)
    const changed = decide(value)
    const time = new Date(world.now()).toISOString()
    await record(world.store, {
      person: value.person,
      event: { type, time, by: viewer, request: value.request, grant: id },
      writes: [put(keys.grant(id), changed)],
      conditions: [unchanged],
    })
    return summarize(world, viewer, changed)
  })
}

interface Ending {
  readonly step: 'withdraw' | 'revoke'
  readonly by: keyof Parties
}

/** The leases close with the same commit, because whom they list follows from the grant. */
function end(world: MediatorWorld, viewer: string, id: string, { step, by }: Ending) {
  return changeGrant(world, viewer, id, {
    type: step,
    decide(grant) {
      mustBe(by, viewer, grant)
      const now = world.now()
      return { ...grant, state: nextState(stateAt(grant, now), step), endedAt: now }
    },
  })
}

function summarize(world: MediatorWorld, viewer: string, grant: GrantRecord): GrantSummary {
  return grantSummary(grant, { baseUrl: world.baseUrl, viewer, now: world.now() })
}
