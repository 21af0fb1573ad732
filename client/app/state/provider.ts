// The address of a sign-in provider as people write it. Pure.

/**
 * The issuer a typed address stands for, or undefined when it is no web address:
 * 'solidcommunity.net' → 'https://solidcommunity.net/'. Plain http only on this machine.
 */
export function issuerOf(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return undefined
  const address = /^https?:\/\//i.test(text) ? text : `${schemeFor(text)}://${text}`
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  const secure = url.protocol === 'https:' || isThisMachine(url.hostname)
  const plausible = url.hostname.includes('.') || isThisMachine(url.hostname)
  return secure && plausible && !url.username && !url.password ? url.href : undefined
}

function schemeFor(text: string): string {
  return isThisMachine(text.split(/[:/]/, 1)[0] ?? '') ? 'http' : 'https'
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1'
}
