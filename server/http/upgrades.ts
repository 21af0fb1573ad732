// Requests that want another protocol. Node hands them over apart from all others, without saying which
// protocol: web sockets go to who serves them, and the rest is answered as if it had not asked.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Serves a request for a web socket, or gives back false and leaves it as it was; never rejects. */
export type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => Promise<boolean>

/** Nobody serves web sockets: such requests are answered like any other. */
export const noUpgrade: Upgrade = () => Promise.resolve(false)

/** To be called once for a server. */
export function offerUpgrades(server: Server, upgrade: Upgrade): void {
  server.on('upgrade', (req, socket, head) => {
    // Whoever takes over listens too; until then an error must not be nobody's.
    socket.on('error', () => {})
    void offer(req, socket, head)
  })

  async function offer(req: IncomingMessage, socket: Duplex, head: Buffer) {
    const isSocket = req.headers.upgrade?.toLowerCase() === 'websocket'
    const isTaken = isSocket && (await upgrade(req, socket, head))
    if (!isTaken && !socket.destroyed) handBack(server, req, socket, head)
  }
}

/** What was read goes back in front of the connection, which is then taken in as a new one. */
function handBack(server: Server, req: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.unshift(Buffer.concat([Buffer.from(headOf(req), 'latin1'), head]))
  server.emit('connection', socket)
}

/** The head of a request without what asks for another protocol. Source: RFC 9110 §7.8 */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2)
    const left = name.toLowerCase() === 'connection' ? withoutUpgrade(value) : value
    if (!dropped.has(name.toLowerCase()) && left !== '') lines.push(`${name}: ${left}`)
  }
  return `${lines.join('\r\n')}\r\n\r\n`
}

const dropped = new Set(['upgrade', 'http2-settings'])

function withoutUpgrade(connection: string): string {
  const options = connection.split(',').map((each) => each.trim())
  return options.filter((each) => !dropped.has(each.toLowerCase())).join(', ')
}
