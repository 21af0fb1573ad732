// WebSocketChannel2023: whoever knows the address of the socket hears what its channel is told.
// Source: https://solid.github.io/notifications/websocket-channel-2023
import { randomBytes } from 'node:crypto'
import { digestOf } from './channels.ts'
import { webSocketService } from './services.ts'
import type { Kind } from './subscribe.ts'

const socketsBase = '/.notifications/socket/'

/** Nobody can guess an address: it has 256 random bits, of which the digest alone is kept. */
export function webSocketKind(baseUrl: string): Kind {
  const base = baseUrl.replace(/^http/, 'ws') + socketsBase
  return {
    service: webSocketService,
    needsSignIn: false,
    endsOf: () => ({}),
    complete: async (channel) => {
      const secret = randomBytes(32).toString('base64url')
      const secretDigest = digestOf(secret)
      return { channel: { ...channel, secretDigest }, ends: { receiveFrom: base + secret } }
    },
  }
}

/** The secret in the target of a request; undefined for one that is not for a socket. */
export function socketSecret(target = ''): string | undefined {
  const secret = target.startsWith(socketsBase) ? target.slice(socketsBase.length) : ''
  return /^[\w-]{43}$/.test(secret) ? secret : undefined
}
