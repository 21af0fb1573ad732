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

export interface FailureExtra {
  readonly members?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** Thrown by commands for failures of their own; the message says what would help. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly title: string
  /** What programs are told besides. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(title: string, detail: string, extra: FailureExtra = {}) {
    super(detail, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.title = title
    this.members = extra.members ?? {}
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
    return { ...error.members, type: 'about:blank', title: error.title, detail: error.message }
  }
  if (isRefusal(error)) return refusal(error)
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') return unreachable('Nobody answers at that address')
  if (code !== undefined) return unreachable(`The connection failed (${code})`)
  return { type: 'about:blank', title: 'It failed', detail: causes(error).join(': ') }
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
function codeOf(error: unknown): string | undefined {
  const codes = chainOf(error).map((each) => ('code' in each ? String(each.code) : ''))
  return codes.find((code) => /^E[A-Z]+$/.test(code))
}

/** The messages of an error and its causes, without those that an earlier one tells already. */
function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)]
  return chainOf(error)
    .map(({ message }) => message)
    .filter((each, index, all) => !all.slice(0, index).some((before) => before.includes(each)))
}

/** An error and its causes, five at most. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = []
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause) {
    chain.push(each)
  }
  return chain
}

function violationsOf({ violations }: Failure): string[] {
  if (!Array.isArray(violations)) return []
  return violations.map((each: { message?: unknown }) => `  - ${String(each.message)}`)
}
