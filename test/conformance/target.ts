// What a server under test offers the rows: two people with a pod each, and a way to ask as nobody.
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { ClientCredentials } from '../../client/sdk/session.ts'
import { openSigner } from './signer.ts'
import type { Signer } from './signer.ts'

export type Fetch = typeof globalThis.fetch

export type Allow = (address: string) => Promise<string>

export interface Person {
  readonly webId: string
  /** The root of the pod, with a trailing slash. */
  readonly storage: string
  readonly credentials: ClientCredentials
  /** Signed in; proofs are made for the URL as fetch normalises it. */
  readonly fetch: Fetch
  /**
   * Opens an address of the provider in a new browser, signs in and allows what is asked; where the
   * browser ends: at the app, or on the page that refuses.
   */
  readonly allow: Allow
  /** The headers that sign one request in, for requests that fetch would not send as they are. */
  readonly sign: Signer
}

export interface Target {
  readonly name: 'freehold' | 'css'
  /** 'http://localhost:40123', without a trailing slash */
  readonly baseUrl: string
  readonly alice: Person
  readonly bob: Person
  /** Sends no credentials. */
  readonly anonymous: Fetch
  /** One more person with a pod of her own, for rows that could ruin it. */
  newcomer(): Promise<Person>
  close(): Promise<void>
}

/** What every provider tells about a new account. */
export interface Account extends ClientCredentials {
  readonly webId: string
  readonly storage: string
}

/** Signs a new account in. */
export async function personOf(account: Account, allow: Allow): Promise<Person> {
  const { webId, storage, issuer, clientId, clientSecret } = account
  const credentials = { issuer, clientId, clientSecret }
  const [session, sign] = await Promise.all([
    loginWithCredentials(credentials),
    openSigner(credentials),
  ])
  return { webId, storage, credentials, fetch: session.fetch, allow, sign }
}
