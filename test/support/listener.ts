// A client of notifications: subscribes over HTTP, and listens on a web socket to what it is told.
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { context } from '../../vocab/generated/context.ts'
import type { TestPod } from './pod.ts'

export const contexts = {
  current: context['notifications-context/v1'],
  old: context['notification/v1'],
}

/** What was subscribed to, or what came in the place of it. */
export interface Told {
  readonly id: string
  readonly type: string
  readonly topic?: string | readonly string[]
  readonly receiveFrom?: string
  readonly [name: string]: unknown
}

export interface Listener {
  /** The next message, as JSON unless it is none; waits for it. */
  next(): Promise<Told>
  nextText(): Promise<string>
  /** Messages that arrived and were not asked for yet. */
  readonly waiting: readonly string[]
  /** How it was closed; waits for that. */
  closed(): Promise<Ending>
  readonly socket: WebSocket
}

export interface Ending {
  readonly code: number
  readonly reason: string
}

/** The answer to a subscription as some agent; `members` beside or in place of the usual. */
export async function ask(
  { origin, baseUrl }: Pick<TestPod, 'origin' | 'baseUrl'>,
  webId: string | undefined,
  members: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  const who: Record<string, string> = webId === undefined ? {} : { 'x-test-webid': webId }
  const usual = { '@context': [contexts.current], type: 'WebSocketChannel2023' }
  return fetch(`${origin}/.notifications/websocket`, {
    method: 'POST',
    headers: { ...who, 'content-type': 'application/ld+json', ...headers },
    body: JSON.stringify({ ...usual, topic: `${baseUrl}/alice/`, ...members }),
  })
}

/** A new channel. */
export async function channel(...args: Parameters<typeof ask>): Promise<Told> {
  const response = await ask(...args)
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as Told
}

/** Subscribes and listens. */
export async function subscribed(...args: Parameters<typeof ask>): Promise<Listener> {
  const [{ origin }] = args
  return listenTo((await channel(...args)).receiveFrom!, origin)
}

/** Listens at an address of a socket; at another server than the one it names, if told. */
export async function listenTo(
  receiveFrom: string,
  origin = '',
  protocols: string[] = [],
): Promise<Listener> {
  const { pathname } = new URL(receiveFrom)
  const url = origin === '' ? receiveFrom : origin.replace('http', 'ws') + pathname
  const socket = new WebSocket(url, protocols)
  const waiting: string[] = []
  const listener = createListener(socket, waiting)
  await once(socket, 'open')
  return listener
}

/** The bytes of a request for a socket. */
export function handshakeText(receiveFrom: string, headers: Record<string, string> = {}): string {
  const { host, pathname } = new URL(receiveFrom)
  const lines = Object.entries({
    Host: host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`
}

function createListener(socket: WebSocket, waiting: string[]): Listener {
  const sleeping: (() => void)[] = []
  const endings: Ending[] = []
  socket.on('message', (data: Buffer) => {
    waiting.push(data.toString())
    wake()
  })
  socket.on('close', (code, reason) => {
    endings.push({ code, reason: reason.toString() })
    wake()
  })
  return { next, nextText, waiting, closed, socket }

  async function next(): Promise<Told> {
    return JSON.parse(await nextText()) as Told
  }

  async function nextText(): Promise<string> {
    for (;;) {
      const text = waiting.shift()
      if (text !== undefined) return text
      if (endings[0]) throw new Error(`Closed: ${endings[0].code} ${endings[0].reason}`)
      await something()
    }
  }

  async function closed(): Promise<Ending> {
    for (;;) {
      if (endings[0]) return endings[0]
      await something()
    }
  }

  function something() {
    return new Promise<void>((resolve) => sleeping.push(resolve))
  }

  function wake() {
    for (const resolve of sleeping.splice(0)) resolve()
  }
}
