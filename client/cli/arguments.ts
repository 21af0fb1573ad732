// From what was typed to a call: which command, which options, and typed access to their values.
import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import type { Call, Command } from './command.ts'
import { optionsOf, UsageError } from './usage.ts'

type Parsed = Pick<Call, 'positionals' | 'values'>
type ParsedOptions = NonNullable<ParseArgsConfig['options']>

/** The command that the arguments begin with, the longest name first; undefined when there is none. */
export function commandOf(
  commands: readonly Command[],
  args: readonly string[],
): Command | undefined {
  const typed = args.join(' ')
  const named = commands.filter(({ name }) => typed === name || typed.startsWith(`${name} `))
  return named.toSorted((a, b) => b.name.length - a.name.length)[0]
}

/** @throws UsageError for an unknown option, or too few or too many arguments */
export function parse(command: Command, args: readonly string[]): Parsed {
  const { positionals, values } = parsed(command, args.slice(command.name.split(' ').length))
  if (values['help'] === true) return { positionals, values }
  const [least, most] = command.count
  if (positionals.length < least) throw new UsageError(`${command.positionals} is missing`)
  if (positionals.length > most) {
    throw new UsageError(`Unexpected argument '${positionals[most] ?? ''}'`)
  }
  return { positionals, values }
}

function parsed(command: Command, args: string[]): Parsed {
  const options = Object.fromEntries(
    Object.entries(optionsOf(command)).map(([name, { type, multiple }]) => [
      name,
      { type, multiple: multiple ?? false },
    ]),
  ) as ParsedOptions
  try {
    return parseArgs({ args: idsLast(args, options), options, allowPositionals: true })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // Its advice on arguments that begin with a dash does not hold here.
    throw new UsageError(message.split('. To specify')[0] ?? message, { cause: error })
  }
}

/** Ids may begin with a dash, and no option of ours has a single one: '-x7' is an argument. */
function idsLast(args: readonly string[], options: ParsedOptions): string[] {
  if (args.includes('--')) return [...args]
  const takesValue = (arg = '') => options[arg.replace(/^--/, '')]?.type === 'string'
  const isId = (arg: string, index: number) => /^-[^-]/.test(arg) && !takesValue(args[index - 1])
  const ids = args.filter(isId)
  return [...args.filter((arg, index) => !isId(arg, index)), '--', ...ids]
}

/** The value of an option, undefined when it was not given. */
export function text(call: Parsed, name: string): string | undefined {
  const value = call.values[name]
  return typeof value === 'string' ? value : undefined
}

/** @throws UsageError when the option was not given or is empty */
export function required(call: Parsed, name: string): string {
  const value = text(call, name)
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`)
  return value
}

/** The values of an option that may be repeated; [] when it was not given. */
export function texts(call: Parsed, name: string): string[] {
  const value = call.values[name]
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : []
}

/** @throws UsageError when there are fewer arguments than that */
export function positional(call: Parsed, index: number): string {
  const value = call.positionals[index]
  if (value === undefined || value === '') throw new UsageError('An argument is missing')
  return value
}

/**
 * The value of an option that has a fixed set of values, `otherwise` when it was not given.
 * @throws UsageError naming the choices
 */
export function choice<Choice extends string>(
  call: Parsed,
  name: string,
  choices: readonly Choice[],
  otherwise: Choice,
): Choice {
  const value = text(call, name)
  if (value === undefined) return otherwise
  const found = choices.find((each) => each === value)
  if (found === undefined) throw new UsageError(`--${name} is one of: ${choices.join(', ')}`)
  return found
}

/** @throws UsageError when the value is no absolute http or https address */
export function address(name: string, value: string): string {
  const url = URL.parse(value)
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return value
  throw new UsageError(`${name} is an address that begins with http:// or https://`)
}
