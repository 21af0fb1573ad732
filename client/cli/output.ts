// Where words go: the answer alone on standard output, everything else on standard error.
import { once } from 'node:events'
import type { Environment } from './command.ts'

/** The edges of a command: environment, streams, and the wish to stop. */
export interface Terminal {
  readonly env: Environment
  /** Text for standard output, as it is. */
  write(text: string): void
  /** Text for standard error, as it is. */
  warn(text: string): void
  stopped(): Promise<void>
}

export interface Output {
  readonly json: boolean
  /** The one answer of a command: `value` as JSON under --json, else the text. */
  answer(value: unknown, text: string): void
  /** One of many answers that come over time, on a line of its own: as JSON under --json, else the text. */
  entry(value: unknown, text: string): void
  /** A remark beside the answer. */
  note(text: string): void
}

/** The terminal of this process; told to stop by SIGINT or SIGTERM. */
export function processTerminal(): Terminal {
  return {
    env: process.env,
    write: (text) => void process.stdout.write(text),
    warn: (text) => void process.stderr.write(text),
    stopped: async () =>
      void (await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])),
  }
}

export function outputOf(terminal: Terminal, json: boolean): Output {
  return {
    json,
    answer: (value, text) => terminal.write(line(json ? JSON.stringify(value, null, 2) : text)),
    entry: (value, text) => terminal.write(line(json ? JSON.stringify(value) : text)),
    note: (text) => terminal.warn(line(text)),
  }
}

/** Ends a text with one line break; nothing stays nothing. */
function line(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}
