// What `npm start` runs: a server with demo people, filled through its front door.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

/** What was asked of the people of a running demo, and what became of it. */
async function statesIn(home: string) {
  const stateOf = async (profile: string) => {
    const args = ['requests', '--as', profile, '--json']
    const { stdout } = await cli(args, { FREEHOLD_HOME: home })
    return (JSON.parse(stdout) as RequestSummary[]).map(({ id, state }) => ({ id, state }))
  }
  return { alice: await stateOf('alice'), bob: await stateOf('bob') }
}

async function askTotals(home: string): Promise<QueryAnswer> {
  const query = ['query', join(home, 'totals.rq'), '--as', 'compareco', '--json']
  return JSON.parse((await cli(query, { FREEHOLD_HOME: home })).stdout) as QueryAnswer
}

describe('a demo that ran once', { timeout: 60_000 }, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let port: number
  let first: { said: string; states: object; answer: QueryAnswer; code: number | null }
  const home = () => join(folder.path, 'home')

  beforeAll(async () => {
    folder = await temporaryFolder()
    port = await freePort()
    const { said, stop } = await startDemo(folder.path, port)
    const states = await statesIn(home())
    const answer = await askTotals(home())
    first = { said, states, answer, code: await stop() }
  }, 120_000)
  afterAll(() => folder[Symbol.asyncDispose]())

  it('said what to open, who to be and what to try, and ended well', () => {
    expect(first.said).toContain(`Open http://localhost:${port}`)
    expect(first.said).toMatch(/alice +demo-alice/)
    expect(first.said).toContain(`export FREEHOLD_HOME=${home()}`)
    expect(first.code).toBe(0)
  })

  it('had a request that waits, and a grant that works', () => {
    expect(first.states).toMatchObject({
      alice: [{ state: 'requested' }],
      bob: [{ state: 'active' }],
    })
    const readings = first.answer.results?.bindings.map((row) => row['readings']?.value)
    // A quarter-hour each; the night in March on which the clocks change has four less.
    expect(readings).toEqual(['2976', '2688', '2972'])
  })

  it('finds everything again at the next start, and adds nothing', async () => {
    const profile = await readProfileFile({ FREEHOLD_HOME: home() }, 'alice')

    const second = await startDemo(folder.path, port)
    const states = await statesIn(home())
    await second.stop()

    expect(states).toEqual(first.states)
    expect(await readProfileFile({ FREEHOLD_HOME: home() }, 'alice')).toEqual(profile)
  })

  it('keeps its accounts, whose passwords everybody knows, to itself', async () => {
    const { code, stderr } = await cli(['serve', '--port', '0', '--data', folder.path])

    expect(code).toBe(1)
    expect(stderr).toContain('demo accounts')
  })

  it('does not start at another address', async () => {
    const { code, stderr } = await cli(['demo', '--port', '0', '--data', folder.path])

    expect(code).toBe(1)
    expect(stderr).toContain(`start with --port ${port}`)
  })
})
