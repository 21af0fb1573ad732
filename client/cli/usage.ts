// What to type: the help texts, made from the commands themselves. Pure.
import { commonOptions, profileOption } from './command.ts'
import type { Command, Options } from './command.ts'
import { table } from './table.ts'

/** Wrong usage; the message names what is wrong and what is possible. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** All options of a command, the common ones last. */
export function optionsOf(command: Command): Options {
  const profile = command.signedIn ? profileOption : {}
  return { ...command.options, ...profile, ...commonOptions }
}

/** The overview: every command with its summary. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map((each) => [
    `  ${[each.name, each.positionals].join(' ').trim()}`,
    each.summary,
  ])
  return [
    'Usage: freehold COMMAND [options]',
    '',
    table(['Commands:', ''], rows),
    '',
    'freehold COMMAND --help tells more. Exit code 0: done, 1: refused or failed, 2: wrong usage.',
  ].join('\n')
}

/** The help of one command. */
export function usageOf(command: Command): string {
  const typed = ['freehold', command.name, command.positionals, '[options]']
  const rows = Object.entries(optionsOf(command)).map(([name, option]) => [
    `  --${name}${option.value === undefined ? '' : ` ${option.value}`}`,
    option.help + (option.multiple === true ? ' (may be repeated)' : ''),
  ])
  return [
    `Usage: ${typed.filter((part) => part !== '').join(' ')}`,
    '',
    command.summary,
    '',
    table(['Options:', ''], rows),
  ].join('\n')
}
