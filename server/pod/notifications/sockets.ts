// Web sockets that only we speak on: opened, kept alive, given up. The one place that knows the library.
// Source: RFC 6455
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'

/** The other end of a socket. */
export interface Peer {
  readonly isOpen: boolean
  /** Bytes that were sent, but are still on this machine. */
  readonly waitingBytes: number
  send(text: string): void
  /** Says why, and is gone soon after, whether or not the other end answers. */
  close(code: number, reason: string): void
  /** Calls once when it is closed, whoever closed it. */
  whenClosed(tell: () => void): void
}

export interface Sockets {
  /** Completes the handshake; undefined when the request is no sound one, which is then answered. */
  accept(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<Peer | undefined>
  /** Closes every socket; resolves when all are gone. */
  close(code: number, reason: string): Promise<void>
}

/** Nobody has anything to say to us. */
const mostBytesReceived = 1_024
/** How long the other end may take to close, and to answer a ping. */
const farewellMs = 1_000
const usualPingMs = 30_000

// The types of the library do not know closeTimeout.
const options = {
  noServer: true,
  maxPayload: mostBytesReceived,
  perMessageDeflate: false,
  clientTracking: false,
  closeTimeout: farewellMs,
}

/** `protocols` are the names that clients may offer; another name that they offer is echoed too. */
export function openSockets(protocols: readonly string[], pingMs = usualPingMs): Sockets {
  const server = new WebSocketServer(options)
  const open = new Set<WebSocket>()
  const silent = new WeakSet<WebSocket>()
  const offers = new WeakMap<IncomingMessage, string>()
  const timer = setInterval(ping, pingMs).unref()
  server.on('headers', (headers, req) => {
    const offered = offers.get(req)
    if (offered !== undefined) headers.push(`Sec-WebSocket-Protocol: ${offered}`)
  })
  return { accept, close }

  async function accept(req: IncomingMessage, socket: Duplex, head: Buffer) {
    const offered = chosenProtocol(req.headers['sec-websocket-protocol'], protocols)
    if (offered !== undefined) offers.set(req, offered)
    // IRIs are no tokens, so the library would refuse those that the protocol asks for.
    delete req.headers['sec-websocket-protocol']
    return new Promise<Peer | undefined>((resolve) => {
      socket.once('close', () => resolve(undefined))
      server.handleUpgrade(req, socket, head, (webSocket) => resolve(added(webSocket)))
    })
  }

  function added(webSocket: WebSocket): Peer {
    open.add(webSocket)
    webSocket.on('pong', () => silent.delete(webSocket))
    // Broken frames: the library closes after it has told.
    webSocket.on('error', () => {})
    webSocket.once('close', () => open.delete(webSocket))
    return peerOf(webSocket)
  }

  function ping() {
    for (const each of open) {
      if (silent.has(each)) each.terminate()
      silent.add(each)
      if (each.readyState === WebSocket.OPEN) each.ping()
    }
  }

  async function close(code: number, reason: string) {
    clearInterval(timer)
    const closed = [...open].map((each) => new Promise((resolve) => each.once('close', resolve)))
    for (const each of open) each.close(code, reason)
    await Promise.all(closed)
  }
}

function peerOf(webSocket: WebSocket): Peer {
  return {
    get isOpen() {
      return webSocket.readyState === WebSocket.OPEN
    },
    get waitingBytes() {
      return webSocket.bufferedAmount
    },
    send: (text) => webSocket.send(text),
    close: (code, reason) => webSocket.close(code, reason),
    whenClosed: (tell) => void webSocket.once('close', tell),
  }
}

/** A name that clients may offer if there is one, else the first that they do; never two. */
function chosenProtocol(header: string | undefined, known: readonly string[]): string | undefined {
  const offered = (header ?? '').split(',').map((each) => each.trim())
  const sound = offered.filter((each) => /^[\x21-\x7e]{1,200}$/.test(each))
  return sound.find((each) => known.includes(each)) ?? sound[0]
}
