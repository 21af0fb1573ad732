// Several checks of one requirement, written as a table of sentences.
import type { Level, Row } from './row.ts'
import type { Target } from './target.ts'

/** Ends well when the target behaves as it is to; throws with the reason when it does not. */
export type Check = (target: Target) => Promise<void>

/** A row for each sentence: checks('W5', 'M', { 'answers 404 to …': async (target) => … }) */
export function checks(id: string, level: Level, table: Readonly<Record<string, Check>>): Row[] {
  return Object.entries(table).map(([title, run]) => ({ id, level, title, run }))
}
