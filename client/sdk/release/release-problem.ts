// Why a file that a firm released cannot be taken in.

/** Nothing of the file was written. The message says what is wrong with it and what would help. */
export class ReleaseProblem extends Error {
  override readonly name = 'ReleaseProblem'
  /** Line of the file that shows the problem, counted from 1; undefined when it is the whole file. */
  readonly line: number | undefined

  constructor(message: string, extra: { line?: number | undefined; cause?: unknown } = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.line = extra.line
  }
}
