// Second chapter: the firm asks; one request is refused, the others are granted and proved.
import { equal } from 'node:assert/strict'
import type { GrantSummary, RequestSummary } from '../../client/sdk/mediator.ts'
import type { Narrator } from './narrator.ts'
import { nameOf } from './people.ts'
import type { People, Person } from './people.ts'
import type { Stage } from './stage.ts'

/** The months that are shared, and one that is not. */
export const shared = ['2026-01', '2026-02']
export const kept = '2026-03'

/** What the firm asks of a person. */
export interface Question {
  readonly purpose: string
  readonly term: string
  readonly resources?: readonly string[]
}

/** The firm asks; its request as the mediator keeps it. */
export function ask(stage: Stage, { webId }: Person, question: Question): Promise<RequestSummary> {
  const { purpose, term, resources = [] } = question
  const what = ['--data-type', 'energy', '--purpose', purpose, '--term', term]
  const which = resources.flatMap((each) => ['--resource', each])
  return stage.freehold('request', webId, ...what, ...which, '--as', 'compareco')
}

/** The person grants; only the named resources, if there are any. */
export async function agree(
  stage: Stage,
  { profile }: Person,
  asked: RequestSummary,
  resources: readonly string[] = [],
): Promise<GrantSummary> {
  const which = resources.flatMap((each) => ['--resource', each])
  const granted = await stage.freehold<GrantSummary>('grant', asked.id, ...which, '--as', profile)
  equal(granted.state, 'active')
  return granted
}

/** Both people share two months with the firm; Alice refuses a request for marketing. */
export async function sharing(
  stage: Stage,
  { alice, bob }: People,
  { chapter, step }: Narrator,
): Promise<void> {
  chapter('The firm asks')
  await step('CompareCo asks for a purpose that nobody knows', async () => {
    const person = ['request', alice.webId, '--data-type', 'energy', '--term', 'P30D']
    const words = await stage.misused(...person, '--purpose', 'Whatever', '--as', 'compareco')
    return [`not understood: ${words.split('\n', 1)[0]}`, undefined]
  })
  const marketing = await step('CompareCo asks Alice for her readings, for marketing', async () => {
    const asked = await ask(stage, alice, { purpose: 'DirectMarketing', term: 'P1Y' })
    return [`the request is ${asked.state}`, asked]
  })
  await step('Alice refuses', async () => {
    await stage.freehold('refuse', marketing.id, '--reason', 'No marketing', '--as', 'alice')
    const seen = await stage.freehold<RequestSummary[]>('requests', '--as', 'compareco')
    const refused = seen.find(({ id }) => id === marketing.id)
    equal(refused?.state, 'refused')
    return [`the firm sees that it is refused: “${refused.reason}”`, undefined]
  })
  for (const person of [alice, bob]) await share(stage, person, step)
}

async function share(stage: Stage, person: Person, step: Narrator['step']): Promise<void> {
  const name = nameOf(person.profile)
  const asked = await step(`CompareCo asks ${name}, to find a better deal`, async () => {
    const request = await ask(stage, person, { purpose: 'CompareAndSwitch', term: 'P30D' })
    return [`the request is ${request.state}`, request]
  })
  await step(`${name} grants two of the three months`, async () => {
    const granted = await agree(stage, person, asked, shared.map(person.month))
    return [
      `proved at the provider (a canary is let in, a stranger is not), then ${granted.state} until ${granted.until}`,
      undefined,
    ]
  })
}
