// What a person chose in a form to sign in with from now on: a password, or a passkey made just now.
import type { Request } from 'express'
import type { AccountRecord } from './accounts.ts'
import { deviceNameOf } from '../forms/device-name.ts'
import { longestAnswer, textIn } from '../forms/forms.ts'
import { Refusal } from '../pages/refusal.ts'
import { newPasskey } from '../passkeys/ceremony.ts'
import type { CeremonyWorld, MadePasskey } from '../passkeys/ceremony.ts'
import { newPasskeyWrites } from '../passkeys/passkeys.ts'
import { hashPassword } from './passwords.ts'
import type { Change } from '../sign-ins/standing.ts'
import { checkPassword } from './ways-in.ts'

export type NewWayIn =
  | { readonly by: 'password'; readonly passwordHash: string }
  | { readonly by: 'passkey'; readonly passkey: MadePasskey; readonly device: string }

/**
 * Checks what was chosen, and does the slow part of it, whether or not there is such an account.
 * @param subject What the passkey was made for.
 * @throws Refusal when nothing was chosen, the password is too easy, or the passkey not in order
 */
export async function newWayIn(
  world: CeremonyWorld,
  req: Request,
  { subject, name }: { readonly subject: string; readonly name: string },
): Promise<NewWayIn> {
  const answer = textIn(req, 'answer', longestAnswer)
  if (answer !== '') {
    const passkey = await newPasskey(world, subject, answer)
    return { by: 'passkey', passkey, device: deviceNameOf(req) }
  }
  const password = textIn(req, 'password')
  if (password === '') throw new Refusal('unprocessable', 'wayInMissing')
  checkPassword(password, name)
  return { by: 'password', passwordHash: await hashPassword(password) }
}

/** What gives an account this way in: a part of its record, and what is kept beside it. */
export function wayInChange(
  webId: string,
  wayIn: NewWayIn,
  now: number,
): Change & { readonly record: Pick<AccountRecord, 'passwordHash'> } {
  if (wayIn.by === 'password') {
    return { record: { passwordHash: wayIn.passwordHash }, writes: [], conditions: [] }
  }
  const { made, transports } = wayIn.passkey
  const kept = newPasskeyWrites(webId, made, { name: wayIn.device, transports, created: now })
  return { record: {}, ...kept }
}
