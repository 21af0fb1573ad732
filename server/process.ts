// One process of a server: takes the port first, so that its address is known to all rooms.
import type { Bus } from './bus.ts'
import { baseUrlOf, checkDemo } from './config.ts'
import type { Config } from './config.ts'
import { createHealth } from './health.ts'
import { listen, onlyForHost, upgradeForHost, withinHeaders } from './http/listen.ts'
import type { Handler } from './http/listen.ts'
import { Problem, sendProblem } from './http/problem.ts'
import { noUpgrade } from './http/upgrades.ts'
import type { Upgrade } from './http/upgrades.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { observed } from './observe.ts'
import { operations } from './operations.ts'
import { operatorCheck } from './pod/identity/operator/operator.ts'
import { openWorld } from './world.ts'
import type { World } from './world.ts'

/** What a process gets from whoever starts it. */
export interface Part {
  readonly operatorToken: string
  readonly log: Log
  readonly metrics: Metrics
  readonly bus: Bus
  /** From when on the proofs on disk are all that were used; in seconds. */
  readonly proofsSince: number
}

export interface RunningProcess {
  /** 'http://localhost:3000' */
  readonly baseUrl: string
  /** Answers what is open, for a while, and nothing else any more. */
  close(): Promise<void>
}

/** Whoever answers at the moment. */
interface Door {
  handle: Handler
  /** The same for web sockets. */
  upgrade: Upgrade
}

/**
 * Serves until closed. Requests that arrive while the world still opens wait for it.
 * @throws CannotStart for settings that do not fit together; the socket's error when the
 *   port is taken
 */
export async function startProcess(config: Config, part: Part): Promise<RunningProcess> {
  const { operatorToken, log, metrics } = part
  const door: Door = { handle: cutOff, upgrade: noUpgrade }
  const socket = await listen(
    (req, res) => door.handle(req, res),
    config,
    (...request) => door.upgrade(...request),
  )
  try {
    const baseUrl = baseUrlOf(config, socket.port)
    checkDemo(config, baseUrl)
    const health = createHealth({ now: Date.now, patienceMs: 2_000 })
    const opening = openWorld({ ...part, config, baseUrl, now: Date.now })
    const rooms = { handle: whenOpen(opening) }
    const checkOperator = operatorCheck(operatorToken, 'operations')
    const answer = operations({ health, metrics, log, checkOperator }, (req, res) =>
      rooms.handle(req, res),
    )
    door.handle = observed({ log, metrics, clock: () => performance.now() }, withinHeaders(answer))
    const world = await opening
    const { host } = new URL(baseUrl)
    rooms.handle = onlyForHost(host, world.handler)
    door.upgrade = upgradeForHost(host, world.upgrade)
    health.opened(world)
    return { baseUrl, close }

    async function close() {
      health.stopping()
      rooms.handle = turnAway
      await world.hangUp()
      await socket.drained(config.graceMs)
      await socket.close()
      await world.close()
      metrics.close()
    }
  } catch (error) {
    await socket.close()
    metrics.close()
    throw error
  }
}

const cutOff: Handler = (_req, res) => void res.destroy()

/** Requests wait here until somebody can answer them. */
function whenOpen(opening: Promise<World>): Handler {
  return async (req, res) => {
    const world = await opening.catch(() => undefined)
    await (world?.handler ?? cutOff)(req, res)
  }
}

const turnAway: Handler = (_req, res) => {
  const headers = { 'Retry-After': '5', Connection: 'close' }
  sendProblem(res, new Problem('busy', 'This server is stopping; try again soon', { headers }))
}
