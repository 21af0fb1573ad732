// Last chapters: the log, a short term that ends, withdrawal, and a provider that fails.
import { deepEqual, equal, ok } from 'node:assert/strict'
import type { LogEntry } from '../../client/sdk/log.ts'
import type { GrantSummary, RequestSummary } from '../../client/sdk/mediator.ts'
import type { Source } from '../../client/sdk/query/granted.ts'
import type { Narrator } from './narrator.ts'
import { nameOf } from './people.ts'
import type { People, Person } from './people.ts'
import { askTotals, expectedTotals, inWords, refusedTotals, totalsIn } from './querying.ts'
import { agree, ask, kept, shared } from './sharing.ts'
import type { Stage } from './stage.ts'

/** What each person learns: from our server a record, from the other provider a sign. */
export async function logs(
  stage: Stage,
  { alice, bob, firm }: People,
  { chapter, step }: Narrator,
): Promise<void> {
  chapter('Who read what')
  const seenBy = async ({ profile }: Person) => {
    const entries = await stage.freehold<LogEntry[]>('log', '--as', profile)
    return entries.filter(({ kind, agent }) => kind === 'use' && agent === firm.webId)
  }
  await step('Alice reads her log', async () => {
    const read = (await seenBy(alice)).filter((each) => each.seenBy === 'server')
    for (const month of shared) ok(read.some(({ resource }) => resource === alice.month(month)))
    ok(read.every(({ purpose, grants }) => purpose !== undefined && grants.length > 0))
    return [`her server recorded ${read.length} reads by CompareCo, with their purpose`, undefined]
  })
  await step('Bob reads his', async () => {
    const read = (await seenBy(bob)).filter((each) => each.seenBy === 'lease')
    for (const month of shared) ok(read.some(({ resource }) => resource === bob.month(month)))
    return [`the lease saw ${read.length} signs of reads, marked as such`, undefined]
  })
}

/** Grants of some seconds for the month that was kept back: open, then closed by themselves. */
export async function expiry(
  stage: Stage,
  { alice, bob }: People,
  { chapter, step }: Narrator,
): Promise<void> {
  chapter('A short term')
  for (const person of [alice, bob]) {
    const url = person.month(kept)
    await step(`${nameOf(person.profile)} grants the third month for some seconds`, async () => {
      const question = { purpose: 'CustomerCare', term: 'PT10S', resources: [url] }
      const granted = await agree(stage, person, await ask(stage, person, question))
      equal(await stage.statusFor('compareco', url), 200)
      return [`CompareCo can read it until ${granted.until}`, undefined]
    })
  }
  for (const person of [alice, bob]) {
    await step(`The term that ${nameOf(person.profile)} gave ends`, async () => {
      equal(await statusAfterEnd(() => stage.statusFor('compareco', person.month(kept))), 403)
      return ['the next request is refused (403)', undefined]
    })
  }
}

/** The first status that is not 200, looked for at every tenth of a second for half a minute. */
async function statusAfterEnd(get: () => Promise<number>): Promise<number> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const status = await get()
    if (status !== 200 || Date.now() > deadline) return status
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Both people take back what they granted. */
export async function withdrawal(
  stage: Stage,
  { alice, bob }: People,
  { chapter, step }: Narrator,
): Promise<void> {
  chapter('Withdrawal')
  for (const person of [alice, bob]) {
    await step(`${nameOf(person.profile)} withdraws`, async () => {
      const granted = await activeGrant(stage, person)
      await stage.freehold('withdraw', granted.id, '--as', person.profile)
      for (const url of granted.resources) {
        equal(await stage.statusFor('compareco', url), 403, url)
      }
      return ['the next request of CompareCo is refused (403)', undefined]
    })
  }
  await step('CompareCo queries again', async () => {
    const { detail, sources } = await refusedTotals(stage)
    const outcomes = (sources as Source[]).map(({ outcome }) => outcome)
    ok(outcomes.filter((each) => each === 'withdrawn').length >= 4, String(outcomes))
    ok(!outcomes.includes('read'))
    return [`nothing is read, and the answer says why: ${detail}`, undefined]
  })
}

/** Granted anew; then the other provider goes away. */
export async function failure(
  stage: Stage,
  { alice, bob }: People,
  { chapter, step }: Narrator,
): Promise<void> {
  chapter('A provider that fails')
  await step('Alice and Bob grant again what they withdrew', async () => {
    for (const person of [alice, bob]) {
      const asked = await ask(stage, person, { purpose: 'CompareAndSwitch', term: 'P30D' })
      await agree(stage, person, asked, shared.map(person.month))
    }
    const answer = await askTotals(stage)
    deepEqual(totalsIn(answer), await expectedTotals(stage, [alice, bob]))
    return [`the answer is whole again: ${inWords(answer)}`, undefined]
  })
  await step('The other provider stops, and CompareCo queries', async () => {
    await stage.provider.stop()
    const answer = await askTotals(stage)
    deepEqual(totalsIn(answer), await expectedTotals(stage, [alice]))
    const failed = answer.sources.filter(({ outcome }) => outcome === 'unreachable')
    deepEqual(failed.map(({ url }) => url).toSorted(), shared.map(bob.month).toSorted())
    equal(answer.complete, false)
    return [`Alice's readings count (${inWords(answer)}); Bob's are reported missing`, undefined]
  })
}

/** The grant of a person that is active now. */
async function activeGrant(stage: Stage, { profile }: Person): Promise<GrantSummary> {
  const requests = await stage.freehold<RequestSummary[]>('requests', '--as', profile)
  const found = requests.find(({ grant }) => grant?.state === 'active')?.grant
  ok(found, 'no grant is active')
  return found
}
