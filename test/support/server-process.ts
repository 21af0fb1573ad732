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
  if (child.exitCode !== null) return child.exitCode
  const gone = once(child, 'exit') as Promise<[number | null]>
  child.kill('SIGTERM')
  return (await gone)[0]
}

/** The address in the line that the server prints when it is ready. */
export async function address(child: ChildProcess): Promise<string> {
  const words = { said: '' }
  const listen = new Promise<string>((resolve) => {
    const hear = (chunk: Buffer) => {
      words.said += chunk.toString()
      const [url] = /http:\/\/localhost:\d+/.exec(words.said) ?? []
      if (url !== undefined) resolve(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', (chunk: Buffer) => void (words.said += chunk.toString()))
  })
  const end = once(child, 'exit').then(() => {
    throw new Error(`The server ended before it listened: ${words.said}`)
  })
  return Promise.race([listen, end])
}
