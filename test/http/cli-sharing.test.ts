// The main job from the shell, in words: asked, granted, queried, logged, withdrawn.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { monthlyTotals } from '../../client/cli/demo/totals.ts'
import { saveProfile } from '../../client/cli/profiles.ts'
import type { RequestSummary } from '../../client/sdk/mediator.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import { cli, temporaryFolder } from '../support/cli.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let server: TestServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  server = await startTestServer()
  folder = await temporaryFolder()
  await writeFile(totals(), monthlyTotals)
})
afterAll(async () => {
  await server?.close()
  await folder?.[Symbol.asyncDispose]()
})

const totals = () => join(folder.path, 'totals.rq')
const env = () => ({ FREEHOLD_HOME: folder.path })
const as = (who: string, ...args: string[]) => cli([...args, '--as', who], env())

/** A person with two days of readings, and a firm; both with stored profiles. */
async function newPair(name: string) {
  const [person, firm] = [name, `${name}-firm`]
  for (const each of [person, firm]) {
    await saveProfile(env(), each, await server.account(each))
  }
  const file = join(folder.path, `${name}.xml`)
  await writeFile(file, syntheticGreenButton({ seed: 1, from: '2026-01-31', to: '2026-02-02' }))
  expect(await as(person, 'import', file)).toMatchObject({ code: 0 })
  return { person, firm, webId: `${server.baseUrl}/${person}/profile/card#me` }
}

async function asked(firm: string, webId: string, ...more: string[]): Promise<RequestSummary> {
  const what = ['--data-type', 'energy', '--purpose', 'CompareAndSwitch', '--term', 'P30D']
  const { stdout } = await as(firm, 'request', webId, ...what, ...more, '--json')
  return JSON.parse(stdout) as RequestSummary
}

const shortId = ({ id }: RequestSummary) => id.split('/').at(-1)!

describe('the main job', { timeout: 60_000 }, () => {
  it('goes from request to withdrawal with ids as they are shown', async () => {
    const { person, firm, webId } = await newPair('gwen')
    const id = shortId(await asked(firm, webId))

    const list = await as(person, 'requests')
    expect(list.stdout).toMatch(new RegExp(`^${id} +requested .*Find me a better deal`, 'm'))

    const granted = await as(person, 'grant', id)
    expect(granted).toMatchObject({ code: 0, stderr: '' })
    expect(granted.stdout).toMatch(/State +active/)

    const answer = await as(firm, 'query', totals())
    expect(answer.code).toBe(0)
    expect(answer.stdout).toMatch(/2026 +1 .*96\n/)
    expect(answer.stderr).toMatch(/read +http.*2026-01\.ttl/)

    const log = await as(person, 'log')
    expect(log.stdout).toContain('recorded by your server')
    expect(log.stdout).toContain(`${server.baseUrl}/${firm}/profile/card#me`)
    const [reads, changes, refusals] = log.stdout.split(/^(?:Changes to|Refused:) .*\n/m)
    expect(reads).not.toContain('.acl')
    expect(changes).toMatch(/wrote http.*\.acl/)
    expect(refusals).toMatch(/HEAD http/)

    const withdrawn = await as(person, 'withdraw', id)
    expect(withdrawn).toMatchObject({ code: 0 })
    expect(withdrawn.stdout).toContain('can read no more')

    const after = await as(firm, 'query', totals())
    expect(after).toMatchObject({ code: 1, stdout: '' })
    expect(after.stderr).toMatch(/withdrawn +http/)
  })

  it('ends for a request that is refused, with a reason for the firm', async () => {
    const { person, firm, webId } = await newPair('hugo')
    const request = await asked(firm, webId)

    const refused = await as(person, 'refuse', shortId(request), '--reason', 'Not now')

    expect(refused).toMatchObject({ code: 0 })
    const seen = await as(firm, 'requests', '--json')
    expect(JSON.parse(seen.stdout)).toMatchObject([{ state: 'refused', reason: 'Not now' }])
    expect(await as(person, 'grant', shortId(request))).toMatchObject({ code: 1 })
  })
})

describe('query', { timeout: 60_000 }, () => {
  it('writes CSV and JSON', async () => {
    const { person, firm, webId } = await newPair('ines')
    await as(person, 'grant', (await asked(firm, webId)).id)

    const csv = await as(firm, 'query', totals(), '--format', 'csv')
    const json = await as(firm, 'query', totals(), '--json')

    expect(csv.stdout).toMatch(/^year,month,total,unit,readings\n2026,1,/)
    expect(JSON.parse(json.stdout)).toMatchObject({
      head: { vars: ['year', 'month', 'total', 'unit', 'readings'] },
      results: { bindings: [{ readings: { value: '96' } }, { readings: { value: '96' } }] },
      complete: true,
      sources: [{ outcome: 'read' }, { outcome: 'read' }],
    })
    expect(json.stderr).toBe('')
  })

  it('says what is wrong with a query', async () => {
    const { person, firm, webId } = await newPair('jane')
    await as(person, 'grant', (await asked(firm, webId)).id)
    const file = join(folder.path, 'broken.rq')
    await writeFile(file, 'SELECT ?s WHERE { ?s ')

    const { code, stdout, stderr } = await as(firm, 'query', file)

    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).not.toBe('')
  })

  it('tells a firm that was granted nothing how to ask', async () => {
    const { firm } = await newPair('kate')

    const { code, stderr } = await as(firm, 'query', totals())

    expect(code).toBe(1)
    expect(stderr).toContain('nobody has granted you anything yet')
  })
})

describe('grant', () => {
  it('refuses ids that it does not know', async () => {
    const { person } = await newPair('liam')

    const { code, stderr } = await as(person, 'grant', 'nothing')

    expect(code).toBe(1)
    expect(stderr).toContain("no request 'nothing'")
  })

  it('tells a firm that its own request is not its to grant', async () => {
    const { firm, webId } = await newPair('odile')
    const request = await asked(firm, webId)

    const { code, stderr } = await as(firm, 'grant', shortId(request))

    expect(code).toBe(1)
    expect(stderr).toContain(`Only ${webId} can grant this request`)
  })

  it('never shares what belongs to somebody else', async () => {
    const { person, firm, webId } = await newPair('mona')
    const request = await asked(firm, webId)
    const foreign = `${server.baseUrl}/gwen/data/energy/raw/`

    const { code, stdout } = await as(person, 'grant', request.id, '--resource', foreign, '--json')

    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      error: { status: 403, title: 'This resource is not yours to share' },
    })
  })

  it('never lasts longer than was asked for', async () => {
    const { person, firm, webId } = await newPair('nora')
    const request = await asked(firm, webId)

    const { code, stdout } = await as(
      person,
      'grant',
      request.id,
      '--until',
      '2999-01-01',
      '--json',
    )

    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toHaveProperty('error.status', expect.any(Number))
  })
})
