// Who is asking.

/** Who made a request, as far as its credentials prove. Everything undefined: anybody. */
export interface Agent {
  /** 'https://alice.example/profile/card#me' */
  readonly webId: string | undefined
  /** The app that acts for the agent, from the token's client_id or azp. */
  readonly clientId: string | undefined
  /** The OpenID provider that vouches for the WebID, as written in the token. */
  readonly issuer: string | undefined
  /** What a token of our own issuer hangs on, for what goes on after the request; else undefined. */
  readonly local?: VerifiedLocalToken
}

/** What a token of our own issuer hangs on: when some of it ends, the token does. */
export interface VerifiedLocalToken {
  readonly webId: string
  readonly clientId: string | undefined
  /** The sign-in that it came from; undefined when it was got with credentials of a program. */
  readonly sid: string | undefined
  /** What the app was allowed in that sign-in. */
  readonly grantId: string | undefined
  /** The key that signed it. */
  readonly keyId: string | undefined
}

export const anonymous: Agent = { webId: undefined, clientId: undefined, issuer: undefined }

/** The parts of a request that authentication looks at. */
export interface Asking {
  readonly method?: string | undefined
  /** Path and query as received: '/alice/?a=1'. */
  readonly url?: string | undefined
  /** The same where Express has cut `url` down to what follows a router's own path. */
  readonly originalUrl?: string | undefined
  readonly rawHeaders: readonly string[]
}

/** @throws Problem invalid-token when credentials are there but not valid */
export type Authenticate = (request: Asking) => Promise<Agent>
