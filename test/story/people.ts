// First chapter: accounts at two providers, and readings in two pods.
import { equal } from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewAccount } from '../../client/cli/accounts.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import type { ImportReport } from '../../client/sdk/release/energy.ts'
import type { Narrator } from './narrator.ts'
import type { Stage } from './stage.ts'

/** Somebody of the story: her profile's name is the key. */
export interface Person {
  readonly profile: string
  readonly webId: string
  /** The root of her pod. */
  readonly storage: string
  /** The document of a month: month('2026-01'). */
  month(month: string): string
}

export interface People {
  readonly alice: Person
  readonly bob: Person
  readonly firm: Person
}

/** Alice and the firm at our server, Bob at the other provider with our mediator. */
export async function people(stage: Stage, { chapter, step }: Narrator): Promise<People> {
  const { freehold, server, provider } = stage
  chapter('Two people and a firm')
  const alice = await step('Alice gets an account and a pod at our server', async () => {
    const { webId, storage } = await account(stage, 'alice')
    return [`she is ${webId}`, person('alice', webId, storage)]
  })
  const firm = await step('CompareCo, a firm, gets one too', async () => {
    const { webId, storage } = await account(stage, 'compareco')
    return [`it is ${webId}`, person('compareco', webId, storage)]
  })
  const bob = await step('Bob has his pod at the other provider and signs in with it', async () => {
    const made = await provider.createAccount('bob')
    const who = ['--webid', made.webId, '--issuer', made.issuer]
    const key = ['--client-id', made.clientId, '--client-secret', made.clientSecret]
    await freehold('login', ...who, ...key, '--save', 'bob')
    return [`he is ${made.webId}`, person('bob', made.webId, made.storage)]
  })
  await step('Bob chooses our mediator in his WebID document', async () => {
    const mediator = ['--mediator', server.baseUrl]
    const chosen = await freehold<{ mediator: string }>('connect', ...mediator, '--as', 'bob')
    return [`it is ${chosen.mediator}`, undefined]
  })
  return { alice, bob, firm }
}

/** Three months of readings in both pods; a file that is cut off leaves nothing behind. */
export async function releases(
  stage: Stage,
  { alice, bob }: People,
  { chapter, step }: Narrator,
): Promise<void> {
  chapter('Their supplier hands out meter readings')
  await step('Alice imports a Green Button file that is cut off', async () => {
    const text = syntheticGreenButton({ seed: 1, ...span }).slice(0, 200_000)
    const file = join(stage.folder, 'cut-off.xml')
    await writeFile(file, text)
    const { detail } = await stage.refused('import', file, '--as', 'alice')
    const status = await stage.statusFor('alice', `${alice.storage}data/energy/`)
    equal(status, 404, 'something was stored')
    return [`refused, and nothing is stored: ${detail}`, undefined]
  })
  for (const [index, { profile }] of [alice, bob].entries()) {
    await step(`${nameOf(profile)} imports three months of quarter-hour readings`, async () => {
      const file = join(stage.folder, `${profile}.xml`)
      await writeFile(file, syntheticGreenButton({ seed: index + 1, ...span }))
      const [report] = await stage.freehold<ImportReport[]>('import', file, '--as', profile)
      equal(report?.documents.length, 3)
      return [`${report.kept} readings in ${report.documents.length} documents`, undefined]
    })
  }
}

/** Civil days, in the time of the meters. */
const span = { from: '2026-01-01', to: '2026-04-01' }

async function account(stage: Stage, name: string): Promise<NewAccount> {
  const where = ['--url', stage.server.baseUrl, '--data', join(stage.folder, 'data')]
  return stage.freehold('account', 'create', name, ...where, '--save', name)
}

function person(profile: string, webId: string, storage: string): Person {
  return { profile, webId, storage, month: (month) => `${storage}data/energy/raw/${month}.ttl` }
}

/** 'alice' → 'Alice' */
export function nameOf(profile: string): string {
  return profile.charAt(0).toUpperCase() + profile.slice(1)
}
