// A server as two processes on one data folder: the provider with a door in this one, and a door in
// another one. What is done through the first must be seen by both at the next request.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { openTestIdentity } from './identity.ts'
import { heard, stopped } from './server-process.ts'
import { openStandingDoor } from './standing-door.ts'

export type Standing = Awaited<ReturnType<typeof openStanding>>

/** A request that is signed in somehow. */
export type Ask = (url: string) => Promise<Response>

const program = fileURLToPath(new URL('./standing-door-process.ts', import.meta.url))

export async function openStanding() {
  const folder = await mkdtemp(join(tmpdir(), 'freehold-standing-'))
  const store = openLmdbStore(folder)
  const identity = await openTestIdentity({ store })
  const here = await openStandingDoor(folder, identity.issuer)
  const there = spawn(process.execPath, ['--import', 'tsx', program, folder, identity.issuer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const doors = [here.url, await heard(there, /http:\/\/localhost:\d+/)]
  return { identity, store, statuses, close }

  /** How both doors answer, twice each, so that they know the token by heart. */
  async function statuses(ask: Ask): Promise<number[]> {
    const found = new Set<string>()
    for (const door of [...doors, ...doors]) found.add(`${(await ask(`${door}/`)).status}`)
    return [...found].map(Number)
  }

  async function close() {
    await stopped(there)
    await here.close()
    await identity.close()
    await store.close()
    await rm(folder, { recursive: true })
  }
}
