// Where outbound requests may go: which URLs and which network addresses. Pure.
import ipaddr from 'ipaddr.js'

/** Anybody may serve on the ports from here on. */
const firstFreePort = 1_024

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an address lies on the public internet: not private, link-local (cloud metadata),
 * loopback or reserved, also not when written as an IPv6 form of an IPv4 address.
 * '::ffff:10.0.0.1' → false; what is no address at all → false
 */
export function isPublicAddress(text: string): boolean {
  const address = parsed(text)
  if (address?.range() !== 'unicast') return false
  return address.kind() === 'ipv4' || address.match(globalUnicast)
}

/** Whether an address means this machine: '127.0.0.1', '::1', '::ffff:127.0.0.1'. */
export function isLoopbackAddress(text: string): boolean {
  return parsed(text)?.range() === 'loopback'
}

/** Whether a URL's host means this machine: localhost, a name below it, or a loopback address. */
export function isLoopbackHost(hostname: string): boolean {
  return isLocalhostName(hostname) || isLoopbackAddress(withoutBrackets(hostname))
}

/** 'localhost' and every name below it. Source: RFC 6761 §6.3. */
export function isLocalhostName(hostname: string): boolean {
  return /^(?:[^.]+\.)*localhost\.?$/.test(hostname)
}

/**
 * Whether secrets and identities may depend on this URL: https, or http on this machine, where
 * nobody listens in; never with a user name in it.
 */
export function isSecureUrl(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
}

/** Why this URL must not be fetched, or undefined when it may be (its name is checked later). */
export function outboundFault(url: URL, allowLoopback: boolean): string | undefined {
  if (!isSecureUrl(url)) return 'Only https URLs without a user name are fetched'
  if (isLoopbackHost(url.hostname)) {
    return allowLoopback ? undefined : 'URLs on this machine are not fetched'
  }
  // Below are the ports of mail, terminals and the like, which must not be spoken to for others.
  if (url.port !== '' && Number(url.port) < firstFreePort) return 'Only web ports are fetched'
  const host = withoutBrackets(url.hostname)
  if (!ipaddr.isValid(host) || isPublicAddress(host)) return undefined
  return 'Only public addresses are fetched'
}

/** Whether a name of this host may resolve to this address. */
export function mayResolveTo(hostname: string, address: string): boolean {
  return isLocalhostName(hostname) ? isLoopbackAddress(address) : isPublicAddress(address)
}

function parsed(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return ipaddr.isValid(text) ? ipaddr.process(text) : undefined
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}
