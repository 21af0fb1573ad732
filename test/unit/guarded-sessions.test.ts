// The library's sessions, kept in step with ours.
import { beforeEach, expect, it } from 'vitest'
import { createAdapter } from '../../server/pod/identity/provider/adapter.ts'
import { createSessionAdapter } from '../../server/pod/identity/provider/guarded.ts'
import {
  beginSession,
  endSession,
  listSessions,
} from '../../server/pod/identity/sign-ins/sessions.ts'
import { openMemoryStore } from '../../server/store/memory.ts'

const webId = 'https://pods.example/alice/profile/card#me'
const world = { store: openMemoryStore(), now: () => 1_000 }
const alreadyUsed = () => new Error('used')
const over = () => new Error('this sign-in is over')
const records = createAdapter({ ...world, alreadyUsed }, 'Session')
const adapter = createSessionAdapter(records, { ...world, over })
const session = { uid: 'session-1', jti: 'cookie', accountId: webId, kind: 'Session' }

const accountKey = ['identity', 'accounts', webId]
const login = { webId, userAgent: undefined, by: 'password' } as const
/** The revision of the account, which any change of the ways in moves. */
const account = async () => (await world.store.get(accountKey))!.revision
const changeAccount = () => world.store.commit([{ key: accountKey, value: Buffer.from('{}') }])

beforeEach(async () => {
  await changeAccount()
  await beginSession(world, { ...login, id: session.uid, account: await account() })
})

it('cannot come back by a request that read it before it ended', async () => {
  await adapter.upsert('cookie', session, 60)
  const read = await adapter.find('cookie')
  await endSession(world, webId, session.uid)

  await expect(adapter.upsert('cookie', read!, 60)).rejects.toThrow('over')
  expect(await adapter.find('cookie')).toBeUndefined()
  expect(await adapter.findByUid(session.uid)).toBeUndefined()
})

it('is not there without a sign-in of ours, even if the library kept it', async () => {
  await adapter.upsert('cookie', session, 60)
  await world.store.commit([{ key: ['identity', 'sessions', webId, session.uid], value: null }])

  expect(await adapter.find('cookie')).toBeUndefined()
})

it('is kept like anything else as long as nobody is signed in', async () => {
  await adapter.upsert('other', { uid: 'session-2', jti: 'other' }, 60)

  expect(await adapter.find('other')).toMatchObject({ uid: 'session-2' })
})

it('is listed with no more of what a browser says of itself than is of use', async () => {
  const userAgent = 'x'.repeat(5_000)
  await beginSession(world, { ...login, id: 'session-3', userAgent, account: await account() })

  const sessions = await listSessions(world.store, webId)

  expect(sessions.find(({ id }) => id === 'session-3')?.userAgent).toHaveLength(300)
})

it('does not begin by a way in that was taken away meanwhile', async () => {
  const before = await account()
  await changeAccount()

  expect(await beginSession(world, { ...login, id: 'session-4', account: before })).toBe(false)
  expect(await listSessions(world.store, webId)).not.toContainEqual(
    expect.objectContaining({ id: 'session-4' }),
  )
})
