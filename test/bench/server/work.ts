// What is measured: a work is a kind of request, prepared at each peer and sent as a load.
import type { Peer, PeerName } from '../peers/peer.ts'

export interface Work {
  /** 'get-turtle' */
  readonly name: string
  readonly title: string
  readonly peers: readonly PeerName[]
  readonly connections: number
  /** Whether the same requests may be sent again and again. */
  readonly repeat: boolean
  /** Called once a peer, before all rounds; `others` are there to copy answers from. */
  readonly prepare: (peer: Peer, freehold: Peer) => Promise<void>
  /** At most `count` whole requests that have not been sent before, unless the work repeats. */
  readonly requests: (peer: Peer, count: number) => Promise<readonly string[]>
}

/** How one peer did in one round of a work. */
export interface Round {
  readonly requestsPerSecond: number
  /** Processor time of the server. */
  readonly microsecondsPerRequest: number
  /** In milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly errors: number
  /** In MiB. */
  readonly peakMemory: number
}
