// Client credentials as their owner sees them: made, listed, used, and at their end.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import {
  listCredentials,
  removeCredentials,
} from '../../server/pod/identity/programs/credentials.ts'
import { addCredentials } from '../support/programs.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'

const minute = 60_000
const clock = { ms: Date.now() }
const people = { count: 0 }
let identity: TestIdentity
beforeAll(async () => void (identity = await openTestIdentity({ now: () => clock.ms })))
afterAll(() => identity.close())

const world = () => ({ store: identity.store, now: () => clock.ms })

async function newPerson() {
  const account = await identity.newAccount(`person${++people.count}`)
  const list = () => listCredentials(identity.store, account.webId)
  return { ...account, list }
}

const signIn = (credentials: { readonly clientId: string; readonly clientSecret: string }) =>
  loginWithCredentials({ issuer: identity.issuer, ...credentials }, { now: () => clock.ms })

describe('the programs of a person', () => {
  it('begin with those of her account, and are hers alone', async () => {
    const alice = await newPerson()
    const bob = await newPerson()
    clock.ms += minute
    const { clientId } = await addCredentials(world(), { webId: alice.webId, name: 'backup' })

    const names = (await alice.list()).map(({ name }) => name)

    expect(names).toEqual(['backup', 'first'])
    expect((await bob.list()).map((each) => each.clientId)).toEqual([bob.clientId])
    expect((await alice.list())[0]).toEqual({
      clientId,
      name: 'backup',
      created: clock.ms,
      lastUsed: clock.ms,
      expires: undefined,
    })
  })

  it('say when they were used last, but not each time', async () => {
    const alice = await newPerson()
    const [before] = await alice.list()
    clock.ms += 4 * minute
    await signIn(alice)
    const [soon] = await alice.list()
    clock.ms += 4 * minute
    await signIn(alice)
    const [later] = await alice.list()

    expect(soon!.lastUsed).toBe(before!.created)
    expect(later!.lastUsed).toBe(clock.ms)
  })

  it('can be removed, by her alone', async () => {
    const alice = await newPerson()
    const bob = await newPerson()

    await expect(
      removeCredentials(identity.store, bob.webId, alice.clientId),
    ).rejects.toMatchObject({ status: 404 })
    await removeCredentials(identity.store, alice.webId, alice.clientId)
    await expect(
      removeCredentials(identity.store, alice.webId, alice.clientId),
    ).rejects.toMatchObject({ status: 404 })

    expect(await alice.list()).toEqual([])
    expect(await bob.list()).toHaveLength(1)
    await expect(signIn(alice)).rejects.toThrow()
  })

  it('end by themselves, and so do tokens that would outlive them', async () => {
    const { webId } = await newPerson()
    const expires = clock.ms + 5 * minute
    const credentials = await addCredentials(world(), { webId, name: 'for a while', expires })
    const token = { webId, clientId: credentials.clientId, sid: undefined, grantId: undefined }
    const { keys } = await identity.jwks()
    const holds = () => identity.stillHolds({ ...token, keyId: Reflect.get(keys[0]!, 'kid') })
    clock.ms = expires - 1
    await signIn(credentials)
    const atLast = await holds()
    clock.ms = expires

    expect(atLast).toBe(true)
    expect(await holds()).toBe(false)
    await expect(signIn(credentials)).rejects.toThrow()
  })

  it.each([
    ['no name', { name: ' ' }],
    ['a long name', { name: 'x'.repeat(101) }],
    ['a name of two lines', { name: 'a\nb' }],
    ['an end that has passed', { name: 'a', expires: 1 }],
    ['an end that is no number', { name: 'a', expires: Number.NaN }],
    ['an end beyond all time', { name: 'a', expires: Infinity }],
  ])('are not made with %s', async (_what, asked) => {
    const { webId, list } = await newPerson()

    const made = addCredentials(world(), { webId, ...asked })

    await expect(made).rejects.toMatchObject({ status: 422 })
    expect(await list()).toHaveLength(1)
  })

  it('are a hundred at most', async () => {
    const { webId, list } = await newPerson()
    for (let count = 1; count < 100; count++) await addCredentials(world(), { webId, name: 'x' })

    await expect(addCredentials(world(), { webId, name: 'x' })).rejects.toMatchObject({
      status: 409,
    })
    expect(await list()).toHaveLength(100)
  })
})
