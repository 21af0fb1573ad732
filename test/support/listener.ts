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
  closed(): Promise<{ readonly code: number; readonly reason: string }>
  readonly socket: WebSocket
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

function createListener(socket: WebSocket, waiting: string[]): Listener {
  let wake: (() => void) | undefined
  let ending: { code: number; reason: string } | undefined
  socket.on('message', (data: Buffer) => {
    waiting.push(data.toString())
    wake?.()
  })
  socket.on('close', (code, reason) => {
    ending = { code, reason: reason.toString() }
    wake?.()
  })
  return {
    next: async () => JSON.parse(await nextText()) as Told,
    nextText,
    waiting,
    closed,
    socket,
  }

  async function nextText(): Promise<string> {
    for (;;) {
      const [text] = waiting.splice(0, 1)
      if (text !== undefined) return text
      if (ending) throw new Error(`Closed: ${ending.code} ${ending.reason}`)
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }

  async function closed() {
    while (!ending) await new Promise<void>((resolve) => (wake = resolve))
    return ending
  }
}
