// freehold withdraw: a person ends a grant; access closes at the firm's next request.
import { listGrants, withdrawGrant } from '../../sdk/sharing.ts'
import type { Withdrawal } from '../../sdk/sharing.ts'
import type { GrantSummary } from '../../sdk/mediator.ts'
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
  const left = await withdrawGrant(session, grant)
  call.output.answer({ grant: grant.id, ...left }, told(grant, left))
}

function told(grant: GrantSummary, { cleaned, notCleaned }: Withdrawal): string {
  const firm = grant.firmName ?? grant.firm
  return [
    `Withdrew grant ${shortId(grant.id)}: ${firm} can read no more`,
    ...cleaned.map((each) => `  its rule was removed from ${each}`),
    ...notCleaned.map(
      ({ resource, detail }) => `  an empty rule is left at ${resource}: ${detail}`,
    ),
  ].join('\n')
}

function grantWithId(grants: readonly GrantSummary[], id: string): GrantSummary {
  const ofRequest = grants.find(({ request }) => request === id || shortId(request) === id)
  return ofRequest ?? withId(grants, id, 'grant')
}
