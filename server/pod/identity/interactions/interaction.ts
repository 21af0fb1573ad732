// A sign-in that waits for the person: what our pages need to know of it. Pure.

export interface App {
  readonly id: string
  /** What the app calls itself; anybody can call himself anything. */
  readonly name: string | undefined
  /** Whether the id is the address of a document about the app, so that its host vouches for it. */
  readonly hasDocument: boolean
  /** Addresses where its makers say more about it; anybody can name any. */
  readonly pages: {
    readonly about: string | undefined
    readonly privacy: string | undefined
    readonly terms: string | undefined
  }
}

export interface Interaction {
  readonly uid: string
  readonly prompt: 'login' | 'consent'
  /** Who is signed in, if anybody. */
  readonly webId: string | undefined
  /** In which sign-in of hers. */
  readonly sid: string | undefined
  readonly app: App
  /** Where the browser goes afterwards. */
  readonly redirectUri: string
  /** The parameters of the app's request, to begin again with. */
  readonly params: Readonly<Record<string, string>>
  /** All that the app asked for: ['openid', 'webid']. */
  readonly scopes: readonly string[]
  readonly missing: Missing
}

/** What was asked for and not yet allowed. */
export interface Missing {
  readonly scopes: readonly string[]
  readonly claims: readonly string[]
  readonly resources: readonly (readonly [resource: string, scopes: readonly string[]])[]
}

/** Reads the details that the provider library attaches to its consent prompt. */
export function missingOf(details: Readonly<Record<string, unknown>>): Missing {
  const resources = Object.entries(Object(details['missingResourceScopes']) as object)
  return {
    scopes: words(details['missingOIDCScope']),
    claims: words(details['missingOIDCClaims']),
    resources: resources.map(([resource, scopes]) => [resource, words(scopes)] as const),
  }
}

/** The parameters of a request that are texts. */
export function textsOf(params: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(params).filter((each): each is [string, string] => {
    return typeof each[1] === 'string'
  })
  return Object.fromEntries(texts)
}

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
