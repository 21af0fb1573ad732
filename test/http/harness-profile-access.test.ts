// The access tables of the official conformance harness: accessTo and default set apart, by ACLs in Turtle with blank
// nodes, for every agent, mode, kind of resource and method.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askersIn, methodsOnKinds, situationsOf } from '../support/access-situations.ts'
import { openAccessStage } from '../support/access-stage.ts'
import type { AccessStage } from '../support/access-stage.ts'
import { expectedStatuses } from '../support/access-table.ts'
import type { Situation } from '../support/access-table.ts'
import { openHarness } from '../support/harness.ts'
import type { Harness } from '../support/harness.ts'

let harness: Harness
let stage: AccessStage
beforeAll(async () => {
  harness = await openHarness()
  stage = openAccessStage(harness)
})
afterAll(() => harness?.close())

it.each(methodsOnKinds)('answers %s of kind %s as the access rules say', async (method, kind) => {
  const situations = situationsOf(method, kind)

  const mistakes = await Promise.all(situations.map(mistakesIn))

  expect(mistakes.flat()).toEqual([])
})

async function mistakesIn(situation: Situation): Promise<string[]> {
  const url = await stage.arrange(situation)
  const mistakes: string[] = []
  for (const asker of askersIn(situation)) {
    const status = await stage.act(situation, asker, url)
    const expected = expectedStatuses(situation, asker)
    if (!expected.includes(status)) {
      const { grantee, via, onResource, onContainer } = situation
      const rules = `${grantee} has [${onResource}] by ${via}, [${onContainer}] on the container`
      mistakes.push(`${rules}: ${asker} got ${status} instead of ${expected.join(' or ')}`)
    }
  }
  return mistakes
}
