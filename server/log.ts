// Structured log lines: ids, counts and durations, never personal data.
import { pino } from 'pino'

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export type LogLevel = 'info' | 'warn' | 'error' | 'silent'

/**
 * Logs to standard error, so that standard output belongs to the answer of a command. One JSON
 * object a line, so no value can look like a line of its own; of several workers each says its
 * number.
 */
export function openLog(level: LogLevel, worker?: number): Log {
  const base = worker === undefined ? null : { worker }
  return pino({ level, base, serializers: { err: errorFields } }, pino.destination(2))
}

export interface ErrorFields {
  readonly type: string
  readonly code?: string
  readonly message: string
  readonly stack: readonly string[]
  readonly cause?: ErrorFields
}

const deepestCause = 3

/** What may be known of an error: where it was thrown, and its words without addresses and secrets. */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: [] }
  const { name, message, stack, cause } = error
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return {
    type: name,
    ...code,
    message: withoutPersonalData(message),
    stack: (stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 20),
    ...(cause instanceof Error && depth < deepestCause && { cause: errorFields(cause, depth + 1) }),
  }
}

/** 'No https://alice.example/#me in /alice/x' → 'No [address] in [path]' */
function withoutPersonalData(text: string): string {
  return text
    .slice(0, 500)
    .replaceAll(/\b[a-z][a-z0-9+.-]*:[^\s'"<>]+/gi, '[address]')
    .replaceAll(/\/[^\s'"<>]+/g, '[path]')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '[address]')
    .replaceAll(/[\w.-]{25,}/g, '[secret]')
}
