// freehold withdraw: a person ends a grant; access closes at the firm's next request.
import { listGrants, withdrawGrant } from '../../sdk/sharing.ts'
import type { GrantSummary } from '../../sdk/sharing.ts'
import { positional } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { shortId, withId } from '../ids.ts'
import { signIn } from '../sign-in.ts'

export const withdraw: Command = {
  name: 'withdraw',
  positionals: 'ID',
  count: [1, 1],
  summary: 'End a grant (the ID of the grant, or of its request)',
  signedIn: true,
  options: {},
  run: end,
}

async function end(call: Call): Promise<void> {
  const session = await signIn(call)
  const grant = grantWithId(await listGrants(session), positional(call, 0))
  const ended = await withdrawGrant(session, grant)
  const told = `Withdrew grant ${shortId(ended.id)}: ${ended.firmName ?? ended.firm} can read no more`
  call.output.answer(ended, told)
}

function grantWithId(grants: readonly GrantSummary[], id: string): GrantSummary {
  const ofRequest = grants.find(({ request }) => request === id || shortId(request) === id)
  return ofRequest ?? withId(grants, id, 'grant')
}
