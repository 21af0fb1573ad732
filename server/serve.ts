// Starts a server and stops it: takes the port first, so that its address is known to all rooms.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { baseUrlOf, checkDemo } from './config.ts'
import type { Config } from './config.ts'
import { listen, onlyForHost } from './http/listen.ts'
import type { Handler } from './http/listen.ts'
import { openLog } from './log.ts'
import { openWorld } from './world.ts'
import type { World } from './world.ts'

export interface RunningServer {
  /** 'http://localhost:3000' */
  readonly baseUrl: string
  /** What allows its bearer to create accounts. */
  readonly operatorToken: string
  close(): Promise<void>
}

const defaults: Config = {
  port: 3000,
  host: '127.0.0.1',
  baseUrl: undefined,
  dataFolder: './data',
  store: 'lmdb',
  demo: false,
  quotaBytes: 10 * 1024 ** 3,
  logLevel: 'warn',
}

/**
 * Serves until closed. Requests that arrive while the world still opens wait for it.
 * @throws Problem bad-request for settings that do not fit together; the socket's error when the
 *   port is taken
 */
export async function startServer(settings: Partial<Config> = {}): Promise<RunningServer> {
  const config = { ...defaults, ...settings }
  const log = openLog(config.logLevel)
  let answer: Handler = (_req, res) => void res.destroy()
  const socket = await listen((req, res) => answer(req, res), config.port, config.host)
  try {
    const baseUrl = baseUrlOf(config, socket.port)
    checkDemo(config, baseUrl)
    const operatorToken = operatorTokenIn(config.dataFolder)
    const opening = openWorld({ config, baseUrl, operatorToken, log, now: Date.now })
    answer = (req, res) => {
      opening.then(
        () => answer(req, res),
        () => res.destroy(),
      )
    }
    const world = await opening
    answer = onlyForHost(new URL(baseUrl).host, world.handler)
    return {
      baseUrl,
      operatorToken,
      async close() {
        await socket.close()
        await world.close()
      },
    }
  } catch (error) {
    await socket.close()
    throw error
  }
}

/** The secret in `operator.token`, made at the first start and readable by its owner alone. */
function operatorTokenIn(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'operator.token')
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
