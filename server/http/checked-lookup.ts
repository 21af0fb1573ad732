// Name resolution that hands out checked addresses only, for the sockets of outbound requests.
import { lookup } from 'node:dns/promises'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { callbackify } from 'node:util'
import { isLocalhostName, mayResolveTo } from './outbound-rules.ts'

/** The addresses of a name; rejects when it has none. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

export async function resolveName(hostname: string): Promise<readonly LookupAddress[]> {
  return lookup(hostname, { all: true })
}

/**
 * A `lookup` for sockets that ask for all addresses: the socket connects to an address from the
 * very answer that was checked, so a name cannot change its mind after the check.
 */
export function checkedLookup(resolve: Resolve) {
  return callbackify(async (hostname: string, _options: LookupOptions) => {
    const addresses = await resolve(isLocalhostName(hostname) ? 'localhost' : hostname)
    if (addresses.length === 0) throw new TypeError('The host has no address')
    const isFine = addresses.every(({ address }) => mayResolveTo(hostname, address))
    if (!isFine) throw new TypeError('Only public addresses are fetched')
    return [...addresses]
  })
}
