// Who may see a request or a grant, and who may do what with it.
import { Problem } from '../http/problem.ts'
import type { Key } from '../store/store.ts'
import { after } from './lifecycle.ts'
import type { State, Step } from './lifecycle.ts'
import { keys, readRecord, recordOf } from './records.ts'
import type { GrantRecord, Kept, RequestRecord } from './records.ts'
import type { MediatorWorld } from './world.ts'

const mostListed = 1_000

export interface Parties {
  readonly person: string
  readonly firm: string
}

/** A request that concerns the viewer. @throws Problem not-found, also when it concerns others */
export function requestOf(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<Kept<RequestRecord>> {
  return concerning<RequestRecord>(world, viewer, keys.request(id))
}

/** A grant that concerns the viewer. @throws Problem not-found, also when it concerns others */
export function grantOf(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<Kept<GrantRecord>> {
  return concerning<GrantRecord>(world, viewer, keys.grant(id))
}

/** The ids of the requests that an agent sent or received, newest first; at most 1,000. */
export function requestIdsOf(world: MediatorWorld, webId: string): Promise<string[]> {
  return idsBelow(world, keys.ofParty(webId))
}

/** The ids of the grants that an agent gave or got, newest first; at most 1,000. */
export function grantIdsOf(world: MediatorWorld, webId: string): Promise<string[]> {
  return idsBelow(world, keys.grantsOfParty(webId))
}

/** @throws Problem forbidden when the viewer is the other party */
export function mustBe(party: keyof Parties, viewer: string, parties: Parties): void {
  if (parties[party] === viewer) return
  const who = party === 'person' ? 'the person who is asked' : 'the firm that asks'
  throw new Problem('forbidden', `Only ${who} can do this`)
}

/** The state after a step. @throws Problem wrong-state when the step is not possible any more */
export function nextState(state: State, step: Step): State {
  const next = after(state, step)
  if (next) return next
  throw new Problem('wrong-state', `It is ${state}: ${step} is not possible`, {
    members: { state },
  })
}

async function idsBelow({ store }: MediatorWorld, prefix: Key): Promise<string[]> {
  const entries = await store.list(prefix, { limit: mostListed })
  return entries.map(({ value }) => recordOf(value) as string)
}

async function concerning<T extends Parties>(
  world: MediatorWorld,
  viewer: string,
  key: Key,
): Promise<Kept<T>> {
  const kept = isId(key.at(-1)) ? await readRecord<T>(world.store, key) : undefined
  if (kept && (kept.value.person === viewer || kept.value.firm === viewer)) return kept
  throw new Problem('not-found', 'There is nothing of this name among your requests and grants')
}

/** Others never reach the store, whose keys know limits. */
function isId(text: string | undefined): boolean {
  return text !== undefined && /^[\w-]{22}$/.test(text)
}
