// WebSockets for the command line: Node has none of its own before version 22.
import { WebSocket } from 'ws'
import type { Socket } from '../sdk/watch.ts'

const maxMessageBytes = 65_536

export function openSocket(url: string): Socket {
  return new WebSocket(url, { maxPayload: maxMessageBytes, perMessageDeflate: false })
}
