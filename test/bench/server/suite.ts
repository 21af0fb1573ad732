// The works of a pod server, at the servers that take part, one work after the other.
import { execSync } from 'node:child_process'
import { startCommunityServer } from '../peers/community-server.ts'
import { startFloor } from '../peers/floor.ts'
import { startFreehold } from '../peers/freehold.ts'
import { startJavascriptSolidServer } from '../peers/javascript-solid-server.ts'
import type { Peer, PeerName } from '../peers/peer.ts'
import { getAuth, getJsonLd, getTurtle, listing } from './reading.ts'
import { resultOf } from './results.ts'
import type { Result } from './results.ts'
import { runWork } from './rounds.ts'
import type { Pace } from './rounds.ts'
import { standingFacts } from './standing.ts'
import type { Fact } from './standing.ts'
import type { Work } from './work.ts'
import { patchN3, putCreate, putReplace, remove } from './writing.ts'

export interface Choice {
  readonly quick: boolean
  /** The works to run; all when undefined. */
  readonly only: readonly string[] | undefined
  readonly tell: (line: string) => void
}

export interface Measured {
  readonly facts: readonly Fact[]
  readonly results: readonly Result[]
}

const works: readonly Work[] = [
  getTurtle,
  getJsonLd,
  getAuth,
  putCreate,
  putReplace,
  patchN3,
  remove,
  listing(1_000),
  listing(10_000),
]

/** The names that `only` may have. */
export const workNames: readonly string[] = works.map(({ name }) => name)

const quickPace: Pace = { rounds: 2, secondsPerRound: 2, warmUpSeconds: 1 }
const fullPace: Pace = { rounds: 5, secondsPerRound: 5, warmUpSeconds: 5 }
const restMs = 2_000

const starters: Readonly<Record<PeerName, () => Promise<Peer>>> = {
  freehold: startFreehold,
  css: startCommunityServer,
  jss: startJavascriptSolidServer,
  floor: startFloor,
}

/** @throws Error when a server does not start, or refuses what the works prepare */
export async function runServerSuite({ quick, only, tell }: Choice): Promise<Measured> {
  // Ours is measured as it is installed: built.
  execSync('npm run --silent prestart', { stdio: 'inherit' })
  const chosen = works.filter(({ name }) => only?.includes(name) ?? true)
  const pace = quick ? quickPace : fullPace
  const peers = new Map<PeerName, Peer>()
  try {
    for (const name of new Set(chosen.flatMap((each) => each.peers))) {
      tell(`starting ${name} …`)
      peers.set(name, await starters[name]())
    }
    await new Promise((resolve) => setTimeout(resolve, restMs))
    const facts = standingFacts(peers)
    const results: Result[] = []
    for (const work of chosen) {
      tell(`${work.name} …`)
      results.push(resultOf(work, await runWork(work, peers, pace)))
    }
    return { facts, results }
  } finally {
    await Promise.all([...peers.values()].map((peer) => peer.stop()))
  }
}
