// For the firm: one query over everything that persons granted it, wherever their pods are.
import { concurrently } from '../concurrently.ts'
import { grantedTo } from '../granted-to.ts'
import type { Granted } from '../granted-to.ts'
import type { Session } from '../session.ts'
import { checkBeforeFetching, openEngine, queryDocuments } from './engine.ts'
import type { Engine, QueryDocument, QueryResult } from './engine.ts'
import { expand, readTarget } from './read-target.ts'
import type { Listing, ReadDocument, Reader } from './read-target.ts'
import { isGap } from './source.ts'
import type { Source } from './source.ts'
import { byOrigin, endedSources, targetsOf, withoutRepeats } from './targets.ts'
import type { Target } from './targets.ts'

export type { Outcome, Source } from './source.ts'

export interface GrantedQueryOptions {
  /** IRIs of the grants to use; all by default. */
  readonly grants?: readonly string[]
  readonly signal?: AbortSignal
  /** Requests at the same time to one provider: 6 by default. */
  readonly concurrency?: number
  /** For one document: 30,000 by default. */
  readonly fetchTimeoutMs?: number
  /** Of one document: 32 MB by default. */
  readonly maxBytes?: number
  /** For the query itself, when everything has come: 60,000 by default. */
  readonly timeoutMs?: number
  readonly maxRows?: number
  readonly engine?: Engine
  /** Milliseconds of a clock that only goes forward. */
  readonly clock?: () => number
}

export interface GrantedResult {
  readonly result: QueryResult
  /** Every document that was read or left out, and what kept others from being found. */
  readonly sources: readonly Source[]
  /** Whether everything that is granted now was read. Grants that ended are listed, but no gap. */
  readonly complete: boolean
}

const maxOrigins = 16

/**
 * Reads every document under an active grant, each time anew, and evaluates the query over their merge.
 * Nothing else is requested. A pod that fails is named in `sources`; the answer is made of the others.
 * @throws QueryProblem when the query is refused, before anything is fetched, or takes too long;
 *   RequestError when the firm's own pod does not answer; the reason of the signal when that is aborted
 */
export async function queryGranted(
  session: Session,
  sparql: string,
  options: GrantedQueryOptions = {},
): Promise<GrantedResult> {
  const { concurrency = 6, signal } = options
  const engine = options.engine ?? (await openEngine())
  await checkBeforeFetching(engine, sparql)
  const granted = chosen(await grantedTo(session), options.grants)
  signal?.throwIfAborted()
  const { read, failed } = await readAll(readerOf(session, options), granted, concurrency)
  const result = await queryDocuments(sparql, documentsOf(read), { ...options, engine })
  const sources = [
    ...read.map(({ source }) => source),
    ...failed,
    ...endedSources(granted.grants),
    ...granted.problems.map(unasked),
  ]
  return { result, sources, complete: !sources.some(isGap) }
}

/** Only these grants, and a problem for each that there is not. */
function chosen({ grants, problems }: Granted, ids: readonly string[] | undefined): Granted {
  if (!ids) return { grants, problems }
  const found = grants.filter(({ id }) => ids.includes(id))
  const missing = ids.filter((id) => !found.some((each) => each.id === id))
  const detail = 'No mediator knows this as a grant to you'
  return {
    grants: found,
    problems: [...problems, ...missing.map((mediator) => ({ mediator, detail }))],
  }
}

function unasked({ mediator, detail }: Granted['problems'][number]): Source {
  return {
    url: mediator,
    grant: undefined,
    person: undefined,
    outcome: 'unreachable',
    detail,
    ms: 0,
  }
}

function readerOf({ fetch }: Session, options: GrantedQueryOptions): Reader {
  const { fetchTimeoutMs = 30_000, maxBytes = 32 * 1024 * 1024 } = options
  const { signal, clock = () => performance.now() } = options
  return { fetch, clock, limits: { timeoutMs: fetchTimeoutMs, maxBytes, signal } }
}

async function readAll(reader: Reader, { grants }: Granted, concurrency: number) {
  const listings = await atEachOrigin(withoutRepeats(targetsOf(grants)), concurrency, (target) =>
    expand(reader, target),
  )
  const documents = withoutRepeats(listings.flatMap((each: Listing) => each.documents))
  const read = await atEachOrigin(documents, concurrency, (target) => readTarget(reader, target))
  return { read, failed: listings.flatMap((each) => each.failed) }
}

/** A slow provider must not hold up the others, and a small one not be flooded. */
async function atEachOrigin<T>(
  targets: readonly Target[],
  concurrency: number,
  work: (target: Target) => Promise<T>,
): Promise<T[]> {
  const results = await concurrently(byOrigin(targets), maxOrigins, (group) =>
    concurrently(group, concurrency, work),
  )
  return results.flat()
}

function documentsOf(read: readonly ReadDocument[]): QueryDocument[] {
  return read.flatMap(({ source: { url }, graph }) => (graph ? [{ url, graph }] : []))
}
