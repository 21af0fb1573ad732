// When keys are published, when they sign, and when they go. Pure.
import type { JWK } from 'jose'

/** A private key, with its times in milliseconds. */
export interface KeptKey extends JWK {
  /** When it begins to sign; from the beginning when absent. */
  readonly from?: number
  /** When it is published no longer; absent as long as no other has followed. */
  readonly until?: number
}

/** What is kept. */
export interface KeyRecord {
  readonly signing: readonly KeptKey[]
  readonly cookies: readonly string[]
  readonly services: string
}

/** What is used at a moment. */
export interface Keys {
  /** Private keys, ES256 first. The first of an algorithm signs, the others are only published. */
  readonly signing: readonly JWK[]
  /** Cookies are signed with the first; all of them are accepted. */
  readonly cookies: readonly string[]
  /** From this the secrets of the server's own agents are derived. */
  readonly services: string
  /** Of the record, for commits that must not happen with keys that are gone. */
  readonly revision: number
}

export type KeyState = 'next' | 'current' | 'retiring'

const day = 86_400_000
/** How long a key signs. */
const signsMs = 90 * day
/** How long it is published before that, so that whoever keeps our keys for a while has it in time. */
const aheadMs = day
/** And after: somebody who signs out tells her sign-in by an ID token that can be as old as that. */
const afterMs = 15 * day
const mostCookieKeys = 3

/** The state of a key among those that are kept. */
export function stateOf({ signing }: KeyRecord, { kid, alg, from = 0 }: KeptKey, now: number) {
  if (from > now) return 'next' satisfies KeyState
  const newest = signing
    .filter((each) => each.alg === alg && (each.from ?? 0) <= now)
    .reduce((one, other) => ((other.from ?? 0) > (one.from ?? 0) ? other : one))
  return (newest.kid === kid ? 'current' : 'retiring') satisfies KeyState
}

/** The keys of a moment. */
export function keysAt(record: KeyRecord, revision: number, now: number): Keys {
  const order: readonly KeyState[] = ['current', 'retiring', 'next']
  const rank = (key: KeptKey) =>
    2 * order.indexOf(stateOf(record, key, now)) + (key.alg === 'ES256' ? 0 : 1)
  const signing = withoutOld(record, now).signing.toSorted((one, other) => rank(one) - rank(other))
  return { ...record, revision, signing: signing.map(withoutTimes) }
}

/** When the keys of a moment are others without anybody having written. */
export function changesAt({ signing }: KeyRecord, now: number): number {
  const times = signing.flatMap(({ from = 0, until = Infinity }) => [from, until])
  return Math.min(...times.filter((time) => time > now), Infinity)
}

/** Whether new keys must be published now, to be in time. */
export function isDue({ signing }: KeyRecord, now: number): boolean {
  const newest = Math.max(...signing.map(({ from = 0 }) => from))
  return newest + signsMs - aheadMs <= now
}

/** With new keys, which sign later, and an end for those before them. */
export function rotated(
  record: KeyRecord,
  made: Pick<KeyRecord, 'signing' | 'cookies'>,
  now: number,
): KeyRecord {
  const from = now + aheadMs
  const retiring = record.signing.map((key) => ({ ...key, until: key.until ?? from + afterMs }))
  return {
    ...record,
    signing: [...retiring, ...made.signing.map((key) => ({ ...key, from }))],
    cookies: [...made.cookies, ...record.cookies].slice(0, mostCookieKeys),
  }
}

/** Without the keys that are published no longer; the same record when there are none. */
export function withoutOld(record: KeyRecord, now: number): KeyRecord {
  const signing = record.signing.filter(({ until = Infinity }) => until > now)
  return signing.length === record.signing.length ? record : { ...record, signing }
}

/** The public halves, as served at the jwks_uri. */
export function publicKeys({ signing }: Pick<Keys, 'signing'>): { keys: JWK[] } {
  return { keys: signing.map(publicHalf) }
}

function publicHalf(key: JWK): JWK {
  return withMembers(key, publicMembers)
}

function withoutTimes(key: KeptKey): JWK {
  return withMembers(key, [...publicMembers, ...privateMembers])
}

const publicMembers = ['kty', 'kid', 'alg', 'use', 'crv', 'x', 'y', 'n', 'e']
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi']

function withMembers(key: JWK, names: readonly string[]): JWK {
  return Object.fromEntries(Object.entries(key).filter(([name]) => names.includes(name)))
}
