// Signs in as a stored profile.
import { loginWithCredentials } from '../sdk/session.ts'
import type { Session } from '../sdk/session.ts'
import { text } from './arguments.ts'
import type { Call } from './command.ts'
import { CommandFailure } from './failure.ts'
import { readProfileFile } from './profiles.ts'
import type { Profile } from './profiles.ts'
import { UsageError } from './usage.ts'

/**
 * A session of who the call is made as: --as, else FREEHOLD_AS.
 * @throws UsageError when nobody is named or the profile does not exist
 * @throws CommandFailure when the login does not lead to the profile's WebID
 */
export async function signIn(call: Call): Promise<Session> {
  const name = text(call, 'as') ?? call.env['FREEHOLD_AS']
  if (name === undefined || name === '') {
    throw new UsageError('Say who you are with --as PROFILE or FREEHOLD_AS')
  }
  return signInAs(await readProfileFile(call.env, name))
}

/** @throws CommandFailure when the login leads to somebody else */
export async function signInAs(profile: Profile): Promise<Session> {
  const session = await loginWithCredentials(profile)
  if (session.webId === profile.webId) return session
  throw new CommandFailure(
    'The login leads to somebody else',
    `These credentials belong to ${session.webId}, not to ${profile.webId}`,
  )
}
