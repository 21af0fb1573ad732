// Which addresses a WebID may name. Pure.
import { isLoopbackHost, isSecureUrl } from '../../../http/outbound-rules.ts'

export type AddressFault = 'address' | 'addressNotSecure' | 'addressParts' | 'addressSlash'

/**
 * Why this cannot be the address of a container such as a storage or an inbox; undefined when it can.
 * @param allowLocal Whether http on this machine will do: only where this server itself is local.
 */
export function containerFault(text: string, allowLocal: boolean): AddressFault | undefined {
  const fault = addressFault(text, allowLocal)
  return fault ?? (new URL(text).pathname.endsWith('/') ? undefined : 'addressSlash')
}

/** Why this cannot be the address of an OpenID provider; undefined when it can. */
export function addressFault(text: string, allowLocal: boolean): AddressFault | undefined {
  const url = /[\s<>"{}|\\^`]/.test(text) ? null : URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) return 'address'
  if (url.username !== '' || url.password !== '' || /[?#]/.test(text)) return 'addressParts'
  const isFine = isSecureUrl(url) && (allowLocal || !isLoopbackHost(url.hostname))
  return isFine ? undefined : 'addressNotSecure'
}
