// What a person did not quite do right on the account page, said in the section where she did it.
import { Problem } from '../../../http/problem.ts'
import type { ProblemType } from '../../../../vocab/generated/problems.ts'
import { en } from './words/en.ts'
import type { AccountWords } from './words/words.ts'

export type FaultReason = keyof AccountWords['faults']

/** A program reads a problem document in English, a person the sentence in her language. */
export class AccountFault extends Problem {
  readonly reason: FaultReason

  constructor(reason: FaultReason, type: ProblemType = 'unprocessable') {
    super(type, en.faults[reason])
    this.reason = reason
  }
}
