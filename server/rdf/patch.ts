// What a patch is once it is read, whichever syntax it came in.
import type { Quad } from '../../shapes/graph.ts'

/** One change: find solutions of the patterns, take away, add. Variables are in all three. */
export interface Change {
  readonly where: readonly Quad[]
  readonly deletes: readonly Quad[]
  readonly inserts: readonly Quad[]
}

export interface Patch {
  /** Applied one after the other. */
  readonly changes: readonly Change[]
  /** N3 patches need exactly one solution, and everything to be deleted must be there. */
  readonly isExact: boolean
}

/** A patch that can be read but that says something impossible; the message tells what. */
export class InvalidPatch extends Error {
  override readonly name = 'InvalidPatch'
}
