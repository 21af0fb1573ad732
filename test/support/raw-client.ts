// A client that sends bytes as they are, when it wants to, and sees what comes back.
import { once } from 'node:events'
import { connect } from 'node:net'

export interface RawClient {
  send(text: string): void
  /** Everything that came until the server closed the connection. */
  all(): Promise<string>
  /** The head of the next answer; what came before stays out of it. */
  head(): Promise<string>
  /** Sends a byte now and then for as long as the connection is open. */
  drip(): void
  /** Leaves what comes unread from now on. */
  stopReading(): void
  close(): void
}

/** @throws the error of the socket when nobody listens */
export async function openRaw(baseUrl: string): Promise<RawClient> {
  const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1')
  const seen = { text: '' }
  socket.on('data', (chunk: Buffer) => void (seen.text += chunk.toString('latin1')))
  // A connection that the server cuts is part of what is tested.
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await once(socket, 'connect')
  return { send: (text) => void socket.write(text), all, head, drip, stopReading, close }

  async function all() {
    await closed
    return seen.text
  }

  async function head() {
    while (!seen.text.includes('\r\n\r\n')) {
      await Promise.race([once(socket, 'data'), closed])
      if (socket.destroyed) break
    }
    const [first = '', ...rest] = seen.text.split('\r\n\r\n')
    seen.text = rest.join('\r\n\r\n')
    return first
  }

  function drip() {
    const timer = setInterval(() => socket.write('x'), 20)
    socket.once('close', () => clearInterval(timer))
  }

  function stopReading() {
    socket.pause()
  }

  function close() {
    socket.destroy()
  }
}

/** The head of a request: 'PUT /alice/x HTTP/1.1' and the lines below it, with what ends them. */
export function headOf(
  baseUrl: string,
  line: string,
  headers: Record<string, string> = {},
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`${line} HTTP/1.1`, `Host: ${new URL(baseUrl).host}`, ...lines, '', ''].join('\r\n')
}
