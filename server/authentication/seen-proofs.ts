// Each proof opens one request: the memory of those already used.
import { createHash } from 'node:crypto'
import { openMemoryNames } from '../store/names.ts'
import type { Known, Names } from '../store/names.ts'
import { maxAgeSeconds } from './dpop.ts'
import type { Proof } from './dpop.ts'

/** `before-start`: the memory cannot know whether it was used. `full`: nothing more can be kept. */
export type FirstUse = 'first' | 'used' | 'before-start' | 'full'

/** Shared by all processes that answer for one base URL, else a proof works once in each. */
export interface SeenProofs {
  /**
   * Marks a proof as used, in one step with telling whether it was the first time. A proof stays
   * marked as long as its time would be accepted, whatever else happens meanwhile.
   */
  use(proof: Proof): Promise<FirstUse>
}

export interface ProofMemory {
  readonly names: Names
  /** Whatever was made before may have been used, and the names do not tell; in seconds. */
  readonly since: number
}

const periodSeconds = 30

/** Keeps them in this process alone, from now on, unless told. Never drops one to make room. */
export function createSeenProofs(
  now: () => number,
  { names, since }: ProofMemory = freshMemory(now()),
): SeenProofs {
  return { use }

  async function use(proof: Proof): Promise<FirstUse> {
    if (proof.iat < since) return 'before-start'
    const oldest = periodOf(now() / 1000 - maxAgeSeconds)
    return firstUse[await names.add(nameOf(proof), periodOf(proof.iat), oldest)]
  }
}

function freshMemory(now: number): ProofMemory {
  return { names: openMemoryNames(), since: Math.floor(now / 1000) }
}

const firstUse: Readonly<Record<Known, FirstUse>> = { new: 'first', known: 'used', full: 'full' }

function periodOf(seconds: number): number {
  return Math.floor(seconds / periodSeconds)
}

function nameOf({ thumbprint, jti }: Proof): Buffer {
  return createHash('sha256').update(`${thumbprint} ${jti}`).digest().subarray(0, 16)
}
