// A receiver of webhooks on this machine: it agrees to be sent messages and keeps what it gets.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SignedMessage } from './signed-message.ts'

export interface Receiver {
  /** Where to send to: 'http://localhost:41234/in?key=secret'. */
  readonly sendTo: string
  readonly port: number
  /** Every message so far, oldest first. */
  readonly messages: readonly SignedMessage[]
  /** Every question so far whether it agrees. */
  readonly questions: readonly IncomingMessage[]
  /** The first `count` messages, as soon as they are there. */
  first(count: number): Promise<readonly SignedMessage[]>
  close(): Promise<void>
}

export interface Manners {
  /** To come back under the same address. */
  readonly port?: number
  /** How it answers OPTIONS: agrees with whoever asks unless told. */
  readonly agree?: (req: IncomingMessage, res: ServerResponse) => void
  /** How it answers the message of a number, from 0 on: 204 unless told. */
  readonly take?: (res: ServerResponse, number: number) => void
}

export async function openReceiver(manners: Manners = {}): Promise<Receiver> {
  const { agree = agreeable, take = (res: ServerResponse) => void res.writeHead(204).end() } =
    manners
  const messages: SignedMessage[] = []
  const questions: IncomingMessage[] = []
  const waiting = new Set<() => void>()
  const server = createServer((req, res) => void answer(req, res))
  server.listen(manners.port ?? 0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const sendTo = `http://localhost:${port}/in?key=secret`
  return { sendTo, port, messages, questions, first, close }

  async function answer(req: IncomingMessage, res: ServerResponse) {
    if (req.method === 'OPTIONS') {
      questions.push(req)
      return agree(req, res)
    }
    const url = new URL(req.url!, `http://${req.headers.host}`)
    const body = await textOf(req)
    messages.push({ method: req.method!, url, headers: req.headers, body })
    take(res, messages.length - 1)
    for (const look of waiting) look()
  }

  function first(count: number): Promise<readonly SignedMessage[]> {
    return new Promise((resolve) => {
      const look = () => {
        if (messages.length < count) return
        waiting.delete(look)
        resolve(messages.slice(0, count))
      }
      waiting.add(look)
      look()
    })
  }

  async function close() {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}

/** Agrees with whoever asks. */
export function agreeable(req: IncomingMessage, res: ServerResponse): void {
  const origin = req.headers['webhook-request-origin'] ?? ''
  res.writeHead(200, { 'WebHook-Allowed-Origin': origin, Allow: 'POST' }).end()
}

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
