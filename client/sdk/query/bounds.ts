// Limits of time and size for what the query engine does.
import { QueryProblem } from './query-problem.ts'

/** Runs `work` with a signal that also fires after `timeoutMs`, with a QueryProblem as its reason. */
export async function withDeadline<T>(
  signal: AbortSignal | undefined,
  timeoutMs: number,
  work: (bounded: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(tooLong(timeoutMs)), timeoutMs)
  const bounded = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal
  try {
    bounded.throwIfAborted()
    return await work(bounded)
  } finally {
    clearTimeout(timer)
  }
}

function tooLong(timeoutMs: number): QueryProblem {
  return new QueryProblem(
    'too-long',
    `The query took longer than ${timeoutMs / 1000} s: ask for less, or allow more time`,
  )
}

/** The promise, or a rejection with the signal's reason as soon as it is aborted. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const settled = new AbortController()
  const aborted = new Promise<never>((_resolve, reject) => {
    const give = () => reject(signal.reason as Error)
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { signal: settled.signal })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    settled.abort()
  }
}

/** What we need of the engine's result streams. */
interface Stream<T> {
  /** A stream that has ended before anybody listens tells nobody. */
  readonly ended?: boolean
  on(event: 'data', listener: (item: T) => void): unknown
  on(event: 'end', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

/**
 * All items of a stream.
 * @throws QueryProblem too-many-rows as soon as there are more than `maxRows`
 */
export async function collect<T>(
  stream: Stream<T> & { destroy?(): void },
  signal: AbortSignal,
  maxRows: number,
): Promise<T[]> {
  const items: T[] = []
  const all = new Promise<T[]>((resolve, reject) => {
    stream.on('error', reject)
    stream.on('end', () => resolve(items))
    if (stream.ended === true) resolve(items)
    stream.on('data', (item) => {
      items.push(item)
      if (items.length > maxRows) reject(tooManyRows(maxRows))
    })
  })
  try {
    return await orAborted(all, signal)
  } finally {
    stream.destroy?.()
  }
}

function tooManyRows(maxRows: number): QueryProblem {
  return new QueryProblem(
    'too-many-rows',
    `The query has more than ${maxRows} results: add a LIMIT, or count and sum instead`,
  )
}
