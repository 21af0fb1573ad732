// The SPARQL engine of the Solid ecosystem as a process of its own, with nothing of ours in it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Job, Outcome } from '../clients/comunica/program.ts'
import { install } from './install.ts'

export interface QueryEngine {
  /** @throws Error with the engine's words when it cannot answer */
  run(job: Job): Promise<Outcome>
  close(): Promise<void>
}

const program = fileURLToPath(new URL('../clients/comunica/program.ts', import.meta.url))

/** Installs it on first use. One job at a time. */
export async function openQueryEngine(): Promise<QueryEngine> {
  const folder = await install('clients/comunica')
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return { run, close }

  async function run(job: Job) {
    child.stdin.write(`${JSON.stringify(job)}\n`)
    const line = await lines.next()
    if (line.done === true) throw new Error('The query engine has ended')
    const outcome = JSON.parse(line.value) as Outcome
    if (outcome.error !== undefined) throw new Error(outcome.error)
    return outcome
  }

  async function close() {
    const gone = once(child, 'exit')
    child.stdin.end()
    await gone
    process.off('exit', kill)
  }
}
