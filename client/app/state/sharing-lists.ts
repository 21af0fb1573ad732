// Requests and grants sorted into what waits, what runs, what is over. Pure.
import type { GrantSummary, RequestSummary } from './api.ts'

/** A refused or cancelled request, or a grant that ended. */
export interface Ended {
  readonly firm: string
  readonly firmName?: string | undefined
  readonly dataType: string
  readonly purpose: string
  readonly state: GrantSummary['state']
  readonly reason: string | undefined
  readonly grantId: string | undefined
  /** ISO 8601; undefined for requests that never became a grant. */
  readonly from: string | undefined
  readonly at: string | undefined
}

/** Requests that wait for an answer. */
export function asked(requests: readonly RequestSummary[]): RequestSummary[] {
  return requests.filter((each) => each.state === 'requested')
}

/** Grants that run, or that were agreed and are not enforced. */
export function active(grants: readonly GrantSummary[]): GrantSummary[] {
  return grants.filter((each) => each.state === 'active' || each.state === 'agreed')
}

/** What is over, the latest first. */
export function ended(
  requests: readonly RequestSummary[],
  grants: readonly GrantSummary[],
): Ended[] {
  const running = new Set(active(grants).map((each) => each.id))
  const overGrants = grants.filter((each) => !running.has(each.id)).map(endedGrant)
  const overRequests = requests.filter(isOver).map(endedRequest)
  return [...overGrants, ...overRequests].toSorted((one, other) =>
    (other.at ?? '').localeCompare(one.at ?? ''),
  )
}

function isOver({ state }: RequestSummary): boolean {
  return state === 'refused' || state === 'cancelled'
}

function endedGrant(grant: GrantSummary): Ended {
  const { firm, firmName, dataType, purpose, state, id, from, until, endedAt } = grant
  const what = { firm, firmName, dataType, purpose, state, from }
  return { ...what, reason: undefined, grantId: id, at: endedAt ?? until }
}

function endedRequest(request: RequestSummary): Ended {
  const { firm, firmName, dataType, purpose, state, reason, issued } = request
  const what = { firm, firmName, dataType, purpose, state, reason }
  return { ...what, grantId: undefined, from: undefined, at: issued }
}
