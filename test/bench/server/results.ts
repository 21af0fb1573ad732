// What the rounds say: medians, and how many times cheaper we are than each peer. Pure.
import type { PeerName } from '../peers/peer.ts'
import type { Rounds } from './rounds.ts'
import type { Round, Work } from './work.ts'

export interface Result {
  readonly work: string
  readonly title: string
  readonly connections: number
  readonly byPeer: ReadonlyMap<PeerName, Round>
  /** Their processor time per request divided by ours, the median of the rounds: { css: 52.1 } */
  readonly ratios: Readonly<Partial<Record<PeerName, number>>>
}

export function resultOf({ name, title, connections }: Work, rounds: Rounds): Result {
  const byPeer = new Map([...rounds].map(([peer, each]) => [peer, medianRound(each)]))
  return { work: name, title, connections, byPeer, ratios: ratiosIn(rounds) }
}

/** Each round of ours is compared with the round of theirs beside it. */
function ratiosIn(rounds: Rounds): Result['ratios'] {
  const ours = rounds.get('freehold') ?? []
  const others = [...rounds].filter(([peer]) => peer !== 'freehold')
  return Object.fromEntries(
    others.map(([peer, theirs]) => [
      peer,
      rounded(
        median(
          theirs.map(
            ({ microsecondsPerRequest }, index) =>
              microsecondsPerRequest / ours[index]!.microsecondsPerRequest,
          ),
        ),
      ),
    ]),
  )
}

function medianRound(rounds: readonly Round[]): Round {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick))
  return {
    requestsPerSecond: of((each) => each.requestsPerSecond),
    microsecondsPerRequest: of((each) => each.microsecondsPerRequest),
    p50: of((each) => each.p50),
    p99: of((each) => each.p99),
    errors: rounds.reduce((sum, each) => sum + each.errors, 0),
    peakMemory: Math.max(...rounds.map((each) => each.peakMemory)),
  }
}

/** The value in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length % 2 === 1) return sorted[middle]!
  return (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** To three digits: 52.1, 0.354. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
