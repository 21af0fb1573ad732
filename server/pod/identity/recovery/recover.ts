// Coming back into an account: one new way in, in place of all that there were. Everything that let
// somebody in before ends in the same commit.
import { Stale } from '../../../store/store.ts'
import type { Store, Write } from '../../../store/store.ts'
import { readAccount } from '../accounts.ts'
import { jsonWrite } from '../json-entries.ts'
import { wayInChange } from '../new-way-in.ts'
import type { NewWayIn } from '../new-way-in.ts'
import { Refusal } from '../pages/refusal.ts'
import { goneWrites, listPasskeys } from '../passkeys/passkeys.ts'
import { sessionsEnding } from '../sessions.ts'
import type { Change } from '../standing.ts'

export interface RecoveryWorld {
  readonly store: Store
  /** Milliseconds. */
  readonly now: () => number
}

/**
 * Gives an account its new way in, and ends its sign-ins, in one commit with the use of what allowed
 * it, a code or a link.
 * @throws Refusal forbidden when that has been used meanwhile, or there is no such account
 */
export async function recover(
  world: RecoveryWorld,
  webId: string,
  wayIn: NewWayIn,
  allowed: Change,
): Promise<void> {
  const account = await accountChange(world, webId, wayIn)
  const parts = [account, await sessionsEnding(world.store, webId), allowed]
  try {
    await world.store.commit(
      parts.flatMap(({ writes }) => writes),
      parts.flatMap(({ conditions }) => conditions),
    )
  } catch (error) {
    throw error instanceof Stale ? new Refusal('forbidden', 'recoveryWrong') : error
  }
}

async function accountChange(
  { store, now }: RecoveryWorld,
  webId: string,
  wayIn: NewWayIn,
): Promise<Change> {
  const account = await readAccount(store, webId)
  if (!account) throw new Refusal('forbidden', 'recoveryWrong')
  const { key, revision } = account.entry
  const { passwordHash: _before, ...kept } = account.record
  const { record, writes, conditions } = wayInChange(webId, wayIn, now())
  return {
    writes: [jsonWrite(key, { ...kept, ...record }), ...(await gone(store, webId)), ...writes],
    conditions: [{ key, revision }, ...conditions],
  }
}

/** What removes all passkeys; it stands before what adds one. */
async function gone(store: Store, webId: string): Promise<Write[]> {
  return (await listPasskeys(store, webId)).flatMap(({ id }) => goneWrites(webId, id))
}
