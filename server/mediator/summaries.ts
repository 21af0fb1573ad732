// What the two parties of a request see of it, as JSON. Pure.
import type { GrantSummary, RequestSummary } from '../../client/sdk/mediator.ts'
import { stateAt } from './lifecycle.ts'
import type { GrantRecord, RequestRecord, Sighting } from './records.ts'
import { grantUrl, leaseGroup, requestUrl } from './world.ts'

export interface SightingSummary {
  readonly time: string
  readonly grant: string
  readonly firm: string
  readonly purpose: string
  readonly resource: string
  readonly seenBy: 'lease'
}

/** Whose eyes, at which moment, at which address. */
export interface View {
  readonly baseUrl: string
  readonly viewer: string
  readonly now: number
}

export function requestSummary(
  record: RequestRecord,
  grant: GrantRecord | undefined,
  view: View,
): RequestSummary {
  return {
    id: requestUrl(view, record.id),
    request: record.request,
    person: record.person,
    firm: record.firm,
    firmName: record.firmName,
    dataType: record.dataType,
    purpose: record.purpose,
    term: record.term,
    resources: record.resources,
    message: record.message,
    state: grant ? stateAt(grant, view.now) : record.state,
    issued: record.issued,
    reason: record.reason,
    grant: grant && grantSummary(grant, view),
  }
}

export function grantSummary(grant: GrantRecord, view: View): GrantSummary {
  return {
    id: grantUrl(view, grant.id),
    request: requestUrl(view, grant.request),
    person: grant.person,
    firm: grant.firm,
    firmName: grant.firmName,
    dataType: grant.dataType,
    purpose: grant.purpose,
    resources: grant.leases.map(({ resource }) => resource),
    from: new Date(grant.from).toISOString(),
    until: new Date(grant.until).toISOString(),
    state: stateAt(grant, view.now),
    endedAt: endOf(grant, view.now),
    leases: view.viewer === grant.person ? leasesOf(grant, view) : [],
  }
}

export function sightingSummary(sighting: Sighting, view: View): SightingSummary {
  return {
    time: new Date(sighting.time).toISOString(),
    grant: grantUrl(view, sighting.grant),
    firm: sighting.firm,
    purpose: sighting.purpose,
    resource: sighting.resource,
    seenBy: 'lease',
  }
}

function endOf(grant: GrantRecord, now: number): string | undefined {
  const end = stateAt(grant, now) === 'expired' ? grant.until : grant.endedAt
  return end === undefined ? undefined : new Date(end).toISOString()
}

function leasesOf(grant: GrantRecord, view: View): GrantSummary['leases'] {
  return grant.leases.map(({ resource, secret }) => ({ resource, lease: leaseGroup(view, secret) }))
}
