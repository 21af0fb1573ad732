// Reads granted documents, and finds those inside granted containers. What goes wrong is an outcome.
import type { Graph } from '../../../shapes/graph.ts'
import { SyntaxProblem } from '../../../shapes/graph.ts'
import { listContainer } from '../container.ts'
import { readDocument } from '../document.ts'
import { RequestError } from '../request.ts'
import type { Fetch } from '../request.ts'
import { SourceProblem, grantedFetch } from './granted-fetch.ts'
import type { FetchLimits } from './granted-fetch.ts'
import type { Outcome, Source } from './source.ts'
import type { Target } from './targets.ts'

/** How a firm's agent reads: with its session, within limits. */
export interface Reader {
  readonly fetch: Fetch
  readonly limits: FetchLimits
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number
}

export interface ReadDocument {
  readonly source: Source
  /** Undefined when it was left out. */
  readonly graph: Graph | undefined
}

/** What a container holds, and which containers in it could not be listed. */
export interface Listing {
  readonly documents: readonly Target[]
  readonly failed: readonly Source[]
}

const maxDepth = 8
const maxDocuments = 10_000

/** @throws the reason of the signal when that is aborted; nothing else */
export async function readTarget(reader: Reader, target: Target): Promise<ReadDocument> {
  const started = reader.clock()
  try {
    const fetch = grantedFetch(reader.fetch, target.grant, reader.limits)
    const { graph } = await readDocument(fetch, target.url)
    const ms = reader.clock() - started
    return { source: { ...target, outcome: 'read', triples: graph.size, ms }, graph }
  } catch (error) {
    return { source: failedSource(reader, target, started, error), graph: undefined }
  }
}

/** The documents behind a target: itself, or everything below it when it is a container. */
export async function expand(reader: Reader, target: Target): Promise<Listing> {
  const documents: Target[] = []
  const failed: Source[] = []
  let level = [target]
  for (let depth = 0; level.length > 0 && depth <= maxDepth; depth += 1) {
    documents.push(...level.filter(({ url }) => !url.endsWith('/')))
    const containers = level.filter(({ url }) => url.endsWith('/'))
    if (documents.length > maxDocuments || (depth === maxDepth && containers.length > 0)) {
      failed.push(tooMuch(target))
      break
    }
    level = []
    for (const container of containers) {
      const { members, failure } = await list(reader, container)
      level.push(...members)
      if (failure) failed.push(failure)
    }
  }
  return { documents: documents.slice(0, maxDocuments), failed }
}

function tooMuch(target: Target): Source {
  const detail = `It holds more than ${maxDocuments} documents or ${maxDepth} levels; the rest was left out`
  return { ...target, outcome: 'invalid', detail, ms: 0 }
}

async function list(reader: Reader, target: Target) {
  const started = reader.clock()
  try {
    const fetch = grantedFetch(reader.fetch, target.grant, reader.limits)
    const members = await listContainer(fetch, target.url)
    return { members: members.map(({ url }) => ({ ...target, url })), failure: undefined }
  } catch (error) {
    return { members: [], failure: failedSource(reader, target, started, error) }
  }
}

function failedSource(reader: Reader, target: Target, started: number, error: unknown): Source {
  reader.limits.signal?.throwIfAborted()
  const ms = reader.clock() - started
  return { ...target, outcome: outcomeOf(error), detail: detailOf(error), ms }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof SourceProblem) return error.outcome
  if (error instanceof SyntaxProblem) return 'invalid'
  if (error instanceof RequestError) return outcomeOfStatus(error.status)
  const isLate = error instanceof Error && error.name === 'TimeoutError'
  return isLate ? 'timeout' : 'unreachable'
}

function outcomeOfStatus(status: number): Outcome {
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not-found'
  return status === 429 || status >= 500 ? 'unreachable' : 'invalid'
}

/** What fetch reports as 'fetch failed' says why only in its cause. */
function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  return cause instanceof Error && cause.message ? `${message}: ${cause.message}` : message
}
