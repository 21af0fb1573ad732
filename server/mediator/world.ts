// What the mediator needs from outside, and the addresses that follow from it.
import type { Authenticate } from '../authentication/agent.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'

export interface MediatorWorld {
  readonly store: Store
  /** Origin of this server, without a trailing slash: 'https://pods.example'. */
  readonly baseUrl: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** 256 random bits as base64url. */
  readonly random: () => string
  readonly authenticate: Authenticate
  /** For WebID documents: guarded against addresses that no stranger may make us visit. */
  readonly fetch: typeof globalThis.fetch
  /** A fetch signed in as one of the mediator's own WebIDs, to prove that a provider enforces. */
  readonly agentFetch: (agent: ProbeAgent) => Promise<typeof globalThis.fetch>
  /** The OpenID provider that vouches for the mediator's own WebIDs. */
  readonly issuer: string
  readonly log: Log
}

/** The canary is listed in a lease on trial; the stranger never is. */
export type ProbeAgent = 'canary' | 'stranger'

type Base = Pick<MediatorWorld, 'baseUrl'>

/** Below this lies everything the mediator serves: 'https://pods.example/.mediator/'. */
export function mediatorBase({ baseUrl }: Base): string {
  return `${baseUrl}/.mediator/`
}

/** Whom people name as interop:hasAuthorizationAgent. */
export function mediatorWebId(world: Base): string {
  return `${mediatorBase(world)}#it`
}

export function probeWebId(world: Base, agent: ProbeAgent): string {
  return `${mediatorBase(world)}agents/${agent}#it`
}

export function requestUrl(world: Base, id: string): string {
  return `${mediatorBase(world)}requests/${id}`
}

/** The address of a grant, and the IRI of the grant itself. */
export function grantUrl(world: Base, id: string): string {
  return `${mediatorBase(world)}grants/${id}`
}

/** The group that a lease rule names. Who knows this IRI can see who is listed: keep it out of logs. */
export function leaseGroup(world: Base, secret: string): string {
  return `${mediatorBase(world)}leases/${secret}#g`
}

/** The secret of a lease's group IRI, undefined for IRIs that are not below our leases. */
export function leaseSecret(world: Base, groupIri: string): string | undefined {
  const [before, after] = [`${mediatorBase(world)}leases/`, '#g']
  if (!groupIri.startsWith(before) || !groupIri.endsWith(after)) return undefined
  return groupIri.slice(before.length, -after.length)
}
