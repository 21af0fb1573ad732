// Whether there is an OpenID provider at an address that a person wants to trust with her identity.

export type IssuerFault = 'issuerSilent' | 'issuerOther'

export type FoundIssuer = { readonly issuer: string } | { readonly fault: IssuerFault }

const longestText = 65_536

/**
 * The name of the provider at this address, which it must say itself; only a slash at the end may
 * differ from what was given.
 * @param fetch The one outbound client.
 */
export async function findIssuer(
  fetch: typeof globalThis.fetch,
  address: string,
): Promise<FoundIssuer> {
  const base = withoutSlash(address)
  const headers = { accept: 'application/json' }
  // Who can make a host redirect does not speak for that host.
  const answer = await fetch(`${base}/.well-known/openid-configuration`, {
    headers,
    redirect: 'error',
  }).catch(() => undefined)
  const issuer = answer?.ok ? issuerIn(await answer.text()) : undefined
  if (issuer === undefined) return { fault: 'issuerSilent' }
  return withoutSlash(issuer) === base ? { issuer } : { fault: 'issuerOther' }
}

function issuerIn(text: string): string | undefined {
  if (text.length > longestText) return undefined
  try {
    const issuer: unknown = Reflect.get(Object(JSON.parse(text)) as object, 'issuer')
    return typeof issuer === 'string' ? issuer : undefined
  } catch {
    return undefined
  }
}

function withoutSlash(address: string): string {
  return address.replace(/\/$/, '')
}
