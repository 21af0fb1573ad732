// HTTP for the SDK: one function that sends a request and turns refusals into errors.
import { problemBase, problems } from '../../vocab/generated/problems.ts'
import type { ProblemType } from '../../vocab/generated/problems.ts'

export type Fetch = typeof globalThis.fetch

/** A refusal. `type` is 'unknown' when the server sent no problem document of ours. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly type: ProblemType | 'unknown'
  readonly status: number
  /** The whole problem document, such as `violations` of a shape; {} when there was none. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(
    type: ProblemType | 'unknown',
    status: number,
    detail: string,
    members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail)
    this.type = type
    this.status = status
    this.members = members
  }

  /** What happened and what would help, for people. */
  get detail(): string {
    return this.message
  }
}

/** A refusal that the SDK itself decides on, with the status of its type. */
export function refusal(type: ProblemType, detail: string): RequestError {
  return new RequestError(type, problems[type].status, detail)
}

/** @throws RequestError for a status of 400 and above; TypeError when no server answered. */
export async function request(fetch: Fetch, url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init)
  if (response.ok || response.status === 304) return response
  throw await errorOf(response, url)
}

/**
 * The parsed JSON of an answer; only its syntax is checked.
 * @throws RequestError as `request` does; SyntaxError when the answer is not JSON
 */
export async function requestJson<T>(
  fetch: Fetch,
  url: string,
  init: RequestInit = {},
): Promise<T> {
  const headers = new Headers(init.headers)
  headers.set('accept', 'application/json')
  const response = await request(fetch, url, { ...init, headers })
  // The servers we ask promise these shapes; the caller names the one it asked for.
  return (await response.json()) as T
}

async function errorOf(response: Response, url: string): Promise<RequestError> {
  const problem = await problemIn(response)
  const detail = [problem['detail'], problem['title']].find((each) => typeof each === 'string')
  return new RequestError(
    typeOf(problem['type']),
    response.status,
    detail ?? plainDetail(response, url),
    problem,
  )
}

async function problemIn(response: Response): Promise<Record<string, unknown>> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
  const body: unknown = isProblem ? await response.json().catch(() => ({})) : {}
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

function plainDetail({ status, statusText }: Response, url: string): string {
  return `${url} answered ${[status, statusText].join(' ').trim()}`
}

function typeOf(iri: unknown): ProblemType | 'unknown' {
  const name = typeof iri === 'string' ? iri.replace(problemBase, '') : ''
  return isProblemType(name) ? name : 'unknown'
}

function isProblemType(name: string): name is ProblemType {
  return Object.hasOwn(problems, name)
}
