// How a firm is called on the screen, and what of that is certain. Pure.

interface Named {
  readonly firm: string
  readonly firmName?: string | undefined
}

/** The name the firm gives itself, else the host of its address. */
export function firmName({ firm, firmName }: Named): string {
  return firmName?.trim() || hostOf(firm)
}

/** 'https://firm.example/profile/card#us' → 'firm.example'; the text itself when it is no URL. */
export function hostOf(iri: string): string {
  return URL.canParse(iri) ? new URL(iri).host : iri
}

/** Host and path without the usual ends: 'localhost:3000/watt' for its WebID document. */
export function addressOf(webId: string): string {
  if (!URL.canParse(webId)) return webId
  const { host, pathname } = new URL(webId)
  return host + pathname.replace(/\/(profile\/card)?$/, '')
}

/** One or two letters for the firm's sign: 'Watt Watchers' → 'WW' */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.-]+/).filter((each) => /^[\p{L}\p{N}]/u.test(each))
  return words
    .slice(0, 2)
    .map((each) => each.charAt(0).toLocaleUpperCase())
    .join('')
}
