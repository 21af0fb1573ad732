// Our own server as a process of its own, started by its command line as anybody would.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface ServerProcess {
  /** 'http://localhost:41234' */
  readonly baseUrl: string
  /** Asks it to stop and waits until it has; its exit code. */
  stop(): Promise<number | null>
}

const main = fileURLToPath(new URL('../../client/cli/main.ts', import.meta.url))

/**
 * A server on a free port.
 * @throws Error with what it said when it ends before it listens
 */
export async function startServerProcess(dataFolder: string): Promise<ServerProcess> {
  const child = freeholdProcess(['serve', '--port', '0', '--data', dataFolder])
  return { baseUrl: await address(child), stop: () => stopped(child) }
}

/** The `freehold` command in a process of its own, which ends with this one at the latest. */
export function freeholdProcess(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

/** Asks a process to stop and waits until it has; its exit code. */
export async function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const gone = once(child, 'exit') as Promise<[number | null]>
  child.kill('SIGTERM')
  return (await gone)[0]
}

/** The address in the line that the server prints when it is ready. */
export async function address(child: ChildProcess): Promise<string> {
  return heard(child, /http:\/\/localhost:\d+/)
}

/**
 * What a process says on either stream, as soon as it matches; listen before it can have been said.
 * @throws Error with everything it said when it ends before
 */
export async function heard(child: ChildProcess, pattern: RegExp): Promise<string> {
  const words = { said: '' }
  const match = new Promise<string>((resolve) => {
    const hear = (chunk: Buffer) => {
      words.said += chunk.toString()
      const [found] = pattern.exec(words.said) ?? []
      if (found !== undefined) resolve(found)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
  })
  const end = once(child, 'exit').then(() => {
    throw new Error(`It ended before it said ${String(pattern)}: ${words.said}`)
  })
  return Promise.race([match, end])
}
