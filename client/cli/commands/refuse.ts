// freehold refuse: a person says no to a request.
import { listRequests, refuseRequest } from '../../sdk/sharing.ts'
import { positional, text } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { shortId, withId } from '../ids.ts'
import { signIn } from '../sign-in.ts'

export const refuse: Command = {
  name: 'refuse',
  positionals: 'ID',
  count: [1, 1],
  summary: 'Refuse a request',
  signedIn: true,
  options: { reason: { type: 'string', value: 'TEXT', help: 'what the firm is told' } },
  run: decline,
}

async function decline(call: Call): Promise<void> {
  const session = await signIn(call)
  const asked = withId(await listRequests(session), positional(call, 0), 'request')
  const refused = await refuseRequest(session, asked, text(call, 'reason'))
  const told = `Refused request ${shortId(refused.id)} of ${refused.firmName ?? refused.firm}`
  call.output.answer(refused, told)
}
