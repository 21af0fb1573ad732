// freehold log: who read what of yours; apart from that who changed its rules, and who was refused.
import { readLog } from '../../sdk/log.ts'
import type { LogEntry, LogKind } from '../../sdk/log.ts'
import { purposeLabel } from '../choices.ts'
import type { Call, Command } from '../command.ts'
import { signIn } from '../sign-in.ts'
import { table } from '../table.ts'

export const log: Command = {
  name: 'log',
  positionals: '',
  count: [0, 0],
  summary: 'Show who read your data under a grant, who changed its rules, and who was refused',
  signedIn: true,
  options: {},
  run: show,
}

/** How the read became known: at foreign pods only through the lease, which sees less. */
const seen = { server: 'recorded by your server', lease: 'seen by the lease (at least)' } as const

async function show(call: Call): Promise<void> {
  const session = await signIn(call)
  const entries = await readLog(session)
  call.output.answer(entries, overviewOf(entries))
}

/** Reads first; the other kinds below, each under a heading that says what it is. */
function overviewOf(entries: readonly LogEntry[]): string {
  const of = (kind: LogKind) => entries.filter((each) => each.kind === kind)
  return [
    usesOf(of('use')) || 'Nothing was read yet',
    titled('Changes to who may do what with your data', changesOf(of('access-rules'))),
    titled('Refused: signed in, but your rules did not let them', refusalsOf(of('denied'))),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function usesOf(entries: readonly LogEntry[]): string {
  const rows = entries.map((each) => [
    each.time,
    each.agent ?? '',
    each.resource,
    each.purpose === undefined ? '' : purposeLabel(each.purpose),
    seen[each.seenBy],
  ])
  return table(['TIME', 'WHO', 'WHAT', 'PURPOSE', 'HOW WE KNOW'], rows)
}

function changesOf(entries: readonly LogEntry[]): string {
  const rows = entries.map((each) => [
    each.time,
    each.agent ?? 'somebody not signed in',
    `${each.method === 'DELETE' ? 'removed' : 'wrote'} ${each.resource}`,
    each.client ?? '',
  ])
  return table(['TIME', 'WHO', 'WHAT', 'WITH'], rows)
}

function refusalsOf(entries: readonly LogEntry[]): string {
  const rows = entries.map(({ time, agent, method, resource, leftOut }) =>
    leftOut === undefined
      ? [time, agent ?? '', `${method} ${resource}`]
      : [time, `${leftOut} more in this hour, only counted`, ''],
  )
  return table(['TIME', 'WHO', 'WHAT'], rows)
}

function titled(title: string, text: string): string {
  return text === '' ? '' : `${title}\n\n${text}`
}
