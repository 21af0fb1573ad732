// Refresh tokens over a long time: nothing piles up, and a used one is still known for what it is.
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readJsonBelow } from '../../server/pod/identity/json-entries.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openSolidApp, signIn } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'

let store: Store
let identity: TestIdentity
let app: SolidApp
let first: string
let last: { readonly access_token: string; readonly refresh_token?: string | undefined }
beforeEach(async () => {
  store = openMemoryStore()
  identity = await openTestIdentity({ store })
  await identity.newAccount('alice')
  app = await openSolidApp(identity.issuer)
  last = await app.redeem((await signIn(openBrowser(identity.baseUrl), app, 'alice')).url)
  first = last.refresh_token!
})
afterEach(async () => {
  await identity.close()
  await store.close()
})

async function goOn(times: number) {
  for (let turn = 0; turn < times; turn++) last = await app.refresh(last.refresh_token!)
}

/** How many records there are; proofs are forgotten after some minutes. */
async function records(): Promise<number> {
  const all = await readJsonBelow(store, ['oidc'])
  return all.filter(({ key }) => key[1] !== 'ReplayDetection').length
}

const refused = { error: 'invalid_grant' }

it('keeps nothing of refresh tokens that were used', async () => {
  const before = await records()

  await goOn(20)

  expect(await records()).toBe(before)
})

it('ends the grant when one comes back, however many others came after it', async () => {
  await goOn(20)

  await expect(app.refresh(first)).rejects.toMatchObject(refused)
  await expect(app.refresh(last.refresh_token!)).rejects.toMatchObject(refused)
})

it('ends nothing for a name that somebody made up', async () => {
  const { grant_id: grant } = decodeJwt(last.access_token)
  const [name, random] = first.split('.')
  await goOn(1)

  for (const invented of [
    `${String(grant)}.${'x'.repeat(43)}.${'y'.repeat(43)}`,
    `${name}.${random}.${'y'.repeat(43)}`,
    `${name}.${random}`,
    'y'.repeat(43),
  ]) {
    await expect(app.refresh(invented)).rejects.toMatchObject(refused)
  }

  await expect(goOn(1)).resolves.toBeUndefined()
})

it('gives one answer to two who use one at the same time', async () => {
  const outcomes = await Promise.allSettled([app.refresh(first), app.refresh(first)])

  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2)
})
