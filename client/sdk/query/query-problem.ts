// Why a query was refused or not finished.

export type QueryProblemType =
  /** It is not SPARQL. */
  | 'syntax'
  /** It reaches outside of the documents, or would change something. */
  | 'not-allowed'
  /** It names a document in FROM that it was not given. */
  | 'unknown-graph'
  | 'too-long'
  | 'too-many-rows'
  /** The engine gave up for another reason. */
  | 'failed'

/** The message says what would help. */
export class QueryProblem extends Error {
  override readonly name = 'QueryProblem'
  readonly type: QueryProblemType

  constructor(type: QueryProblemType, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.type = type
  }
}
