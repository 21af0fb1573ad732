// Where webhooks may go. Pure: what names resolve to is checked by the client that sends.
import { isLoopbackHost, outboundFault } from '../../../http/outbound-rules.ts'

/** Longer addresses do not belong into records. */
const longestAddress = 2_048
const longestHost = 260

/**
 * Why messages must not go to this address, in words for who asks for it; undefined when they may.
 * Loopback addresses are in order while the server itself has one.
 */
export function sendToFault(sendTo: string, baseUrl: string): string | undefined {
  const url = sendTo.length > longestAddress ? null : URL.parse(sendTo)
  if (url === null) return `an absolute URL of at most ${longestAddress} characters`
  if (url.host.length > longestHost) return 'a URL with a host that can exist'
  if (url.hash !== '') return 'a URL without a fragment'
  const server = new URL(baseUrl)
  if (isItself(url, server)) return 'the address of another server than this one'
  if (outboundFault(url, isLoopbackHost(server.hostname)) === undefined) return undefined
  return 'the https address of a public host, without a user name'
}

/** Whoever listens: 'hooks.example:8443' */
export function receiverOf(sendTo: string): string {
  return new URL(sendTo).host
}

/** A server that tells itself what happens in it could be made to do so for ever. */
function isItself(url: URL, server: URL): boolean {
  if (withoutDot(url) === withoutDot(server)) return true
  const bothHere = isLoopbackHost(url.hostname) && isLoopbackHost(server.hostname)
  return bothHere && portOf(url) === portOf(server)
}

function withoutDot({ hostname, port, protocol }: URL): string {
  return `${hostname.replace(/\.$/, '')}:${portOf({ port, protocol })}`
}

function portOf({ port, protocol }: Pick<URL, 'port' | 'protocol'>): string {
  return port || (protocol === 'https:' ? '443' : '80')
}
