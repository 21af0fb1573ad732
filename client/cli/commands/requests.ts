// freehold requests: what was asked of you or by you, and what became of it.
import { listRequests } from '../../sdk/sharing.ts'
import type { RequestSummary } from '../../sdk/mediator.ts'
import { dataTypeLabel, purposeLabel } from '../choices.ts'
import type { Call, Command } from '../command.ts'
import { shortId } from '../ids.ts'
import { signIn } from '../sign-in.ts'
import { table } from '../table.ts'

export const requests: Command = {
  name: 'requests',
  positionals: '',
  count: [0, 0],
  summary: 'List the requests that concern you, and their grants',
  signedIn: true,
  options: {},
  run: list,
}

async function list(call: Call): Promise<void> {
  const session = await signIn(call)
  const all = await listRequests(session)
  const text = all.length === 0 ? 'There are no requests' : overviewOf(all)
  call.output.answer(all, text)
}

function overviewOf(all: readonly RequestSummary[]): string {
  const rows = all.map((each) => [
    shortId(each.id),
    each.state,
    each.firmName ?? each.firm,
    each.person,
    dataTypeLabel(each.dataType),
    purposeLabel(each.purpose),
    each.term,
    each.grant === undefined ? '' : `${shortId(each.grant.id)} until ${each.grant.until}`,
  ])
  const headings = ['ID', 'STATE', 'FIRM', 'PERSON', 'DATA', 'PURPOSE', 'TERM', 'GRANT']
  return table(headings, rows)
}
