// A server that is several processes: the primary starts them, replaces those that die, and stops them.
import { CannotStart } from '../config.ts'
import type { Config } from '../config.ts'
import { openLog } from '../log.ts'
import { operatorTokenIn } from '../operator-token.ts'
import { openProofFolder } from '../proof-folder.ts'
import type { RunningServer } from '../serve.ts'
import { openCrew } from './crew.ts'

/** How long after their own grace workers may take to end before they are killed. */
const patienceMs = 10_000

/**
 * Serves until closed, with workers that share one port and one data folder.
 * @throws CannotStart for settings that do not fit together; the socket's error when the
 *   port is taken
 */
export async function startWorkers(config: Config): Promise<RunningServer> {
  if (config.store === 'memory') {
    throw new CannotStart('Several workers share what is on disk: use --store lmdb, or one worker')
  }
  const operatorToken = operatorTokenIn(config.dataFolder)
  const proofs = openProofFolder(config, Date.now())
  const crew = openCrew({
    count: config.workers,
    assignment: { config, operatorToken, proofsSince: proofs.since },
    log: openLog(config.logLevel),
    patienceMs: config.graceMs + patienceMs,
  })
  try {
    return { baseUrl: await crew.start(), operatorToken, close }
  } catch (error) {
    await crew.close()
    throw error
  }

  async function close() {
    await crew.close()
    proofs.settle()
  }
}
