// freehold log: who read what of yours.
import { readLog } from '../../sdk/log.ts'
import type { LogEntry } from '../../sdk/log.ts'
import { purposeLabel } from '../choices.ts'
import type { Call, Command } from '../command.ts'
import { signIn } from '../sign-in.ts'
import { table } from '../table.ts'

export const log: Command = {
  name: 'log',
  positionals: '',
  count: [0, 0],
  summary: 'Show who read your data under a grant, newest first',
  signedIn: true,
  options: {},
  run: show,
}

/** How the read became known: at foreign pods only through the lease, which sees less. */
const seen = { server: 'recorded by your server', lease: 'seen by the lease (at least)' } as const

async function show(call: Call): Promise<void> {
  const session = await signIn(call)
  const entries = await readLog(session)
  const text = entries.length === 0 ? 'Nothing was read yet' : overviewOf(entries)
  call.output.answer(entries, text)
}

function overviewOf(entries: readonly LogEntry[]): string {
  const rows = entries.map((each) => [
    each.time,
    each.agent ?? '',
    each.resource,
    each.purpose === undefined ? '' : purposeLabel(each.purpose),
    seen[each.seenBy],
  ])
  return table(['TIME', 'WHO', 'WHAT', 'PURPOSE', 'HOW WE KNOW'], rows)
}
