// Whom channels count for, and what is removed when they are over.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLocalBus } from '../../server/bus.ts'
import {
  addChannel,
  channelWithSecret,
  digestOf,
  readChannel,
  removeChannel,
} from '../../server/pod/notifications/channels.ts'
import type { Channel } from '../../server/pod/notifications/channels.ts'
import { holderOf } from '../../server/pod/notifications/limits.ts'
import { sweepNotifications } from '../../server/pod/notifications/sweep.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'

describe('a holder', () => {
  it.each([
    [
      'a WebID',
      holderOf('https://a.example/#me', '192.0.2.1'),
      holderOf('https://a.example/#me', '192.0.2.2'),
      true,
    ],
    [
      'two WebIDs',
      holderOf('https://a.example/#me', '::1'),
      holderOf('https://b.example/#me', '::1'),
      false,
    ],
    ['two addresses', holderOf(undefined, '192.0.2.1'), holderOf(undefined, '192.0.2.2'), false],
    [
      'one network of version 6',
      holderOf(undefined, '2001:db8::1'),
      holderOf(undefined, '2001:db8:0:0:8::2'),
      true,
    ],
    [
      'two of them',
      holderOf(undefined, '2001:db8:0:1::1'),
      holderOf(undefined, '2001:db8::1'),
      false,
    ],
    [
      'mapped addresses',
      holderOf(undefined, '::ffff:192.0.2.1'),
      holderOf(undefined, '::ffff:192.0.2.2'),
      false,
    ],
    ['no address', holderOf(undefined, undefined), holderOf(undefined, ''), true],
    [
      'a WebID and an address of the same text',
      holderOf('192.0.2.1', ''),
      holderOf(undefined, '192.0.2.1'),
      false,
    ],
  ])('%s', (_what, one, other, isSame) => {
    expect(one === other).toBe(isSame)
  })

  it('tells nothing of who it is', () => {
    expect(holderOf('https://alice.example/#me', '')).toMatch(/^agent-[\w-]{43}$/)
    expect(holderOf(undefined, '192.0.2.1')).toMatch(/^address-[\w-]{43}$/)
  })
})

function channel(id: string, endAt: number): Channel {
  return {
    id,
    type: 'WebSocketChannel2023',
    topics: ['/alice/x'],
    storage: '/alice/',
    agent: { webId: 'https://bob.example/#me', clientId: undefined, issuer: undefined },
    origin: undefined,
    grant: undefined,
    isOwners: false,
    holder: 'agent-bob',
    context: 'urn:context',
    created: 0,
    startAt: undefined,
    endAt,
    rate: undefined,
    accept: 'application/ld+json',
    state: undefined,
    cursor: '',
    secretDigest: digestOf(`secret of ${id}`),
  }
}

describe('what is over', () => {
  let store: Store
  let time = 0
  beforeEach(() => {
    time = 0
    store = openMemoryStore()
  })
  afterEach(() => store.close())

  const world = () => ({ store, bus: openLocalBus(), now: () => time })

  it('is swept, and leaves nothing behind', async () => {
    await addChannel(world(), channel('short', 1_000))
    await addChannel(world(), channel('long', 2_000))

    time = 1_000
    expect(await readChannel(world(), 'short')).toBeUndefined()
    await sweepNotifications(world())
    expect(await channelWithSecret(world(), 'secret of long')).toMatchObject({ id: 'long' })
    time = 2_000
    await sweepNotifications(world())

    expect(await store.list([])).toEqual([])
  })

  it('counts once, however many remove it at the same time', async () => {
    await addChannel(world(), channel('one', 1_000))
    await addChannel(world(), channel('two', 1_000))

    await Promise.all(Array.from({ length: 5 }, () => removeChannel(world(), 'one')))

    const counters = await store.list(['channel-count'])
    expect(counters.map(({ value }) => Buffer.from(value).toString())).toEqual(['1', '1'])
  })
})
