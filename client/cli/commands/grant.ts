// freehold grant: a person says yes to a request; the grant is proved at her provider before it counts.
import { grantRequest, listRequests } from '../../sdk/sharing.ts'
import type { GrantSummary } from '../../sdk/mediator.ts'
import { address, positional, text, texts } from '../arguments.ts'
import { purposeLabel } from '../choices.ts'
import type { Call, Command } from '../command.ts'
import { CommandFailure } from '../failure.ts'
import { shortId, withId } from '../ids.ts'
import { signIn } from '../sign-in.ts'
import { facts } from '../table.ts'
import { UsageError } from '../usage.ts'

export const grant: Command = {
  name: 'grant',
  positionals: 'ID',
  count: [1, 1],
  summary: 'Grant a request',
  signedIn: true,
  options: {
    resource: { type: 'string', value: 'URL', multiple: true, help: 'grant this only' },
    until: {
      type: 'string',
      value: 'DATE',
      help: 'end earlier than asked: 2026-12-31 (at its beginning, UTC) or with a time',
    },
  },
  run: agree,
}

async function agree(call: Call): Promise<void> {
  const resources = texts(call, 'resource').map((each) => address('--resource', each))
  const until = untilOf(text(call, 'until'))
  const session = await signIn(call)
  const asked = withId(await listRequests(session), positional(call, 0), 'request')

  if (asked.person !== session.webId) {
    throw new CommandFailure('Not yours to grant', `Only ${asked.person} can grant this request`)
  }

  const granted = await grantRequest(session, asked, {
    ...(resources.length === 0 ? {} : { resources }),
    ...(until === undefined ? {} : { until }),
  })

  call.output.answer(granted, describe(granted))
}

function describe(granted: GrantSummary): string {
  const [first, ...others] = granted.resources
  return facts([
    ['Grant', shortId(granted.id)],
    ['State', granted.state],
    ['Firm', granted.firmName ?? granted.firm],
    ['Purpose', purposeLabel(granted.purpose)],
    ['Until', granted.until],
    ['May read', first],
    ...others.map((each) => ['', each] as const),
  ])
}

/** '2026-12-31' → that day's beginning in UTC */
function untilOf(date: string | undefined): Date | undefined {
  if (date === undefined) return undefined
  const time = /^\d{4}-\d{2}-\d{2}/.test(date) ? new Date(date) : new Date(Number.NaN)
  if (Number.isNaN(time.getTime())) throw new UsageError('--until is a date such as 2026-12-31')
  return time
}
