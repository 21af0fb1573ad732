// What a server costs before anybody asks it anything: the time of its start, and its memory at rest.
import { memory } from '../load/process-costs.ts'
import type { Peer, PeerName } from '../peers/peer.ts'
import { rounded } from './results.ts'

export interface Fact {
  readonly work: 'start' | 'idle-memory'
  /** 'ms' or 'MiB' */
  readonly unit: string
  readonly byPeer: ReadonlyMap<PeerName, number>
  /** Theirs divided by ours: { css: 12.3 } */
  readonly ratios: Readonly<Partial<Record<PeerName, number>>>
}

/** To be asked before any load, of servers that have come to rest. */
export function standingFacts(peers: ReadonlyMap<PeerName, Peer>): Fact[] {
  const start = new Map([...peers].map(([name, { startMs }]) => [name, startMs]))
  const idle = new Map([...peers].map(([name, { pid }]) => [name, memory(pid)]))
  return [factOf('start', 'ms', start), factOf('idle-memory', 'MiB', idle)]
}

function factOf(work: Fact['work'], unit: string, byPeer: Fact['byPeer']): Fact {
  const ours = byPeer.get('freehold') ?? NaN
  const others = [...byPeer].filter(([name]) => name !== 'freehold')
  const ratios = Object.fromEntries(others.map(([name, value]) => [name, rounded(value / ours)]))
  return { work, unit, byPeer, ratios }
}
