// Where the story plays: two providers, a folder of its own, and the command line of everybody in it.
import { deepStrictEqual } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../../client/cli/command.ts'
import type { Failure } from '../../client/cli/failure.ts'
import { readProfileFile } from '../../client/cli/profiles.ts'
import { signInAs } from '../../client/cli/sign-in.ts'
import type { Session } from '../../client/sdk/session.ts'
import { cli } from '../support/cli.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'
import type { Narrator } from './narrator.ts'
import { startServerProcess } from '../support/server-process.ts'
import type { ServerProcess } from '../support/server-process.ts'

export interface Stage extends AsyncDisposable {
  readonly server: ServerProcess
  readonly provider: CommunityServer
  /** For files of the story; removed at the end. */
  readonly folder: string
  readonly env: Environment
  /** Runs a command that must succeed; its answer. */
  freehold<Answer>(...args: string[]): Promise<Answer>
  /** Runs a command that must be refused; why it was. */
  refused(...args: string[]): Promise<Failure>
  /** Runs a command that is wrong usage; what it says. */
  misused(...args: string[]): Promise<string>
  /** A session of somebody with a stored profile. */
  sessionOf(profile: string): Promise<Session>
  /** The status with which somebody's read of a URL is answered. */
  statusFor(profile: string, url: string): Promise<number>
}

/** Starts both providers; whatever was started is stopped when the stage is disposed of. */
export async function setStage({ chapter, step }: Narrator): Promise<Stage> {
  const endings: Ending[] = []
  const dispose = async () => {
    for (const end of endings.splice(0).toReversed()) await end()
  }
  try {
    const folder = await openFolder(endings)
    chapter('Two pod providers')
    const server = await step('Start our server', async () => {
      const started = await startServerProcess(join(folder, 'data'))
      endings.push(started.stop)
      return [`it listens on ${started.baseUrl}`, started]
    })
    const provider = await step('Start a stock Community Solid Server', async () => {
      const started = await startCommunityServer()
      endings.push(started.stop)
      return [`it listens on ${started.baseUrl}`, started]
    })
    return stageOf({ server, provider, folder }, dispose)
  } catch (error) {
    await dispose()
    throw error
  }
}

type Ending = () => Promise<unknown>

async function openFolder(endings: Ending[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'freehold-story-'))
  // For a story that is interrupted.
  const clean = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', clean)
  endings.push(async () => {
    process.off('exit', clean)
    await rm(folder, { recursive: true, force: true })
  })
  return folder
}

function stageOf(
  places: Pick<Stage, 'server' | 'provider' | 'folder'>,
  dispose: () => Promise<void>,
): Stage {
  const env = { FREEHOLD_HOME: join(places.folder, 'home') }
  return {
    ...places,
    env,
    freehold,
    refused,
    misused,
    sessionOf,
    statusFor,
    [Symbol.asyncDispose]: dispose,
  }

  async function freehold<Answer>(...args: string[]): Promise<Answer> {
    const { code, stdout, stderr } = await cli([...args, '--json'], env)
    deepStrictEqual(code, 0, `freehold ${args.join(' ')} ended with ${code}: ${stderr}`)
    return JSON.parse(stdout) as Answer
  }

  async function refused(...args: string[]): Promise<Failure> {
    const { code, stdout } = await cli([...args, '--json'], env)
    deepStrictEqual(code, 1, `freehold ${args.join(' ')} ended with ${code}, and not refused`)
    return (JSON.parse(stdout) as { error: Failure }).error
  }

  async function misused(...args: string[]): Promise<string> {
    const { code, stderr } = await cli(args, env)
    deepStrictEqual(
      code,
      2,
      `freehold ${args.join(' ')} ended with ${code}, and not as wrong usage`,
    )
    return stderr
  }

  async function sessionOf(profile: string) {
    return signInAs(await readProfileFile(env, profile))
  }

  async function statusFor(profile: string, url: string) {
    const session = await sessionOf(profile)
    const { status, body } = await session.fetch(url)
    // An answer that nobody reads would keep its connection busy, and the server from stopping.
    await body?.cancel()
    return status
  }
}
