// Notifications as rows use them: services found by link, channels subscribed to, messages waited for.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { linked } from '../../client/sdk/links.ts'
import { irisOf } from '../../shapes/graph.ts'
import { context } from '../../vocab/generated/context.ts'
import { notify } from '../../vocab/generated/notify.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { graphOf, isSuccess } from './expect.ts'
import { jsonLd, send } from './setting.ts'
import type { Person, Target } from './target.ts'

export type ChannelName = 'WebSocketChannel2023' | 'WebhookChannel2023'

export interface Channel {
  readonly '@context': unknown
  readonly id: string
  readonly type: string
  readonly topic: string | readonly string[]
  readonly receiveFrom?: string
  readonly sendTo?: string
  readonly sender?: string
  readonly startAt?: string
  readonly endAt?: string
  readonly [feature: string]: unknown
}

/** A message as clients read it, as plain JSON. */
export interface Message {
  readonly '@context': unknown
  readonly id: string
  readonly type: string
  readonly object: string
  readonly target?: string
  readonly state?: string
  readonly published: string
}

export interface Ear {
  readonly socket: WebSocket
  /** The next message that nobody has asked for yet. */
  next(): Promise<Message>
  /** Everything that came. */
  readonly heard: readonly Message[]
  /** The close code, when the server ends the connection. */
  closed: Promise<number>
  close(): void
}

/** The URL of the description of Alice's storage, in which services are listed. */
export async function storageDescriptionOf({ alice }: Target, url: string): Promise<string> {
  const answer = await alice.fetch(url, { method: 'HEAD' })
  const [found] = linked(answer, url, solid.storageDescription)
  assert.ok(found, `HEAD ${url} (${answer.status}) links to no storage description`)
  return found
}

/** The URL where channels of a type are subscribed to. */
export async function serviceOf(target: Target, type: ChannelName): Promise<string> {
  const url = await storageDescriptionOf(target, target.alice.storage)
  const graph = await graphOf(await target.anonymous(url, { headers: { accept: 'text/turtle' } }))
  const services = graph.getObjects(null, notify.subscription, null).map(({ value }) => value)
  const found = services.find((each) =>
    irisOf(graph, each, notify.channelType).includes(notify[type]),
  )
  assert.ok(found, `${url} lists no service for ${type}`)
  return found
}

/** A subscription as it is sent; what is given replaces the usual, undefined leaves out. */
export function wishFor(type: ChannelName, wish: object): object {
  return { '@context': [context['notification/v1']], type: notify[type], ...wish }
}

/** What comes of subscribing. */
export async function subscribe(
  target: Target,
  type: ChannelName,
  wish: object,
  who: Pick<Person, 'fetch'> = target.alice,
): Promise<Response> {
  const body = JSON.stringify(wishFor(type, wish))
  return send(who, 'POST', await serviceOf(target, type), body, { 'content-type': jsonLd })
}

/** A channel that was subscribed to without trouble. */
export async function channelFor(
  target: Target,
  type: ChannelName,
  wish: object,
  who: Pick<Person, 'fetch'> = target.alice,
): Promise<Channel> {
  const answer = await subscribe(target, type, wish, who)
  await isSuccess(answer, 'POST of a subscription')
  return (await answer.json()) as Channel
}

/** Listens to what happens to a topic (or several), until the row is done. */
export async function listening(
  target: Target,
  wish: object,
  run: (ear: Ear, channel: Channel) => Promise<void>,
  who: Pick<Person, 'fetch'> = target.alice,
): Promise<void> {
  const channel = await channelFor(target, 'WebSocketChannel2023', wish, who)
  const ear = await openEar(channel.receiveFrom!)
  try {
    await run(ear, channel)
  } finally {
    ear.close()
  }
}

/** Connects to the address of a channel. */
export async function openEar(address: string): Promise<Ear> {
  const socket = new WebSocket(address)
  const heard: Message[] = []
  const waiting: Message[] = []
  const asking: ((message: Message) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const message = messageIn(data.toString())
    if (message === undefined) return
    heard.push(message)
    const first = asking.shift()
    if (first) first(message)
    else waiting.push(message)
  })
  const closed = new Promise<number>((resolve) => void socket.once('close', resolve))
  await once(socket, 'open')
  return { socket, next, heard, closed, close: () => socket.terminate() }

  function next(): Promise<Message> {
    const first = waiting.shift()
    return first ? Promise.resolve(first) : new Promise((resolve) => asking.push(resolve))
  }
}

/** Undefined for what is no JSON: words of a server that is about to hang up. */
function messageIn(text: string): Message | undefined {
  return text.startsWith('{') ? (JSON.parse(text) as Message) : undefined
}

/** The subprotocol that a server agrees to. By hand: libraries take no IRIs, which are no tokens. */
export async function agreedProtocol(
  address: string,
  offered: string | undefined,
): Promise<string | undefined> {
  const headers = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...(offered === undefined ? {} : { 'Sec-WebSocket-Protocol': offered }),
  }
  const sent = request(address.replace(/^ws/, 'http'), { headers }).end()
  return new Promise((resolve, reject) => {
    sent.once('error', reject)
    sent.once('response', ({ statusCode }) => reject(new Error(`The answer is ${statusCode}`)))
    sent.once('upgrade', (response: IncomingMessage, socket: Socket) => {
      socket.destroy()
      resolve([response.headers['sec-websocket-protocol'] ?? []].flat()[0])
    })
  })
}

/** Resolves when the server does not let us in, or shows us out at once. */
export async function refusal(address: string): Promise<void> {
  const socket = new WebSocket(address)
  await new Promise<void>((resolve) => {
    socket.once('close', resolve)
    socket.on('error', () => resolve())
  })
  socket.terminate()
}

/** What of a message tells what happened: 'Add https://… https://…' */
export function told({ type, object, target }: Message): string {
  return [type, object, target].filter(Boolean).join(' ')
}
