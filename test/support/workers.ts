// A server of several workers as it is started on the command line, and ways to speak with each of them.
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { Client, fetch as fetchOver } from 'undici'
import type { TestAccount } from './server.ts'
import { address, freeholdProcess, stopped } from './server-process.ts'

/** One connection, so everything sent over it goes to the same worker. */
export interface Lane {
  readonly worker: number
  readonly fetch: typeof globalThis.fetch
  close(): Promise<void>
}

export interface WorkerServer {
  readonly baseUrl: string
  readonly child: ChildProcess
  readonly operatorToken: string
  /** Lines of the log, from the first on. */
  readonly log: readonly Record<string, unknown>[]
  /** Resolves to the first line of the log, old or new, that fits. */
  logged(fits: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>
  /** A connection to the worker of this number. */
  lane(worker: number): Promise<Lane>
  account(name: string, fetch?: typeof globalThis.fetch): Promise<TestAccount>
  /** The processes of the workers. */
  pids(): Promise<number[]>
  /** Its exit code. */
  stop(): Promise<number | null>
}

/** With two workers, unless told. Whoever starts it stops it. */
export async function startWorkerServer(
  dataFolder: string,
  settings: readonly string[] = [],
): Promise<WorkerServer> {
  const where = ['--port', '0', '--data', dataFolder, '--workers', '2', '--log-level', 'info']
  const child = freeholdProcess(['serve', ...where, ...settings])
  const log: Record<string, unknown>[] = []
  const waiting = new Set<() => void>()
  createInterface(child.stderr as Readable).on('line', (line) => {
    if (line.startsWith('{')) log.push(JSON.parse(line) as Record<string, unknown>)
    for (const look of waiting) look()
  })
  const baseUrl = await address(child)
  const operatorToken = (await readFile(join(dataFolder, 'operator.token'), 'utf8')).trim()
  const stop = () => stopped(child)
  return { baseUrl, child, operatorToken, log, logged, lane, account, pids, stop }

  function logged(fits: (line: Record<string, unknown>) => boolean) {
    return new Promise<Record<string, unknown>>((resolve) => {
      const look = () => {
        const line = log.find(fits)
        if (!line) return
        waiting.delete(look)
        resolve(line)
      }
      waiting.add(look)
      look()
    })
  }

  /** Connections go to the workers in turn, and the log says which of them answered. */
  async function lane(worker: number): Promise<Lane> {
    const client = new Client(baseUrl, { keepAliveTimeout: 60_000 })
    const connections = { count: 0 }
    client.on('connect', () => void connections.count++)
    const request = randomUUID()
    await overOne(`${baseUrl}/.health/live`, { headers: { 'x-request-id': request } })
    const line = await logged((each) => each['request'] === request)
    if (line['worker'] === worker) return { worker, fetch: overOne, close: () => client.destroy() }
    // Kept open until then, so that the next one goes elsewhere.
    const next = await lane(worker)
    await client.destroy()
    return next

    async function overOne(...[input, init]: Parameters<typeof globalThis.fetch>) {
      const url = input instanceof Request ? input.url : input
      const sent = input instanceof Request ? await partsOf(input, init) : init
      const response = await fetchOver(url, { ...(sent as object), dispatcher: client })
      if (connections.count > 1) throw new Error('The connection to the worker was cut')
      return response as unknown as Response
    }
  }

  async function account(name: string, fetch = globalThis.fetch): Promise<TestAccount> {
    const response = await fetch(`${baseUrl}/.account`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorToken}` },
      body: JSON.stringify({ name }),
    })
    if (!response.ok) throw new Error(await response.text())
    return (await response.json()) as TestAccount
  }

  async function pids(): Promise<number[]> {
    const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
    return children.split(' ').filter(Boolean).map(Number)
  }
}

async function partsOf(request: Request, init: RequestInit | undefined): Promise<RequestInit> {
  const { method, headers, redirect } = request
  const body = request.body === null ? {} : { body: await request.arrayBuffer() }
  return { method, headers, redirect, ...body, ...init }
}
