// Starts a server and stops it: as one process, or as several on one port.
import { openLocalBus } from './bus.ts'
import { defaults } from './config.ts'
import type { Config } from './config.ts'
import { openLog } from './log.ts'
import { openMetrics } from './metrics.ts'
import { operatorTokenIn } from './operator-token.ts'
import { openProofFolder } from './proof-folder.ts'
import { startWorkers } from './workers/primary.ts'

export interface RunningServer {
  /** 'http://localhost:3000' */
  readonly baseUrl: string
  /** What allows its bearer to create accounts. */
  readonly operatorToken: string
  /** Answers what is open, for a while, and nothing else any more. */
  close(): Promise<void>
}

/**
 * Serves until closed.
 * @throws CannotStart for settings that do not fit together; the socket's error when the
 *   port is taken
 */
export async function startServer(settings: Partial<Config> = {}): Promise<RunningServer> {
  const config = { ...defaults, ...settings }
  return config.workers > 1 ? startWorkers(config) : startAlone(config)
}

async function startAlone(config: Config): Promise<RunningServer> {
  // Who only looks after workers does without the rooms.
  const { startProcess } = await import('./process.ts')
  const operatorToken = operatorTokenIn(config.dataFolder)
  const proofs = openProofFolder(config, Date.now())
  const { baseUrl, close } = await startProcess(config, {
    operatorToken,
    log: openLog(config.logLevel),
    metrics: openMetrics(),
    bus: openLocalBus(),
    proofsSince: proofs.since,
  })
  return {
    baseUrl,
    operatorToken,
    async close() {
      await close()
      proofs.settle()
    },
  }
}
