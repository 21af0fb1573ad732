// Runs one command line: finds the command, parses, runs, and turns what happened into an exit code.
import { commandOf, parse } from './arguments.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { failureOf, reportFailure } from './failure.ts'
import { outputOf } from './output.ts'
import type { Terminal } from './output.ts'
import { overview, UsageError, usageOf } from './usage.ts'

/** 0 done, 1 refused or failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2

/** Never throws: whatever goes wrong is told on the terminal. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const command = commandOf(commands, args)
  if (command) return runCommand(command, args, terminal)
  return withoutCommand(args, terminal)
}

async function runCommand(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const output = outputOf(terminal, args.includes('--json'))
  try {
    const { positionals, values } = parse(command, args)
    if (values['help'] === true) terminal.write(`${usageOf(command)}\n`)
    else await command.run({ positionals, values, output, ...terminal })
    return 0
  } catch (error) {
    if (error instanceof UsageError) {
      reportFailure(output, { type: 'about:blank', title: 'Wrong usage', detail: error.message })
      output.note(`\n${usageOf(command)}`)
      return 2
    }
    reportFailure(output, failureOf(error))
    return 1
  }
}

function withoutCommand(args: readonly string[], terminal: Terminal): ExitCode {
  const output = outputOf(terminal, args.includes('--json'))
  if (args[0] === '--help' || args[0] === 'help') {
    terminal.write(`${overview(commands)}\n`)
    return 0
  }
  const detail = args[0] === undefined ? 'A command is missing' : `There is no command '${args[0]}'`
  reportFailure(output, { type: 'about:blank', title: 'Wrong usage', detail })
  output.note(`\n${overview(commands)}`)
  return 2
}
