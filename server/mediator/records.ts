// The mediator's records: what they hold, under which keys, and how they become bytes.
import { createHash } from 'node:crypto'
import type { Condition, Key, Store, Write } from '../store/store.ts'
import type { State } from './lifecycle.ts'

export interface RequestRecord {
  readonly id: string
  /** The IRI that the firm gave its request. */
  readonly request: string
  readonly person: string
  readonly firm: string
  /** What the firm calls itself; shown, never relied on. */
  readonly firmName: string | undefined
  readonly dataType: string
  readonly purpose: string
  readonly term: string
  readonly resources: readonly string[]
  readonly message: string | undefined
  readonly issued: string
  readonly received: number
  /** Never later than 'agreed': what follows is the grant's. */
  readonly state: State
  readonly reason: string | undefined
  /** The id of the grant that it became. */
  readonly grant: string | undefined
}

export interface GrantRecord {
  readonly id: string
  /** The id of the request it answers. */
  readonly request: string
  readonly person: string
  readonly firm: string
  readonly firmName: string | undefined
  readonly dataType: string
  readonly purpose: string
  readonly from: number
  readonly until: number
  readonly endedAt: number | undefined
  /** As of the last step; `stateAt` says what it is now. */
  readonly state: State
  /** One a resource. */
  readonly leases: readonly { readonly resource: string; readonly secret: string }[]
  /** The proof under way: whose it is, and whether the canary is listed. */
  readonly trial: { readonly attempt: string; readonly canary: boolean }
}

export interface LeaseRecord {
  readonly grant: string
  readonly resource: string
}

/** Another provider looked at an open lease: somebody probably read. */
export interface Sighting {
  readonly time: number
  readonly grant: string
  readonly firm: string
  readonly purpose: string
  readonly resource: string
}

/** How many requests a firm sent to a person in the day that began at `since`. */
export interface AskedRecord {
  readonly since: number
  readonly count: number
}

export const keys = {
  request: (id: string): Key => ['mediator', 'request', id],
  /** The request as the firm wrote it, as Turtle. */
  original: (id: string): Key => ['mediator', 'original', id],
  grant: (id: string): Key => ['mediator', 'grant', id],
  /** The agreement as Turtle; written once. */
  agreement: (id: string): Key => ['mediator', 'agreement', id],
  lease: (secret: string): Key => ['mediator', 'lease', secret],
  ofParty: (webId: string): Key => ['mediator', 'party', webId],
  inParty: (webId: string, time: number, id: string): Key => [
    ...keys.ofParty(webId),
    newestFirst(time) + id,
  ],
  grantsOfParty: (webId: string): Key => ['mediator', 'party-grants', webId],
  grantOfParty: (webId: string, time: number, id: string): Key => [
    ...keys.grantsOfParty(webId),
    newestFirst(time) + id,
  ],
  asked: (person: string, firm: string): Key => ['mediator', 'asked', digest(`${person}\n${firm}`)],
  lastEvent: (person: string): Key => ['mediator', 'last-event', person],
  event: (person: string, number: number): Key => ['mediator', 'event', person, padded(number)],
  sightings: (person: string): Key => ['mediator', 'sighting', person],
  sighting: (person: string, time: number, unique: string): Key => [
    ...keys.sightings(person),
    newestFirst(time) + unique,
  ],
}

/** A record as it was read, with the condition that it has not changed since. */
export interface Kept<T> {
  readonly value: T
  readonly unchanged: Condition
}

export async function readRecord<T>(store: Store, key: Key): Promise<Kept<T> | undefined> {
  const entry = await store.get(key)
  if (!entry) return undefined
  return { value: recordOf(entry.value) as T, unchanged: { key, revision: entry.revision } }
}

/** Trusted: only `put` writes what this reads. A member that was undefined is missing. */
export function recordOf(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes))
}

export function put(key: Key, record: object | string): Write {
  return { key, value: new TextEncoder().encode(JSON.stringify(record)) }
}

/** Two WebIDs can be longer than a key. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function padded(number: number): string {
  return String(number).padStart(16, '0')
}

function newestFirst(time: number): string {
  return `${padded(Number.MAX_SAFE_INTEGER - time)}-`
}
