// A stock Community Solid Server as the second pod provider: started on a free port, in memory, stopped by its pid.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createCommunityAccount } from './community-accounts.ts'
import type { CommunityAccount } from './community-accounts.ts'
import { freePort } from './free-port.ts'
import { install } from './install.ts'

export interface CommunityServer {
  /** 'http://localhost:41234', without a trailing slash; its issuer has one. */
  readonly baseUrl: string
  /** An account with a pod of that name, a WebID in it, and client credentials. */
  createAccount(name: string): Promise<CommunityAccount>
  /** Ends the process; a second call does nothing. */
  stop(): Promise<void>
}

/** How long a cold start may take on a busy machine. */
const patienceMs = 90_000

/**
 * A running server without accounts; installs the package on first use.
 * @throws Error with its output when it ends before it answers
 */
export async function startCommunityServer(): Promise<CommunityServer> {
  const folder = await install('providers/community-server')
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const child = launch(folder, port)
  const stop = stopper(child)
  await answered(child, baseUrl).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { baseUrl, stop, createAccount: (name) => createCommunityAccount(baseUrl, name) }
}

function launch(folder: string, port: number): ChildProcess {
  const server = join(folder, 'node_modules/@solid/community-server/bin/server.js')
  // Stock configuration: Web Access Control, everything in memory, no accounts seeded.
  const settings = ['-c', '@css:config/default.json', '-l', 'warn', '-t']
  const address = ['-p', String(port), '-b', `http://localhost:${port}/`]
  return spawn(process.execPath, [server, ...settings, ...address], {
    cwd: folder,
    // Loaders and settings of the test runner are not its business.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function stopper(child: ChildProcess): () => Promise<void> {
  const end = () => void child.kill('SIGKILL')
  process.once('exit', end)
  return async () => {
    process.off('exit', end)
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
}

async function answered(child: ChildProcess, baseUrl: string): Promise<void> {
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const deadline = Date.now() + patienceMs
  while (!(await answers(baseUrl))) {
    if (child.exitCode !== null) throw new Error(`The second provider ended early:\n${output}`)
    if (Date.now() > deadline) throw new Error(`The second provider does not answer:\n${output}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function answers(baseUrl: string): Promise<boolean> {
  const request = fetch(`${baseUrl}/.account/`, { headers: { Accept: 'application/json' } })
  return request.then(
    (response) => response.ok,
    () => false,
  )
}
