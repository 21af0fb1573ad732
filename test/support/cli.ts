// The command line in tests: the same function as the `freehold` command runs, with its words collected.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../../client/cli/command.ts'
import { runCli } from '../../client/cli/run.ts'
import type { ExitCode } from '../../client/cli/run.ts'

export interface Ran {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
}

/** Runs one command line, such as ['requests', '--as', 'alice']. */
export async function cli(args: readonly string[], env: Environment = {}): Promise<Ran> {
  const words = { stdout: '', stderr: '' }
  const code = await runCli(args, {
    env,
    write: (text) => void (words.stdout += text),
    warn: (text) => void (words.stderr += text),
    // Commands that run until they are told to stop are told at once.
    stopped: () => Promise.resolve(),
  })
  return { code, ...words }
}

/** A folder of its own for a test, gone at the end of the block that opened it. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'freehold-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
