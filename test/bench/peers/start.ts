// A server process with a clock: how long it takes from its start to its first answer.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Started {
  readonly pid: number
  readonly startMs: number
  stop(): Promise<void>
}

const patienceMs = 90_000

/**
 * Runs a program with Node until `probe` is answered with a status below 500.
 * @throws Error with its output when it ends, or does not answer in 90 s
 */
export async function startProcess(
  args: readonly string[],
  { probe, cwd, env = {} }: { probe: string; cwd: string; env?: Record<string, string> },
): Promise<Started> {
  const begun = performance.now()
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  while (!(await answers(probe))) {
    if (child.exitCode !== null) throw new Error(`It ended early:\n${said.join('')}`)
    if (performance.now() - begun > patienceMs) {
      throw new Error(`It does not answer:\n${said.join('')}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return { pid: child.pid!, startMs: performance.now() - begun, stop }

  async function stop() {
    process.off('exit', kill)
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    async (answer) => {
      await answer.body?.cancel()
      return answer.status < 500
    },
    () => false,
  )
}
