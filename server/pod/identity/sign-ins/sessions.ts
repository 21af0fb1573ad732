// Sign-ins: one record for each time that a person signed in with a browser. The library keeps a
// session beside it; a sign-in that is not here is over, whatever the library still has.
import { Stale, retryWhenStale } from '../../../store/store.ts'
import type { Key, Store } from '../../../store/store.ts'
import { accountKey } from '../accounts/accounts.ts'
import { goesOnAlone, grantEndings, grantsOf } from './grants.ts'
import type { Grant } from './grants.ts'
import { jsonWrite, readJsonBelow } from '../json-entries.ts'
import { envelopeOf, recordKey } from '../provider/records.ts'
import { atGeneration, generationOf, generationWrite } from './standing.ts'
import type { Change } from './standing.ts'

/** How a person showed who she is. */
export type SignInBy = 'password' | 'passkey' | 'recovery'

export interface SignInSession {
  /** In tokens as `sid`. Not what the cookie holds. */
  readonly id: string
  readonly webId: string
  /** Milliseconds. */
  readonly created: number
  /** Milliseconds; written now and then only. */
  readonly lastUsed: number
  readonly userAgent: string | undefined
  /** The client ids of the apps that have got in through it. */
  readonly apps: readonly string[]
  readonly by: SignInBy
}

export interface SessionsWorld {
  readonly store: Store
  /** Milliseconds. */
  readonly now: () => number
}

export interface NewSession {
  readonly id: string
  readonly webId: string
  readonly userAgent: string | undefined
  readonly by: SignInBy
  /**
   * The revision of her account before she showed who she is: with a way in that was taken away since,
   * nothing begins any more.
   */
  readonly account: number
}

interface SessionRecord {
  readonly created: number
  readonly lastUsed: number
  readonly userAgent?: string | undefined
  readonly by: SignInBy
}

const longestUserAgent = 300
const mostSessions = 200

/** The sign-ins of a person, the one used last first. */
export async function listSessions(store: Store, webId: string): Promise<SignInSession[]> {
  const grants = await grantsOf(store, webId)
  const records = await readJsonBelow<SessionRecord>(store, ['identity', 'sessions', webId])
  const sessions = records.map(({ key, value: { userAgent, ...record } }): SignInSession => {
    const id = key.at(-1)!
    return { ...record, id, webId, userAgent, apps: appsOf(grants, id) }
  })
  return sessions.toSorted((one, other) => other.lastUsed - one.lastUsed)
}

/** Whether a sign-in has not ended. */
export async function hasSession(store: Store, webId: string, id: string): Promise<boolean> {
  return (await store.get(sessionKey(webId, id))) !== undefined
}

/**
 * Keeps a sign-in, unless it is kept already; beyond 200, those used longest ago end. False when her
 * account has changed since she showed who she is: she must show it again.
 */
export async function beginSession(world: SessionsWorld, asked: NewSession): Promise<boolean> {
  const { id, webId, by, account } = asked
  if (await hasSession(world.store, webId, id)) return true
  const now = world.now()
  const userAgent = asked.userAgent?.slice(0, longestUserAgent)
  const record: SessionRecord = { created: now, lastUsed: now, userAgent, by }
  return retryWhenStale(async () => {
    const room = await roomForSession(world.store, webId)
    try {
      await world.store.commit(
        [jsonWrite(sessionKey(webId, id), record), generationWrite(webId), ...room.writes],
        [{ key: accountKey(webId), revision: account }, ...room.conditions],
      )
      return true
    } catch (error) {
      if (error instanceof Stale && error.key[1] === 'accounts') return false
      throw error
    }
  })
}

/** What ends the sign-ins of a person for which there is no room beside a new one. */
async function roomForSession(store: Store, webId: string): Promise<Change> {
  const known = await readJsonBelow<SessionRecord>(store, ['identity', 'sessions', webId])
  if (known.length < mostSessions) return { writes: [], conditions: [] }
  const byUse = known.toSorted((one, other) => other.value.lastUsed - one.value.lastUsed)
  const kept = new Set(byUse.slice(0, mostSessions - 1).map(({ key }) => key.at(-1)!))
  return sessionsEnding(store, webId, (id) => kept.has(id))
}

/** Ends one sign-in, with all that came from it: its browser, its apps, their tokens for later too. */
export async function endSession(world: SessionsWorld, webId: string, id: string): Promise<void> {
  await endUnless(world, webId, (each) => each !== id)
}

/** Ends all sign-ins of a person, except perhaps the one she is at. */
export async function endAllSessions(
  world: SessionsWorld,
  webId: string,
  { except }: { readonly except?: string } = {},
): Promise<void> {
  await endUnless(world, webId, (each) => each === except)
}

/**
 * What ends all sign-ins but those to be kept, for a commit in which more belongs together, such as a
 * new password. It is stale when something begins or ends meanwhile.
 */
export async function sessionsEnding(
  store: Store,
  webId: string,
  isKept: (id: string) => boolean = () => false,
): Promise<Change> {
  const generation = await generationOf(store, webId)
  const ids = (await idsOf(store, webId)).filter((id) => !isKept(id))
  const grants = (await grantsOf(store, webId)).filter(({ sid }) => !isKept(sid))
  const keys = (await Promise.all(ids.map((id) => keysOf(store, webId, id)))).flat()
  const ended = keys.map((key) => ({ key, value: null }))
  return {
    writes: [...ended, ...grantEndings(grants), generationWrite(webId)],
    conditions: [atGeneration(webId, generation)],
  }
}

/**
 * Signed out at the browser: what was allowed while the person is away goes on and stays listed; the
 * sign-in ends when there is nothing of that kind.
 */
export async function leaveSession(store: Store, webId: string, id: string): Promise<void> {
  await retryWhenStale(async () => {
    const generation = await generationOf(store, webId)
    const grants = await grantsOf(store, webId, id)
    const goOn = await Promise.all(grants.map((each) => goesOnAlone(store, each)))
    const keys = await keysOf(store, webId, id)
    const ended = goOn.some(Boolean) ? keys.slice(1) : keys
    await store.commit(
      [
        ...ended.map((key) => ({ key, value: null })),
        ...grantEndings(grants.filter((_, index) => !goOn[index])),
        generationWrite(webId),
      ],
      [atGeneration(webId, generation)],
    )
  })
}

/** Where a sign-in is kept, until it has ended. */
export function sessionKey(webId: string, id: string): Key {
  return ['identity', 'sessions', webId, id]
}

async function endUnless(
  { store }: SessionsWorld,
  webId: string,
  isKept: (id: string) => boolean,
): Promise<void> {
  await retryWhenStale(async () => {
    const { writes, conditions } = await sessionsEnding(store, webId, isKept)
    await store.commit(writes, conditions)
  })
}

/** Where a sign-in is kept, by us first, then by the library. */
async function keysOf(store: Store, webId: string, id: string): Promise<Key[]> {
  const index = ['oidc', '@uid', id]
  const entry = await store.get(index)
  const name = entry && envelopeOf(entry).payload
  const library = typeof name === 'string' ? [index, recordKey('Session', name)] : []
  return [sessionKey(webId, id), ...library]
}

async function idsOf(store: Store, webId: string): Promise<string[]> {
  const found = await readJsonBelow(store, ['identity', 'sessions', webId])
  return found.map(({ key }) => key.at(-1)!)
}

function appsOf(grants: readonly Grant[], sid: string): string[] {
  const apps = grants.filter((each) => each.sid === sid).map(({ clientId }) => clientId)
  return [...new Set(apps)].filter((clientId) => clientId !== 'account')
}
