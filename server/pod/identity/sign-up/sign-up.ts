// Making an account for oneself: account, pod, way in and recovery codes in one commit.
import { Stale } from '../../../store/store.ts'
import { foundAccount, likenessKey, webIdOf } from '../accounts/accounts.ts'
import type { AccountsWorld } from '../accounts/accounts.ts'
import { wayInChange } from '../accounts/new-way-in.ts'
import type { NewWayIn } from '../accounts/new-way-in.ts'
import { Refusal } from '../pages/refusal.ts'
import { newCodes } from '../recovery/codes.ts'
import type { Change } from '../sign-ins/standing.ts'
import type { Applicant } from './applicant.ts'

export interface SignedUp {
  readonly webId: string
  /** Told once. */
  readonly codes: readonly string[]
}

/**
 * @param admitted What uses up the invitation.
 * @throws Refusal conflict when somebody else was faster: with the name, one like it, or the invitation
 */
export async function signUp(
  world: AccountsWorld,
  { name, displayName }: Applicant,
  wayIn: NewWayIn,
  admitted: Change,
): Promise<SignedUp> {
  const webId = webIdOf(world.baseUrl, name)
  const { codes, write } = newCodes(webId)
  const { record, writes, conditions } = wayInChange(webId, wayIn, world.now())
  try {
    await foundAccount(world, {
      name,
      displayName: displayName.trim() || name,
      passwordHash: record.passwordHash,
      writes: [write, ...writes, ...admitted.writes],
      conditions: [{ key: likenessKey(name), absent: true }, ...conditions, ...admitted.conditions],
    })
  } catch (error) {
    throw error instanceof Stale ? new Refusal('conflict', reasonOf(error)) : error
  }
  return { webId, codes }
}

function reasonOf({ key }: Stale) {
  if (key[1] === 'likeness') return 'nameAlike'
  return key[1] === 'once' ? 'invitationWrong' : 'nameTaken'
}
