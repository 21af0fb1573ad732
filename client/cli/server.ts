// The way from the command line to the server, loaded only by the commands that run one.
import { prepareDataFolder } from './data-folder.ts'
import { CommandFailure } from './failure.ts'
import { UsageError } from './usage.ts'

export interface Settings {
  readonly port: number
  readonly dataFolder: string
  readonly store: 'memory' | 'lmdb'
  readonly demo: boolean
  /** Who may make accounts without the operator. */
  readonly signUp?: 'closed' | 'invite' | 'open'
  readonly baseUrl?: string
  /** How many reverse proxies requests pass through. */
  readonly proxies?: number
  /** How many processes answer. */
  readonly workers?: number
  /** How many bytes each pod may hold. */
  readonly quotaBytes?: number
  readonly logLevel?: 'info' | 'warn' | 'error' | 'silent'
}

export interface Running {
  readonly baseUrl: string
  readonly operatorToken: string
  close(): Promise<void>
}

/** @throws CommandFailure when the port is taken, or the data folder or a setting does not fit */
export async function start(settings: Settings): Promise<Running> {
  prepareDataFolder(settings.dataFolder)
  const { startServer } = await import('../../server/serve.ts')
  try {
    return await startServer(settings)
  } catch (error) {
    throw taken(error, settings.port) ?? unfit(error) ?? error
  }
}

/** @throws UsageError for what is no port number; 0 lets the system choose */
export function portOf(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value)
  throw new UsageError('--port is a number from 0 to 65535')
}

/** @throws UsageError for what is no small number */
export function proxiesOf(value: string): number {
  if (/^\d$/.test(value)) return Number(value)
  throw new UsageError('--proxies is a number from 0 to 9')
}

/** @throws UsageError for what is no number of processes */
export function workersOf(value: string): number {
  if (/^[1-9]\d?$/.test(value)) return Number(value)
  throw new UsageError('--workers is a number from 1 to 99')
}

function taken(error: unknown, port: number): CommandFailure | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    const help = 'stop what listens there, or choose another one with --port'
    return new CommandFailure('The port is taken', `Port ${port} is in use: ${help}`)
  }
  if (code === 'EACCES') {
    const help = 'choose one above 1023 with --port'
    return new CommandFailure('Not allowed', `Port ${port} cannot be opened: ${help}`)
  }
  return undefined
}

/** The server's own word for settings that do not fit. */
function unfit(error: unknown): CommandFailure | undefined {
  if (!(error instanceof Error) || error.name !== 'CannotStart') return undefined
  return new CommandFailure('The server cannot start', error.message)
}
