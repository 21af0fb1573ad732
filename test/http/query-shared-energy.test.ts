// Readings from a file to an answer, on a whole server: imported, shared, queried, withdrawn.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askForAccess } from '../../client/sdk/asking.ts'
import { queryGranted } from '../../client/sdk/query/granted.ts'
import { resultTable } from '../../client/sdk/query/results.ts'
import { importEnergy } from '../../client/sdk/release/energy.ts'
import { readGreenButton } from '../../client/sdk/release/green-button.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import { grantRequest, withdrawGrant } from '../../client/sdk/sharing.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { sosa } from '../../vocab/generated/sosa.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

/** Two months, one of them with a change of clocks. */
const file = {
  name: 'synthetic.xml',
  text: syntheticGreenButton({ seed: 5, from: '2024-03-30', to: '2024-04-03' }),
}

const total = `SELECT (COUNT(*) AS ?readings) (SUM(?value) AS ?total) {
  ?reading a <${sosa.Observation}> ; <${sosa.hasSimpleResult}> ?value
}`

describe('energy readings on a server of ours', () => {
  let server: TestServer
  beforeEach(async () => void (server = await startTestServer()))
  afterEach(() => server.close())

  async function shared() {
    const [alice, firm] = [await server.account('alice'), await server.account('firm')]
    await importEnergy(alice.session, alice.storage, file)
    const request = await askForAccess(firm.session, {
      person: alice.webId,
      dataType: fh.EnergyConsumptionType,
      purpose: fh['purpose-CompareAndSwitch'],
      term: 'P30D',
      resources: [`${alice.storage}data/energy/raw/2024-03.ttl`],
    })
    return { alice, firm, grant: await grantRequest(alice.session, request) }
  }

  it('that were granted, and only those, are in the answer', async () => {
    const { alice, firm } = await shared()

    const { result, sources, complete } = await queryGranted(firm.session, total)

    const granted = readGreenButton(file.text).readings.filter(
      // Midnight of 1 April in Paris, in summer time.
      ({ start }) => start < Date.UTC(2024, 2, 31, 22) / 1000,
    )
    const sum = granted.reduce((before, { value }) => before + Number(value), 0)
    expect(resultTable(result)).toMatch(new RegExp(`\\n${granted.length} +${sum}(\\.0)?\\n`))
    expect(sources.map(({ url }) => url)).toEqual([`${alice.storage}data/energy/raw/2024-03.ttl`])
    expect(complete).toBe(true)
  })

  it('that were withdrawn are gone from the next answer, and named', async () => {
    const { alice, firm, grant } = await shared()
    await withdrawGrant(alice.session, grant)

    const { result, sources } = await queryGranted(firm.session, total)

    expect(resultTable(result)).toMatch(/\n0 +0\n/)
    expect(sources).toMatchObject([{ outcome: 'withdrawn', person: alice.webId }])
  })

  it('stay as they are when the file is imported again', async () => {
    const { session, storage } = await server.account('alice')
    await importEnergy(session, storage, file)

    const { documents } = await importEnergy(session, storage, file)

    expect(documents.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged'])
  })
})
