// Each proof opens one request: the memory of those already used.
import { createHash } from 'node:crypto'
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

const bucketSeconds = 30

/**
 * Keeps the proofs in the memory of this process, by the time they were made; a whole bucket is
 * dropped when all in it are too old to be accepted. Never drops a proof to make room for another.
 */
export function createSeenProofs(now: () => number, limit = 1_000_000): SeenProofs {
  // Proofs from before may have been used: what an earlier process marked is gone.
  const startSeconds = Math.floor(now() / 1000)
  const buckets = new Map<number, Set<string>>()
  return { use }

  async function use(proof: Proof): Promise<FirstUse> {
    if (proof.iat < startSeconds) return 'before-start'
    dropOld()
    const bucket = bucketOf(proof.iat)
    const name = nameOf(proof)
    if (bucket.has(name)) return 'used'
    if (size() >= limit) return 'full'
    bucket.add(name)
    return 'first'
  }

  function bucketOf(iat: number): Set<string> {
    const start = Math.floor(iat / bucketSeconds)
    const bucket = buckets.get(start) ?? new Set()
    buckets.set(start, bucket)
    return bucket
  }

  function dropOld() {
    const oldest = now() / 1000 - maxAgeSeconds
    for (const start of buckets.keys()) {
      if ((start + 1) * bucketSeconds < oldest) buckets.delete(start)
    }
  }

  function size(): number {
    return [...buckets.values()].reduce((total, { size }) => total + size, 0)
  }
}

/** 16 characters of one byte each, so that a million of them stay small. */
function nameOf({ thumbprint, jti }: Proof): string {
  return createHash('sha256').update(`${thumbprint} ${jti}`).digest().toString('latin1', 0, 16)
}
