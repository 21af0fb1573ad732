// Coming back into an account: one new way in, in place of all that there were. Everything that let
// somebody in before ends in the same commit.
import { Stale, retryWhenStale } from '../../../store/store.ts'
import type { Store, Write } from '../../../store/store.ts'
import { readAccount } from '../accounts/accounts.ts'
import type { AccountRecord } from '../accounts/accounts.ts'
import { consentEndings } from '../sign-ins/consents.ts'
import { programEndings } from '../programs/credentials.ts'
import { jsonWrite } from '../json-entries.ts'
import { wayInChange } from '../accounts/new-way-in.ts'
import type { NewWayIn } from '../accounts/new-way-in.ts'
import { Refusal } from '../pages/refusal.ts'
import { goneWrites, listPasskeys } from '../passkeys/passkeys.ts'
import { sessionsEnding } from '../sign-ins/sessions.ts'
import { together } from '../sign-ins/signed-in.ts'
import type { Change } from '../sign-ins/standing.ts'

export interface RecoveryWorld {
  readonly store: Store
  /** Milliseconds. */
  readonly now: () => number
}

/**
 * Gives an account its new way in, and ends its sign-ins, its programs and what apps were allowed, in
 * one commit with the use of what allows it, a code or a link. Returns the revision that this leaves
 * the account at, for signing in; 0 when it is another one already.
 * @param findAllowed Asked again when something has changed meanwhile; undefined when nothing allows it.
 * @throws Refusal forbidden when nothing allows it, or there is no such account
 */
export async function recover(
  world: RecoveryWorld,
  webId: string,
  wayIn: NewWayIn,
  findAllowed: () => Promise<Change | undefined>,
): Promise<number> {
  const { store, now } = world
  const recovered = now()
  try {
    await retryWhenStale(async () => {
      const allowed = await findAllowed()
      if (!allowed) throw refused()
      const ended = await allEnding(store, webId)
      const account = await accountChange(store, webId, wayIn, recovered)
      const { writes, conditions } = together(ended, account, allowed)
      await store.commit(writes, conditions)
    })
  } catch (error) {
    throw error instanceof Stale ? refused() : error
  }
  const left = await readAccount(store, webId)
  return left?.record.recovered === recovered ? left.entry.revision : 0
}

/** Read first: with what comes or goes while the rest is read, the commit is stale. */
async function allEnding(store: Store, webId: string): Promise<Change> {
  const { writes, conditions } = await sessionsEnding(store, webId)
  const programs = await programEndings(store, webId)
  const consents = await consentEndings(store, webId)
  return { writes: [...writes, ...programs, ...consents], conditions }
}

async function accountChange(
  store: Store,
  webId: string,
  wayIn: NewWayIn,
  recovered: number,
): Promise<Change> {
  const account = await readAccount(store, webId)
  if (!account) throw refused()
  const { key, revision } = account.entry
  const { passwordHash: _before, ...kept } = account.record
  const { record, writes, conditions } = wayInChange(webId, wayIn, recovered)
  const changed: AccountRecord = { ...kept, ...record, recovered }
  return {
    writes: [jsonWrite(key, changed), ...(await gone(store, webId)), ...writes],
    conditions: [{ key, revision }, ...conditions],
  }
}

function refused(): Refusal {
  return new Refusal('forbidden', 'recoveryWrong')
}

/** What removes all passkeys; it stands before what adds one. */
async function gone(store: Store, webId: string): Promise<Write[]> {
  return (await listPasskeys(store, webId)).flatMap(({ id }) => goneWrites(webId, id))
}
