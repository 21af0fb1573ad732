// One check of the conformance suite: a sentence under the id of the requirement that it belongs to.
import type { Target } from './target.ts'

/** M must, S should, O may, G our own decision. */
export type Level = 'M' | 'S' | 'O' | 'G'

export interface Row {
  /** The id of a requirement, 'H1'; several rows may share it under different titles. */
  readonly id: string
  readonly level: Level
  /** A sentence about the server, without 'should': 'answers HEAD like GET without the body' */
  readonly title: string
  /** Ends well when the target behaves so; throws with the reason when it does not. */
  run(target: Target): Promise<void>
}

/** What identifies a row in lists and reports: 'H1: answers HEAD like GET without the body'. */
export function nameOf({ id, title }: Pick<Row, 'id' | 'title'>): string {
  return `${id}: ${title}`
}
