// What mediators and the SDK say to each other, and finding the mediator of a person.
import { readProfile } from './profile.ts'
import { refusal, requestJson } from './request.ts'
import type { Session } from './session.ts'

/** Where a request or a grant stands. */
export type State =
  'requested' | 'refused' | 'cancelled' | 'agreed' | 'active' | 'expired' | 'withdrawn' | 'revoked'

export interface RequestSummary {
  /** Where the mediator keeps it: 'https://mediator.example/requests/42' */
  readonly id: string
  /** The firm's own document: 'https://firm.example/share/requests/7.ttl#request' */
  readonly request: string
  readonly person: string
  readonly firm: string
  readonly firmName?: string | undefined
  readonly dataType: string
  /** An IRI of the Data Privacy Vocabulary. */
  readonly purpose: string
  /** 'P30D' */
  readonly term: string
  /** [] asks for all data of the type. */
  readonly resources: readonly string[]
  readonly message?: string | undefined
  readonly state: State
  /** ISO 8601, as all times here. */
  readonly issued: string
  /** Why it was refused. */
  readonly reason?: string | undefined
  readonly grant?: GrantSummary | undefined
}

export interface GrantSummary {
  /** 'https://mediator.example/grants/42' */
  readonly id: string
  /** The `id` of the request it answers. */
  readonly request: string
  readonly person: string
  readonly firm: string
  readonly firmName?: string | undefined
  readonly dataType: string
  readonly purpose: string
  readonly resources: readonly string[]
  readonly from: string
  readonly until: string
  readonly state: State
  readonly endedAt?: string | undefined
  /** Only the person sees them; [] for the firm. */
  readonly leases: readonly { readonly resource: string; readonly lease: string }[]
}

/**
 * The address below which the mediator of a person answers: 'https://mediator.example/'.
 * @throws RequestError not-represented when her WebID document names none
 */
export async function mediatorOf(session: Session, person: string): Promise<string> {
  const { mediator } = await readProfile(session.fetch, person)
  if (mediator !== undefined) return mediator.replace(/#.*/, '')
  throw refusal('not-represented', `${person} names no mediator in the WebID document`)
}

/** Tells a mediator to do something; what it answers with. */
export function post<T>(session: Session, url: string, body: object = {}): Promise<T> {
  return requestJson<T>(session.fetch, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
