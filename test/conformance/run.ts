// Runs rows against a target, some at a time, and collects what became of each.
import { setTimeout } from 'node:timers/promises'
import type { Row } from './row.ts'
import type { Target } from './target.ts'

export interface Outcome {
  readonly row: Row
  /** Why it failed, undefined when it passed. */
  readonly failure: string | undefined
}

export interface Pace {
  readonly atOnce: number
  /** How long one row may take before it counts as failed. */
  readonly patienceSeconds: number
}

/** The outcomes in the order of the rows. */
export async function runRows(
  rows: readonly Row[],
  target: Target,
  { atOnce, patienceSeconds }: Pace,
): Promise<Outcome[]> {
  const outcomes = new Map<Row, Outcome>()
  const waiting = rows.values()
  // Each of them takes from the same iterator, so that every row runs once.
  const workers = Array.from({ length: atOnce }, async () => {
    for (const row of waiting) {
      outcomes.set(row, { row, failure: await failureOf(row, target, patienceSeconds) })
    }
  })
  await Promise.all(workers)
  return rows.map((row) => outcomes.get(row)!)
}

async function failureOf(row: Row, target: Target, patienceSeconds: number) {
  const ended = new AbortController()
  const tooLate = `no end after ${patienceSeconds} s`
  const late = setTimeout(patienceSeconds * 1000, tooLate, { signal: ended.signal })
  const run = row.run(target).then(() => undefined, reasonOf)
  const failure = await Promise.race([run, late])
  ended.abort()
  await late.catch(() => undefined)
  return failure
}

/** On one line, and short: assertions quote whole answers. */
function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return reason.replaceAll(/\s+/g, ' ').slice(0, 400)
}
