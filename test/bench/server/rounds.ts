// Runs a work at all its peers in turn, A B A B, so that whatever else the machine does hits all alike.
import { forgetPeak, peakMemory, processorTime } from '../load/process-costs.ts'
import { sendLoad } from '../load/wrk.ts'
import type { Loaded } from '../load/wrk.ts'
import type { Peer, PeerName } from '../peers/peer.ts'
import type { Round, Work } from './work.ts'

export interface Pace {
  readonly rounds: number
  readonly secondsPerRound: number
  readonly warmUpSeconds: number
}

export type Rounds = ReadonlyMap<PeerName, readonly Round[]>

/** Prepares and warms up each peer, then measures them in turn. */
export async function runWork(
  work: Work,
  peers: ReadonlyMap<PeerName, Peer>,
  pace: Pace,
): Promise<Rounds> {
  const taking = work.peers.map((name) => peers.get(name)!)
  const speeds = new Map<PeerName, number>()
  for (const peer of taking) {
    await work.prepare(peer, peers.get('freehold')!)
    speeds.set(peer.name, await warmUp(work, peer, pace))
  }
  const rounds = new Map<PeerName, Round[]>(taking.map(({ name }) => [name, []]))
  for (let round = 0; round < pace.rounds; round++) {
    for (const peer of taking) {
      rounds.get(peer.name)!.push(await measure(work, peer, pace, speeds.get(peer.name)!))
    }
  }
  return rounds
}

/** Requests per second, as far as short runs tell. */
async function warmUp(work: Work, peer: Peer, { warmUpSeconds }: Pace): Promise<number> {
  const first = await send(work, peer, await requestsFor(work, peer, 200), 1)
  const guess = speedOf(first) * warmUpSeconds
  return speedOf(await send(work, peer, await requestsFor(work, peer, guess), warmUpSeconds))
}

async function measure(work: Work, peer: Peer, pace: Pace, speed: number): Promise<Round> {
  const requests = await requestsFor(work, peer, speed * pace.secondsPerRound)
  forgetPeak(peer.pid)
  const before = processorTime(peer.pid)
  const loaded = await send(work, peer, requests, pace.secondsPerRound)
  const spent = processorTime(peer.pid) - before
  return {
    requestsPerSecond: speedOf(loaded),
    microsecondsPerRequest: spent / loaded.requests,
    p50: loaded.p50,
    p99: loaded.p99,
    errors: loaded.errors,
    peakMemory: peakMemory(peer.pid),
  }
}

function speedOf({ requests, seconds }: Loaded): number {
  return requests / seconds
}

/** Rather too many, so that the time ends a run; one a connection more than are answered. */
function requestsFor(work: Work, peer: Peer, expected: number): Promise<readonly string[]> {
  return work.requests(peer, Math.max(200, Math.ceil(expected * 1.3)) + work.connections)
}

function send(
  { repeat, connections }: Work,
  { baseUrl }: Peer,
  requests: readonly string[],
  seconds: number,
): Promise<Loaded> {
  return sendLoad({ baseUrl, requests, repeat, connections, seconds })
}
