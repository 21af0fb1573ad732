// What `npm start` runs: a server with demo people, filled through its front door.
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readProfileFile } from '../../client/cli/profiles.ts'
import type { QueryAnswer } from '../../client/cli/query-answer.ts'
import type { RequestSummary } from '../../client/sdk/mediator.ts'
import { cli, temporaryFolder } from '../support/cli.ts'
import { freePort } from '../support/free-port.ts'
import { freeholdProcess, heard, stopped } from '../support/server-process.ts'

/** A demo whose data is there; `said` is its welcome. */
async function startDemo(dataFolder: string, port: number) {
  const child = freeholdProcess(['demo', '--port', String(port), '--data', dataFolder])
  const welcome = heard(child, /[^]*Ctrl-C.*/)
  const seeded = heard(child, /The demo data is there/)
  const [said] = await Promise.all([welcome, seeded])
  return { said, stop: () => stopped(child) }
}

it('has people, a firm, a request that waits and a grant that works', async () => {
  await using folder = await temporaryFolder()
  const env = { FREEHOLD_HOME: join(folder.path, 'home') }
  const port = await freePort()

  const demo = await startDemo(folder.path, port)
  const requests = await cli(['requests', '--as', 'alice', '--json'], env)
  const query = ['query', join(folder.path, 'home', 'totals.rq'), '--as', 'compareco', '--json']
  const answer = await cli(query, env)
  const code = await demo.stop()

  expect(code).toBe(0)
  expect(demo.said).toContain(`Open http://localhost:${port}`)
  expect(demo.said).toMatch(/alice +demo-alice/)
  expect(demo.said).toContain(`export FREEHOLD_HOME=${folder.path}/home`)
  expect(JSON.parse(requests.stdout)).toMatchObject([{ state: 'requested' }])
  const { results } = JSON.parse(answer.stdout) as QueryAnswer
  expect(results?.bindings.map(({ readings }) => readings?.value)).toEqual(['2976', '2688', '2972'])
})

it('finds everything again at the next start, and adds nothing', async () => {
  await using folder = await temporaryFolder()
  const env = { FREEHOLD_HOME: join(folder.path, 'home') }
  const port = await freePort()
  const idsOf = async (profile: string) => {
    const { stdout } = await cli(['requests', '--as', profile, '--json'], env)
    return (JSON.parse(stdout) as RequestSummary[]).map(({ id, state }) => `${id} ${state}`)
  }
  const first = await startDemo(folder.path, port)
  const before = [await idsOf('alice'), await idsOf('bob')]
  const profile = await readProfileFile(env, 'alice')
  await first.stop()

  const second = await startDemo(folder.path, port)
  const after = [await idsOf('alice'), await idsOf('bob')]
  await second.stop()

  expect(after).toEqual(before)
  expect(await readProfileFile(env, 'alice')).toEqual(profile)
})

it('keeps its accounts, whose passwords everybody knows, to itself', async () => {
  await using folder = await temporaryFolder()
  const demo = await startDemo(folder.path, await freePort())
  await demo.stop()

  const { code, stderr } = await cli(['serve', '--port', '0', '--data', folder.path])

  expect(code).toBe(1)
  expect(stderr).toContain('demo accounts')
})

it('says so when the folder holds the demo of another address', async () => {
  await using folder = await temporaryFolder()
  const port = await freePort()
  const demo = await startDemo(folder.path, port)
  await demo.stop()

  const other = ['demo', '--port', '0', '--data', folder.path]
  const child = freeholdProcess(other)
  const said = await heard(child, new RegExp(`start it with --port ${port}`))

  expect(said).not.toBe('')
  expect(await stopped(child)).toBe(1)
})
