// Somebody has got into an account, and its owner recovers it just while he is making himself at home.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLocalBus } from '../../server/bus.ts'
import { readAccount } from '../../server/pod/identity/accounts/accounts.ts'
import { listConsents } from '../../server/pod/identity/sign-ins/consents.ts'
import { listCredentials } from '../../server/pod/identity/programs/credentials.ts'
import { listPasskeys } from '../../server/pod/identity/passkeys/passkeys.ts'
import { remainingRecoveryCodes } from '../../server/pod/identity/recovery/codes.ts'
import { listSessions } from '../../server/pod/identity/sign-ins/sessions.ts'
import { readOwnDocument } from '../../server/pod/resources/owner-edit.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import { openAccount, send } from '../support/account-page.ts'
import { openAuthenticator } from '../support/authenticator.ts'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openInterruptedStore } from '../support/interrupted-store.ts'
import type { InterruptedStore } from '../support/interrupted-store.ts'
import { askOptions, codesOn } from '../support/own-pages.ts'
import { openSolidApp } from '../support/solid-app.ts'

const fresh = 'another long walk'
const usual = { now: Date.now, bus: openLocalBus(), quotaBytes: 1e9 }

describe('while an account is recovered, somebody who was in it', () => {
  let store: InterruptedStore
  let identity: TestIdentity
  let webId: string
  let codes: string[]
  let thief: Browser
  beforeEach(async () => {
    store = openInterruptedStore(openMemoryStore())
    identity = await openTestIdentity({ store })
    webId = (await identity.newAccount('alice')).webId
    const { browser } = await openAccount(identity.baseUrl, 'alice')
    codes = codesOn(await send(browser, '/codes#codes'))
    thief = (await openAccount(identity.baseUrl, 'alice')).browser
  })
  afterEach(async () => {
    await identity.close()
    await store.close()
  })

  const recover = (code = codes[0]!, browser = openBrowser(identity.baseUrl), password = fresh) =>
    browser.visit('/.account/recover', {
      method: 'POST',
      headers: { origin: identity.baseUrl, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ name: 'alice', code, password }),
    })

  /** The recovery happens just before what is sent takes effect. */
  async function during(kind: string, sendIt: () => Promise<unknown>) {
    const done: number[] = []
    store.before(['identity', kind], async () => done.push((await recover()).status))
    await sendIt()
    expect(done).toEqual([200])
  }

  it('makes no program', async () => {
    await during('credentials', () => send(thief, '/programs#programs', { name: 'x', ends: '' }))

    expect(await listCredentials(store, webId)).toEqual([])
  })

  it('makes no new recovery codes', async () => {
    await during('recovery-codes', () => send(thief, '/codes#codes'))

    expect(await remainingRecoveryCodes(store, webId)).toBe(7)
  })

  it('sets no password', async () => {
    const password = 'a phrase of the thief'
    await during('accounts', () => send(thief, '/password#password', { password, again: password }))

    expect((await openAccount(identity.baseUrl, 'alice', password)).page.status).toBe(403)
    expect((await openAccount(identity.baseUrl, 'alice', fresh)).page.status).toBe(200)
  })

  it('adds no passkey, whichever comes first', async () => {
    const add = async () => {
      const options = await askOptions(thief, '/.account/passkeys/options')
      const answer = openAuthenticator(identity.baseUrl).make(options)
      return () => send(thief, '/.account/passkeys', { answer, name: 'x' })
    }
    const [early, late] = [await add(), await add()]
    const form = await thief.visit('/.account/')
    expect(form.text).toContain('/.account/passkeys')
    store.before(['identity', 'recovery-codes'], early)
    await during('passkeys', late)

    expect(await listPasskeys(store, webId)).toEqual([])
  })

  it('names no other provider for her', async () => {
    const before = await identityOf()
    const fields = { kind: 'storage', value: `${identity.baseUrl}/thief/` }
    const done: number[] = []
    store.before(['meta'], async () => done.push((await recover()).status))
    await send(thief, '/webid#webid', fields)

    expect(done).toEqual([200])
    expect(await identityOf()).toEqual(before)
  })

  const identityOf = async () =>
    (await readOwnDocument({ ...identity, ...usual }, webId)).map(({ object }) => object.value)

  it('lets no app in', async () => {
    const app = await openSolidApp(identity.issuer)
    const asked = await thief.visit(await app.loginUrl())
    await during('consents', () => thief.submit(asked, '/consent', { decision: 'allow' }))

    expect(await listConsents(store, webId)).toEqual([])
  })

  it('is not signed in by a code of his own that was used first', async () => {
    const password = 'a phrase of the thief'
    // The first commit is his recovery, the next that writes a sign-in begins his.
    store.before(['identity', 'accounts'], async () =>
      store.before(['identity', 'sessions'], () => recover()),
    )
    await recover(codes[1], thief, password)

    expect(await listSessions(store, webId)).toHaveLength(1)
    expect((await thief.visit('/.account/')).text).toContain('type="password"')
    expect((await readAccount(store, webId))?.record.name).toBe('alice')
  })
})
