// Making accounts through the account API.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '../../server/pod/identity/accounts/accounts.ts'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import { entriesBelow } from '../../server/store/store.ts'
import type { Store } from '../../server/store/store.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openSolidApp } from '../support/solid-app.ts'

describe.each(['memory', 'lmdb'])('making an account, kept in the %s store', (kind) => {
  let folder: string
  let store: Store
  let identity: TestIdentity
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'identity-'))
    store = kind === 'memory' ? openMemoryStore() : openLmdbStore(folder)
    identity = await openTestIdentity({ store })
  })
  afterEach(async () => {
    await identity.close()
    await store.close()
    await rm(folder, { recursive: true })
  })

  it('answers with all that is needed to sign in', async () => {
    const response = await identity.createAccountOverHttp({ name: 'alice' })

    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({
      webId: `${identity.baseUrl}/alice/profile/card#me`,
      storage: `${identity.baseUrl}/alice/`,
      issuer: `${identity.baseUrl}/`,
      clientId: expect.stringMatching(/^agent-/) as string,
      clientSecret: expect.stringMatching(/^[\w-]{43}$/) as string,
      password: expect.stringMatching(/^(\w{5}-){3}\w{5}$/) as string,
    })
  })

  it('makes a password that opens the door', async () => {
    const response = await identity.createAccountOverHttp({ name: 'alice' })
    const { password } = (await response.json()) as Account
    const app = await openSolidApp(identity.issuer)
    const browser = openBrowser(identity.baseUrl)

    const login = await browser.visit(await app.loginUrl())
    const page = await browser.submit(login, '/login', { name: ' Alice ', password })

    expect(page.text).toContain('/consent')
  })

  it('keeps neither the password nor the secret', async () => {
    const response = await identity.createAccountOverHttp({
      name: 'alice',
      password: 'correct horse',
    })
    const { clientSecret } = (await response.json()) as Account

    for await (const { value } of entriesBelow(store, [])) {
      expect(Buffer.from(value).toString()).not.toContain('correct horse')
      expect(Buffer.from(value).toString()).not.toContain(clientSecret)
    }
  })

  it('makes a name once, also when two ask at the same time', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => identity.createAccountOverHttp({ name: 'alice' })),
    )
    const later = await identity.createAccountOverHttp({ name: 'alice', password: 'another one' })

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    expect(later.status).toBe(409)
    expect(await later.json()).toMatchObject({
      detail: 'The name "alice" is taken: choose another',
    })
  })
})

describe('the account API', () => {
  let identity: TestIdentity
  beforeAll(async () => void (identity = await openTestIdentity()))
  afterAll(() => identity.close())

  it.each([
    ['no token', '', 401, 'credentials-required'],
    ['another token', 'Bearer token-of-the-operatos', 401, 'invalid-token'],
    ['an empty token', 'Bearer ', 401, 'credentials-required'],
    ['another scheme', 'Basic token-of-the-operator', 401, 'invalid-token'],
    ['a token with more behind it', 'Bearer token-of-the-operator and more', 401, 'invalid-token'],
  ])('is closed to %s', async (_what, authorization, status, type) => {
    const response = await identity.createAccountOverHttp({ name: 'alice' }, { authorization })

    expect(response.status).toBe(status)
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await response.json()).toMatchObject({
      type: `https://w3id.org/freehold/problems#${type}`,
    })
  })

  it.each([
    ['broken JSON', '{"name":', {}, 400],
    ['a JSON list', '[]', {}, 400],
    ['nothing', '', {}, 400],
    ['another media type', 'name=alice', { 'content-type': 'text/plain' }, 415],
    ['too much', JSON.stringify({ name: 'a'.repeat(70_000) }), {}, 413],
  ])('refuses %s', async (_what, body, headers, status) => {
    const response = await identity.createAccountOverHttp(body, headers)

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('takes no other method', async () => {
    const response = await fetch(`${identity.baseUrl}/.account`)

    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
  })

  it.each([
    ['no name', {}],
    ['an empty name', { name: '' }],
    ['upper case', { name: 'Alice' }],
    ['a leading hyphen', { name: '-alice' }],
    ['a leading dot', { name: '.oidc' }],
    ['a slash', { name: 'a/b' }],
    ['dots', { name: '..' }],
    ['a percent sign', { name: 'a%2fb' }],
    ['a letter that only looks like one', { name: 'аlice' }],
    ['a line break at the end', { name: 'alice\n' }],
    ['a NUL', { name: 'a\0' }],
    ['64 letters', { name: 'a'.repeat(64) }],
    ['a reserved name', { name: 'vocab' }],
    ['another reserved name', { name: 'assets' }],
    ['a number as name', { name: 7 }],
    ['a list as name', { name: ['alice'] }],
    ['a short password', { name: 'alice', password: '1234567' }],
    ['a very long password', { name: 'alice', password: 'a'.repeat(201) }],
    ['no text as password', { name: 'alice', password: 12345678 }],
    ['null as password', { name: 'alice', password: null }],
    ['an empty display name', { name: 'alice', displayName: ' ' }],
    ['a display name on two lines', { name: 'alice', displayName: 'A\nB' }],
    ['half a character in the display name', '{"name":"alice","displayName":"\\ud800"}'],
    ['a very long display name', { name: 'alice', displayName: 'a'.repeat(101) }],
  ])('refuses %s, and keeps nothing', async (_what, body) => {
    const before = await identity.store.list([])

    const response = await identity.createAccountOverHttp(body)

    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await identity.store.list([])).toEqual(before)
  })
})
