// What became of each document that a query was to read.

export type Outcome =
  | 'read'
  | 'forbidden'
  | 'not-found'
  | 'timeout'
  | 'unreachable'
  /** It came, but it is not Turtle, too large, or somewhere else. */
  | 'invalid'
  /** The grant has not been proved at the person's provider yet. */
  | 'not-active'
  | 'withdrawn'
  | 'expired'
  | 'revoked'

export interface Source {
  /** The document; or the container, grant or mediator that documents would have come from. */
  readonly url: string
  /** IRI of the grant under which it was asked for; undefined when that is what is missing. */
  readonly grant: string | undefined
  /** WebID of the person who granted it. */
  readonly person: string | undefined
  readonly outcome: Outcome
  /** How many triples it holds, when it was read. */
  readonly triples?: number
  /** Why it was left out. */
  readonly detail?: string
  /** How long it took. */
  readonly ms: number
}

/** A grant that ended is no gap in an answer; everything else that was not read is. */
export function isGap({ outcome }: Source): boolean {
  return !['read', 'withdrawn', 'expired', 'revoked'].includes(outcome)
}
