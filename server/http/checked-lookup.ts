// Name resolution that hands out checked addresses only, for the sockets of outbound requests.
import { lookup, Resolver } from 'node:dns/promises'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { callbackify } from 'node:util'
import { isLocalhostName, mayResolveTo } from './outbound-rules.ts'

/** The addresses of a name; [], or a rejection, when it has none. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

/**
 * Asks the name servers itself. The system's `getaddrinfo` would wait for a slow one in a thread of
 * the few that files and passwords need too, and cannot be told for how long.
 */
export function openResolver(timeoutMs: number): Resolve {
  const resolver = new Resolver({ timeout: Math.ceil(timeoutMs / 2), tries: 2 })
  return async (hostname) => {
    if (hostname === 'localhost') return lookup(hostname, { all: true })
    const answers = await Promise.allSettled([
      resolver.resolve4(hostname),
      resolver.resolve6(hostname),
    ])
    return answers.flatMap((answer, index) => {
      const addresses = answer.status === 'fulfilled' ? answer.value : []
      return addresses.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
    })
  }
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
