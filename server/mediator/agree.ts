// Turns a request into an agreement, as far as the person wishes and is free to.
import type { GrantSummary } from '../../client/sdk/mediator.ts'
import { Problem } from '../http/problem.ts'
import { retryWhenStale } from '../store/store.ts'
import type { Write } from '../store/store.ts'
import { agreementTurtle } from './agreement.ts'
import { endOfGrant, resourcesRefusal } from './decision.ts'
import { readGrant } from './grants.ts'
import type { Wish } from './intake.ts'
import { record } from './journal.ts'
import { mustBe, nextState, requestOf } from './parties.ts'
import { storagesOf } from './people.ts'
import { keys, put } from './records.ts'
import type { GrantRecord, LeaseRecord, RequestRecord } from './records.ts'
import { grantUrl } from './world.ts'
import type { MediatorWorld } from './world.ts'

/**
 * The grant, with a lease for each resource; they list the canary alone until it is active.
 * @throws Problem not-found, forbidden, wrong-state, not-represented, not-your-resource,
 *   unprocessable
 */
export async function grantRequest(
  world: MediatorWorld,
  viewer: string,
  id: string,
  wish: Wish,
): Promise<GrantSummary> {
  const { value } = await requestOf(world, viewer, id)
  mustBe('person', viewer, value)
  nextState(value.state, 'grant')
  const storages = await storagesOf(world, viewer)
  const refusal = resourcesRefusal(wish.resources, value.resources, storages)
  if (refusal) throw new Problem(refusal.type, refusal.detail)
  const grant = await retryWhenStale(() => agree(world, viewer, id, wish))
  return readGrant(world, viewer, grant.id)
}

async function agree(
  world: MediatorWorld,
  viewer: string,
  id: string,
  wish: Wish,
): Promise<GrantRecord> {
  const now = world.now()
  const { value: request, unchanged } = await requestOf(world, viewer, id)
  const state = nextState(request.state, 'grant')
  const until = endOfGrant(request.term, wish.until, now)
  if (typeof until !== 'number') throw new Problem(until.type, until.detail)
  const grant = newGrant(world, request, wish.resources, { from: now, until })
  const time = new Date(now).toISOString()
  await record(world.store, {
    person: request.person,
    event: { type: 'grant', time, by: viewer, request: id, grant: grant.id },
    writes: [
      put(keys.request(id), { ...request, state, grant: grant.id }),
      ...grantWrites(world, request, grant),
    ],
    conditions: [unchanged, { key: keys.grant(grant.id), absent: true }],
  })
  return grant
}

function newGrant(
  world: MediatorWorld,
  request: RequestRecord,
  resources: readonly string[],
  time: { from: number; until: number },
): GrantRecord {
  const { id, person, firm, firmName, dataType, purpose } = request
  return {
    ...time,
    person,
    firm,
    firmName,
    dataType,
    purpose,
    id: world.random().slice(0, 22),
    request: id,
    endedAt: undefined,
    state: 'agreed',
    leases: resources.map((resource) => ({ resource, secret: world.random() })),
    trial: { attempt: '', canary: true },
  }
}

function grantWrites(world: MediatorWorld, request: RequestRecord, grant: GrantRecord): Write[] {
  const leases = grant.leases.map(({ secret, resource }) => {
    const lease: LeaseRecord = { grant: grant.id, resource }
    return put(keys.lease(secret), lease)
  })
  const agreement = agreementTurtle({
    ...grant,
    grant: grantUrl(world, grant.id),
    request: request.request,
    resources: grant.leases.map(({ resource }) => resource),
    // As we saw it: the date in the request is the firm's own word.
    requestedAt: new Date(request.received),
    agreedAt: new Date(grant.from),
    until: new Date(grant.until),
  })
  const { id, person, firm, from } = grant
  return [
    put(keys.grant(id), grant),
    put(keys.agreement(id), agreement),
    put(keys.grantOfParty(person, from, id), id),
    put(keys.grantOfParty(firm, from, id), id),
    ...leases,
  ]
}
