// Which addresses may see a token: https, and this machine itself. Pure.

/** @throws TypeError for an address whose traffic others could read or change */
export function requireSecure(url: URL): URL {
  if (isSecure(url)) return url
  throw new TypeError(`Credentials are only sent over https or to localhost, not to ${url.origin}`)
}

/** Whether nobody else can read or change what goes to the address. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || isLoopback(url)
}

/** Whether the address is http(s) on this machine: 'http://localhost:3000/' */
export function isLoopback({ protocol, hostname }: URL): boolean {
  if (protocol !== 'http:' && protocol !== 'https:') return false
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '127.0.0.1' ||
    hostname === '[::1]'
  )
}
