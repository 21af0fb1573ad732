// Who wants an account, and whether that is possible.
import type { Store } from '../../../store/store.ts'
import { hasAccount, likenessKey, webIdOf } from '../accounts/accounts.ts'
import { isDisplayName, ownNameFault } from '../accounts/names.ts'
import { findOnce } from '../one-time.ts'
import type { OneTimeWorld } from '../one-time.ts'
import { Refusal } from '../pages/refusal.ts'
import type { Change } from '../sign-ins/standing.ts'

/** Who may make accounts: nobody but the operator, whoever has a link of hers, or everybody. */
export type SignUpPolicy = 'closed' | 'invite' | 'open'

export interface Applicant {
  readonly name: string
  /** '' when it was left out. */
  readonly displayName: string
}

export interface ApplicantsWorld extends OneTimeWorld {
  readonly baseUrl: string
  readonly signUp: SignUpPolicy
}

/**
 * The commit that uses the invitation up; empty where none is needed.
 * @throws Refusal forbidden when strangers may make no accounts, or this is no invitation
 */
export async function admission(world: ApplicantsWorld, invitation: string): Promise<Change> {
  if (world.signUp === 'closed') throw new Refusal('forbidden', 'signUpClosed')
  if (world.signUp === 'open' && invitation === '') return { writes: [], conditions: [] }
  const found = await findOnce(world, 'invitation', invitation)
  if (found) return found
  throw new Refusal('forbidden', 'invitationWrong')
}

/** @throws Refusal that says what is wrong with a name: unprocessable, or conflict when it is taken */
export async function checkName(
  { store, baseUrl }: { readonly store: Store; readonly baseUrl: string },
  name: string,
): Promise<void> {
  const fault = ownNameFault(name)
  if (fault) throw new Refusal('unprocessable', fault)
  if (await hasAccount(store, webIdOf(baseUrl, name))) throw new Refusal('conflict', 'nameTaken')
  if (await store.get(likenessKey(name))) throw new Refusal('conflict', 'nameAlike')
}

/** @throws Refusal unprocessable or conflict, for the name or for what others call the person */
export async function checkApplicant(
  world: ApplicantsWorld,
  { name, displayName }: Applicant,
): Promise<void> {
  await checkName(world, name)
  if (displayName !== '' && !isDisplayName(displayName)) {
    throw new Refusal('unprocessable', 'displayNameBad')
  }
}
