// Access requests: both parties read them, the person refuses them, the firm cancels them.
import type { RequestSummary } from '../../client/sdk/mediator.ts'
import { retryWhenStale } from '../store/store.ts'
import { record } from './journal.ts'
import { mustBe, nextState, requestIdsOf, requestOf } from './parties.ts'
import type { Parties } from './parties.ts'
import { keys, put, readRecord } from './records.ts'
import type { GrantRecord, RequestRecord } from './records.ts'
import { requestSummary } from './summaries.ts'
import type { MediatorWorld } from './world.ts'

/** @throws Problem not-found, also for those whom it does not concern */
export async function readRequest(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<RequestSummary> {
  const { value } = await requestOf(world, viewer, id)
  return summarize(world, viewer, value)
}

/** The document as the firm wrote it, in Turtle. @throws Problem not-found */
export async function readOriginal(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<string> {
  await requestOf(world, viewer, id)
  return (await readRecord<string>(world.store, keys.original(id)))!.value
}

/** Requests that the viewer sent or received, newest first; at most 1,000. */
export async function listRequests(
  world: MediatorWorld,
  viewer: string,
): Promise<RequestSummary[]> {
  const ids = await requestIdsOf(world, viewer)
  return Promise.all(ids.map((id) => readRequest(world, viewer, id)))
}

/** @throws Problem not-found, forbidden for the firm, wrong-state */
export function refuseRequest(
  world: MediatorWorld,
  viewer: string,
  id: string,
  reason: string | undefined,
): Promise<RequestSummary> {
  return end(world, viewer, id, { step: 'refuse', by: 'person', reason })
}

/** @throws Problem not-found, forbidden for the person, wrong-state */
export function cancelRequest(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<RequestSummary> {
  return end(world, viewer, id, { step: 'cancel', by: 'firm', reason: undefined })
}

interface Ending {
  readonly step: 'refuse' | 'cancel'
  readonly by: keyof Parties
  readonly reason: string | undefined
}

function end(
  world: MediatorWorld,
  viewer: string,
  id: string,
  { step, by, reason }: Ending,
): Promise<RequestSummary> {
  return retryWhenStale(async () => {
    const { value, unchanged } = await requestOf(world, viewer, id)
    mustBe(by, viewer, value)
    const { state } = await summarize(world, viewer, value)
    const ended: RequestRecord = { ...value, state: nextState(state, step), reason }
    const time = new Date(world.now()).toISOString()
    await record(world.store, {
      person: value.person,
      event: { type: step, time, by: viewer, request: id },
      writes: [put(keys.request(id), ended)],
      conditions: [unchanged],
    })
    return summarize(world, viewer, ended)
  })
}

async function summarize(
  world: MediatorWorld,
  viewer: string,
  request: RequestRecord,
): Promise<RequestSummary> {
  const view = { baseUrl: world.baseUrl, viewer, now: world.now() }
  if (request.grant === undefined) return requestSummary(request, undefined, view)
  const grant = await readRecord<GrantRecord>(world.store, keys.grant(request.grant))
  return requestSummary(request, grant?.value, view)
}
