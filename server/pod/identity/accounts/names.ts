// Which names an account can have: they become the first segment of addresses. Pure.

/** Why a name cannot be had, for whoever chooses it. */
export type NameFault =
  'nameMissing' | 'nameLong' | 'nameLetters' | 'nameStart' | 'nameDevice' | 'nameReserved'

/** What would hide a part of the server, or cannot be a folder on some systems. */
const impossible = new Set(['vocab', 'assets'])
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

/** Who signs up himself must not be taken for the server or for those who run it. */
const ofTheServer = new Set(
  `about abuse account admin administrator api app auth billing contact dns email freehold ftp help
  hostmaster imap info legal localhost login logout mail me mediator moderator news noc null
  official operator owner payment pod pods pop postmaster privacy public register root security
  settings share signin signup smtp ssl staff static status support system team test undefined
  usenet user users webmaster webid www`.split(/\s+/),
)

/** Why nobody can have this name; undefined when it is possible. */
export function nameFault(name: string): NameFault | undefined {
  if (name === '') return 'nameMissing'
  if (name.length > 63) return 'nameLong'
  if (!/^[a-z0-9-]+$/.test(name)) return 'nameLetters'
  if (!/^[a-z0-9]/.test(name) || name.startsWith('xn--')) return 'nameStart'
  if (device.test(name)) return 'nameDevice'
  return impossible.has(name) ? 'nameReserved' : undefined
}

/** Why nobody can give himself this name. */
export function ownNameFault(name: string): NameFault | undefined {
  return nameFault(name) ?? (ofTheServer.has(name) ? 'nameReserved' : undefined)
}

export function isName(name: string): boolean {
  return nameFault(name) === undefined
}

/** The same for names that a reader takes for each other: 'paypa1' and 'pay-pal' → 'paypal'. */
export function likenessOf(name: string): string {
  return name
    .replaceAll('-', '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replaceAll('0', 'o')
    .replaceAll(/[1i]/g, 'l')
    .replaceAll('5', 's')
}

/** 1 to 100 characters on one line, none that hide or turn round what follows. */
export function isDisplayName(text: string): boolean {
  const { length } = text.trim()
  return length >= 1 && length <= 100 && !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(text)
}
