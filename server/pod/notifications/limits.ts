// How many channels there may be: for each who subscribes, and for each storage.
import { createHash } from 'node:crypto'
import type { Condition, Key } from '../../store/store.ts'
import type { Channel } from './channels.ts'
import { webhookLimits } from './webhooks/delivery.ts'

const mostPerAgent = 100
const mostPerAddress = 20

/** What is left of a storage's for others when strangers, who cost nothing, took all they can. */
const mostInStorage = { owner: 1_000, agent: 900, anybody: 500 }

type Party = Pick<Channel, 'agent' | 'isOwners' | 'holder' | 'storage'>

/** Whom a channel counts for: a WebID; or a network, where nobody is signed in. */
export function holderOf(webId: string | undefined, address: string | undefined): string {
  const [kind, name] = webId === undefined ? ['address', networkOf(address)] : ['agent', webId]
  return `${kind}-${createHash('sha256').update(name).digest('base64url')}`
}

/** The counters of a channel. */
export function countsFor({ holder, storage }: Party): [held: Key, inStorage: Key] {
  return [
    ['channel-count', 'held', holder],
    ['channel-count', 'in', storage],
  ]
}

/** What they must not exceed when this channel is among those counted. */
export function limitsFor(channel: Channel): Condition[] {
  const { agent, isOwners } = channel
  const [held, inStorage] = countsFor(channel)
  const party = isOwners ? 'owner' : agent.webId === undefined ? 'anybody' : 'agent'
  return [
    { key: held, atMost: party === 'anybody' ? mostPerAddress : mostPerAgent },
    { key: inStorage, atMost: mostInStorage[party] },
    ...webhookLimits(channel),
  ]
}

/** Who has one address of version 6 has the 2^64 beside it: '2001:db8::1' → '2001:db8:0:0'. */
function networkOf(address = ''): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [begin = '', end = ''] = address.split('::')
  const [first, last] = [begin, end].map((each) => each.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: Math.max(0, 8 - first!.length - last!.length) }, () => '0')
  return [...first!, ...zeros, ...last!].slice(0, 4).join(':')
}
