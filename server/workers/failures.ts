// Errors that travel from a worker to its primary: what the command line tells apart is kept.
import { CannotStart } from '../config.ts'
import type { Failure } from './messages.ts'

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), code: undefined }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { name: error.name, message: error.message, code }
}

export function errorOf({ name, message, code }: Failure): Error {
  const error = name === 'CannotStart' ? new CannotStart(message) : new Error(message)
  return code === undefined ? error : Object.assign(error, { code })
}
