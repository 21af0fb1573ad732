// A refusal that has words of its own on our pages, in each language.
import { Problem } from '../../../http/problem.ts'
import type { ProblemExtra } from '../../../http/problem.ts'
import type { ProblemType } from '../../../../vocab/generated/problems.ts'
import { en } from './words/en.ts'
import type { Words } from './words/words.ts'

type Texts = Words['refusals']

/** The refusals that are one sentence. */
export type Reason = {
  [Key in keyof Texts]: Texts[Key] extends string ? Key : never
}[keyof Texts]

/** A program reads a problem document in English, a person the sentence in her language. */
export class Refusal extends Problem {
  readonly reason: Reason

  constructor(type: ProblemType, reason: Reason, extra: ProblemExtra = {}) {
    super(type, en.refusals[reason], extra)
    this.reason = reason
  }
}
