// A WebSocket as we need it: only listened to.
import { requireSecure } from '../secure-url.ts'

export interface Socket {
  addEventListener(type: 'close' | 'error', hear: () => void): void
  addEventListener(type: 'message', hear: (event: { readonly data: unknown }) => void): void
  close(): void
}

export type OpenSocket = (url: string) => Socket

/** Opens the platform's own WebSockets; undefined where it has none. */
export function defaultOpenSocket(): OpenSocket | undefined {
  // Absent in Node before version 22.
  const Platform: (new (url: string) => Socket) | undefined = globalThis.WebSocket
  return Platform && ((url) => new Platform(url))
}

/**
 * An address as it came, once it is one that we may listen at: the address itself is the secret.
 * @throws TypeError for an address whose traffic others could read
 */
export function requireSocketUrl(address: string): string {
  requireSecure(new URL(address.replace(/^ws(?=s?:)/, 'http')))
  return address
}

/** Hands on what a socket says, until it is closed or `until` resolves; closes it then. */
export async function hearSocket(
  socket: Socket,
  hear: (message: unknown) => void,
  until: Promise<unknown>,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve())
    socket.addEventListener('error', () => resolve())
  })
  socket.addEventListener('message', ({ data }) => hear(data))
  try {
    await Promise.race([closed, until])
  } finally {
    socket.close()
  }
}
