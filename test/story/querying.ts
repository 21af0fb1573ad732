// Third chapter: the firm asks one question of everything it was granted, at both providers.
import { deepEqual, equal } from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monthlyTotals } from '../../client/cli/demo/totals.ts'
import type { Failure } from '../../client/cli/failure.ts'
import type { QueryAnswer } from '../../client/cli/query-answer.ts'
import { readGreenButton } from '../../client/sdk/release/green-button.ts'
import type { Narrator } from './narrator.ts'
import { nameOf } from './people.ts'
import type { People, Person } from './people.ts'
import { kept, shared } from './sharing.ts'
import type { Stage } from './stage.ts'

/** Asks for the totals a month over all that is granted. */
export async function askTotals(stage: Stage): Promise<QueryAnswer> {
  return stage.freehold('query', await queryFile(stage), '--as', 'compareco')
}

/** Asks the same when nothing can be read; why. */
export async function refusedTotals(stage: Stage): Promise<Failure> {
  return stage.refused('query', await queryFile(stage), '--as', 'compareco')
}

async function queryFile({ folder }: Stage): Promise<string> {
  const file = join(folder, 'totals.rq')
  await writeFile(file, monthlyTotals)
  return file
}

/** Month → watt hours, as the answer says: '2026-01' → 312000. */
export function totalsIn({ results }: QueryAnswer): Map<string, number> {
  return new Map(
    results?.bindings.map(({ year, month, total }) => [
      `${year?.value}-${month?.value.padStart(2, '0')}`,
      Number(total?.value),
    ]),
  )
}

/** The same, added up from the files that were imported. */
export async function expectedTotals(
  stage: Stage,
  owners: readonly Person[],
): Promise<Map<string, number>> {
  const totals = new Map(shared.map((month) => [month, 0]))
  for (const { profile } of owners) {
    const { readings } = readGreenButton(
      await readFile(join(stage.folder, `${profile}.xml`), 'utf8'),
    )
    for (const { start, value } of readings) {
      // The meters keep the time of Paris, which is an hour ahead in winter.
      const month = new Date((start + 3600) * 1000).toISOString().slice(0, 7)
      const before = totals.get(month)
      if (before !== undefined) totals.set(month, before + Number(value))
    }
  }
  return totals
}

export async function querying(
  stage: Stage,
  { alice, bob }: People,
  { chapter, step }: Narrator,
): Promise<void> {
  chapter('The firm queries')
  const answer = await step('CompareCo asks for totals a month, with SPARQL', async () => {
    const found = await askTotals(stage)
    deepEqual(totalsIn(found), await expectedTotals(stage, [alice, bob]))
    return [`as in the files that were imported: ${inWords(found)}`, found]
  })
  await step('The answer says what was read', async () => {
    const read = answer.sources.filter(({ outcome }) => outcome === 'read').map(({ url }) => url)
    deepEqual(read.toSorted(), [alice, bob].flatMap((each) => shared.map(each.month)).toSorted())
    equal(answer.complete, true)
    return [`${read.length} documents at ${hosts(read)} providers, and no other`, undefined]
  })
  for (const person of [alice, bob]) {
    await step(`CompareCo tries what ${nameOf(person.profile)} did not grant`, async () => {
      const others = [person.month(kept), `${person.storage}data/energy/`, `${person.storage}data/`]
      for (const url of others) equal(await stage.statusFor('compareco', url), 403, url)
      equal(await stage.statusFor('compareco', person.month(shared[0]!)), 200)
      return ['refused (403), while what was granted can be read', undefined]
    })
  }
}

/** '2026-01: 612 kWh, 2026-02: 580 kWh' */
export function inWords(answer: QueryAnswer): string {
  return [...totalsIn(answer)]
    .map(([month, total]) => `${month}: ${Math.round(total / 1000)} kWh`)
    .join(', ')
}

function hosts(urls: readonly string[]): number {
  return new Set(urls.map((each) => new URL(each).origin)).size
}
