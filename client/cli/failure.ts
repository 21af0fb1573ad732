// Why a command did not do what it was asked, in one form for people and programs.
import { problemBase, problems } from '../../vocab/generated/problems.ts'
import type { Output } from './output.ts'

/** The form of an error under --json, and what the text is made of. */
export interface Failure {
  readonly type: string
  readonly title: string
  /** The HTTP status when a server refused. */
  readonly status?: number
  readonly detail: string
  /** Whatever else the problem document says, such as the violations of a shape. */
  readonly [member: string]: unknown
}

/** Thrown by commands for failures of their own; the message says what would help. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly title: string

  constructor(title: string, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.title = title
  }
}

/** Writes a failure: to people on standard error, under --json to programs as well. */
export function reportFailure(output: Output, failure: Failure): void {
  if (output.json) output.answer({ error: failure }, '')
  output.note([`${failure.title}: ${failure.detail}`, ...violationsOf(failure)].join('\n'))
}

/** The failure that an error stands for; what is no refusal is named by its message. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandFailure) {
    return { type: 'about:blank', title: error.title, detail: error.message }
  }
  if (isRefusal(error)) return refusal(error)
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') return unreachable('Nobody answers at that address')
  if (code !== undefined) return unreachable(`The connection failed (${code})`)
  const detail = error instanceof Error ? error.message : String(error)
  return { type: 'about:blank', title: 'It failed', detail }
}

/** What the SDK throws when a server answers with a status of 400 and above. */
interface Refusal extends Error {
  readonly type: string
  readonly status: number
  readonly members?: Readonly<Record<string, unknown>>
}

function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'status' in error && 'type' in error
}

function refusal({ type, status, message, members }: Refusal): Failure {
  const known = Object.hasOwn(problems, type) ? problems[type as keyof typeof problems] : undefined
  return {
    ...members,
    type: known ? problemBase + type : 'about:blank',
    title: known?.title ?? `The server answered ${status}`,
    status,
    detail: message,
  }
}

function unreachable(detail: string): Failure {
  return { type: `${problemBase}unreachable`, title: problems.unreachable.title, detail }
}

/** The system's code of a failed connection, however deep it lies among the causes. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) {
    return error.code
  }
  return codeOf(error.cause, depth + 1)
}

function violationsOf({ violations }: Failure): string[] {
  if (!Array.isArray(violations)) return []
  return violations.map((each: { message?: unknown }) => `  - ${String(each.message)}`)
}
