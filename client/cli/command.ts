// What a command is: data for parsing and help, and one function.
import type { Output } from './output.ts'

export interface Option {
  readonly type: 'string' | 'boolean'
  /** Whether it may be given more than once. */
  readonly multiple?: boolean
  /** What stands for the value in the help: 'URL'. */
  readonly value?: string
  readonly help: string
}

export type Options = Readonly<Record<string, Option>>

export interface Command {
  /** As typed: 'account create'. */
  readonly name: string
  /** The positional arguments as shown in the help: 'FILE…'; '' when there are none. */
  readonly positionals: string
  /** How many positional arguments are needed, and how many are possible. */
  readonly count: readonly [least: number, most: number]
  readonly summary: string
  readonly options: Options
  /** Whether the command signs in as a profile, so that --as applies. */
  readonly signedIn: boolean
  /** @throws UsageError for a value that cannot be; anything else means refused or failed */
  run(call: Call): Promise<void>
}

/** One run of a command: what was typed, and where the answer goes. */
export interface Call {
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, unknown>>
  readonly env: Environment
  readonly output: Output
  /** Resolves when the command is told to stop, as by Ctrl-C. */
  stopped(): Promise<void>
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Options that every command has. */
export const commonOptions: Options = {
  json: { type: 'boolean', help: 'answer with JSON on standard output' },
  help: { type: 'boolean', help: 'print this help' },
}

/** The option of commands that sign in. */
export const profileOption: Options = {
  as: { type: 'string', value: 'PROFILE', help: 'who you are (or FREEHOLD_AS)' },
}
