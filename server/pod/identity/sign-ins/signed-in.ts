// Commits that only who is signed in may make: nothing of them when the sign-in has ended meanwhile.
import { retryWhenStale } from '../../../store/store.ts'
import type { Condition, Store } from '../../../store/store.ts'
import { Refusal } from '../pages/refusal.ts'
import { sessionKey } from './sessions.ts'
import type { Change } from './standing.ts'

export interface SignedIn {
  readonly webId: string
  /** The sign-in of the browser that asks. */
  readonly sessionId: string
}

/**
 * Commits what is decided, and decides again when something has changed meanwhile.
 * @throws Refusal forbidden when the sign-in has ended, so that what was asked for just before a
 *   recovery does not outlive it
 */
export async function commitAs(
  store: Store,
  who: SignedIn,
  decide: () => Promise<Change>,
): Promise<void> {
  await retryWhenStale(async () => {
    const signedIn = await whileSignedIn(store, who)
    const { writes, conditions } = await decide()
    await store.commit(writes, [...conditions, signedIn])
  })
}

/**
 * Holds as long as the sign-in has not ended.
 * @throws Refusal forbidden when it has
 */
export async function whileSignedIn(
  store: Store,
  { webId, sessionId }: SignedIn,
): Promise<Condition> {
  const entry = await store.get(sessionKey(webId, sessionId))
  if (!entry) throw new Refusal('forbidden', 'signInFirst')
  return { key: entry.key, revision: entry.revision }
}

/** What is committed together. */
export function together(...changes: readonly Change[]): Change {
  return {
    writes: changes.flatMap(({ writes }) => writes),
    conditions: changes.flatMap(({ conditions }) => conditions),
  }
}
