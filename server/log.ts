// Structured log lines: ids, counts and durations, never personal data.
import { pino } from 'pino'

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Logs to standard error, so that standard output belongs to the answer of a command. */
export function openLog(level: 'info' | 'warn' | 'error' | 'silent'): Log {
  return pino({ level, base: null }, pino.destination(2))
}
