// What anybody could fill the store with, and what could not be a key of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAccount } from '../../server/pod/identity/accounts/accounts.ts'
import { beginSession, listSessions } from '../../server/pod/identity/sign-ins/sessions.ts'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import type { Store } from '../../server/store/store.ts'
import { openAccount } from '../support/account-page.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openSolidApp } from '../support/solid-app.ts'

describe('a stranger', () => {
  let identity: TestIdentity
  beforeEach(async () => void (identity = await openTestIdentity({ proxies: 1 })))
  afterEach(() => identity.close())

  it('begins only so many sign-ins, and keeps nobody else from it', async () => {
    const address = await (await openSolidApp(identity.issuer)).loginUrl()
    const statusFor = async (client: string) => {
      const headers = { 'x-forwarded-for': client, accept: 'text/html' }
      return (await fetch(address, { redirect: 'manual', headers })).status
    }
    const statuses = new Set<number>()
    for (let turn = 0; turn < 60 && !statuses.has(429); turn++) {
      const some = Array.from({ length: 20 }, () => statusFor('198.51.100.7'))
      for (const status of await Promise.all(some)) statuses.add(status)
    }

    expect([...statuses]).toEqual([303, 429])
    expect(await statusFor('198.51.100.8')).toBe(303)
  })
})

describe('a person', () => {
  let folder: string
  let store: Store
  let identity: TestIdentity
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'freehold-limits-'))
    store = openLmdbStore(folder)
    identity = await openTestIdentity({ store })
    await identity.newAccount('alice')
  })
  afterEach(async () => {
    await identity.close()
    await store.close()
    await rm(folder, { recursive: true })
  })

  it('has two hundred sign-ins at most: those used longest ago end', async () => {
    const { webId } = await identity.newAccount('bob')
    const { entry } = (await readAccount(store, webId))!
    const clock = { ms: 1_000_000 }
    const world = { store, now: () => clock.ms++ }
    for (let count = 0; count < 202; count++) {
      const asked = { id: `s${count}`, webId, userAgent: undefined, by: 'password' as const }
      await beginSession(world, { ...asked, account: entry.revision })
    }

    const ids = (await listSessions(store, webId)).map(({ id }) => id)

    expect(ids).toHaveLength(200)
    expect(ids).toContain('s201')
    expect(ids).not.toContain('s0')
    expect(ids).not.toContain('s1')
  })

  it.each([
    ['programs/remove', 'id', 404],
    ['passkeys/remove', 'id', 404],
    ['passkeys/rename', 'id', 404],
    ['sessions/end', 'id', 200],
    ['apps/stop', 'client', 200],
    ['webid/keys/remove', 'id', 404],
  ])('who sends %s what is no %s gets no 5xx', async (path, field, status) => {
    const { browser } = await openAccount(identity.baseUrl, 'alice')

    for (const value of ['\u0000', '\ud83d\ude00'.repeat(500), 'x'.repeat(1000), '..', '']) {
      const page = await browser.visit(`/.account/${path}`, {
        method: 'POST',
        body: new URLSearchParams({ [field]: value, name: 'x' }),
      })
      expect(page.status, JSON.stringify(value.slice(0, 3))).toBe(status)
    }
  })
})
