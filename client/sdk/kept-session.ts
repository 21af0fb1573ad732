// A sign-in that outlives a reload: kept in the vault, shared by all tabs, renewed by one at a time.
import { DPoP, None, processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi'
import type { Client } from 'oauth4webapi'
import type { BrowserWorld } from './browser-world.ts'
import { askIssuer, discoverIssuer, refusedWith } from './issuer.ts'
import { forgetRegistration } from './registration.ts'
import { RequestError, refusal } from './request.ts'
import type { Session } from './session.ts'
import { signedFetch } from './signed-fetch.ts'
import { keepToken, tokenOf } from './tokens.ts'
import type { Token } from './tokens.ts'

export interface KeptSession {
  readonly issuer: string
  readonly webId: string
  readonly client: Client
  readonly redirectUrl: string
  /** Its private half can be used, but not read. */
  readonly keys: CryptoKeyPair
  readonly token: Token
  /** Good for one use: the issuer hands out the next one with each token. */
  readonly refreshToken: string | undefined
  /** The last one; only shown to the issuer again, when the person signs out. */
  readonly idToken?: string | undefined
}

/** The lock for whatever reads and then changes the kept session. */
export const sessionLock = 'freehold session'

const entry = 'session'

/** What is kept; undefined when nobody is signed in. */
export async function keptSession({ vault }: BrowserWorld): Promise<KeptSession | undefined> {
  // Only `keep` writes this entry.
  return (await vault.get(entry)) as KeptSession | undefined
}

export async function keep({ vault }: BrowserWorld, session: KeptSession): Promise<void> {
  await vault.put(entry, session)
}

/**
 * A session that works with what is kept; undefined when the issuer has ended it meanwhile.
 * @throws TypeError when the token must be renewed and the issuer does not answer
 */
export async function revive(world: BrowserWorld, kept: KeptSession): Promise<Session | undefined> {
  const tokens = keepToken(kept.token, (stale) => renewed(world, kept, stale), world.now)
  try {
    await tokens.current()
  } catch (error) {
    if (error instanceof RequestError && error.type === 'credentials-required') return undefined
    throw error
  }
  const fetch = signedFetch({ tokens, proofs: DPoP({}, kept.keys), fetch: world.fetch })
  return { webId: kept.webId, issuer: kept.issuer, fetch }
}

/** Two tabs must not use one refresh token: the second finds what the first was given. */
function renewed(world: BrowserWorld, mine: KeptSession, stale: string): Promise<Token> {
  return world.alone(sessionLock, async () => {
    const kept = await keptSession(world)
    if (kept?.webId !== mine.webId || kept.issuer !== mine.issuer) throw hasEnded()
    if (kept.token.value !== stale && world.now() < kept.token.renewAt) return kept.token
    const next = await refreshed(world, kept)
    await keep(world, next)
    return next.token
  })
}

async function refreshed(world: BrowserWorld, kept: KeptSession): Promise<KeptSession> {
  const { client, refreshToken } = kept
  if (refreshToken === undefined) throw await end(world)
  const issuer = await discoverIssuer(kept.issuer, world.fetch)
  const options = { ...issuer.options, DPoP: DPoP({}, kept.keys) }
  try {
    const answer = await askIssuer(issuer, async () =>
      processRefreshTokenResponse(
        issuer.server,
        client,
        await refreshTokenGrantRequest(issuer.server, client, None(), refreshToken, options),
      ),
    )
    const token = tokenOf(answer, world.now())
    const idToken = answer.id_token ?? kept.idToken
    return { ...kept, token, idToken, refreshToken: answer.refresh_token ?? refreshToken }
  } catch (error) {
    const isUnknown = refusedWith(error, 'invalid_client')
    if (isUnknown) forgetRegistration(world, issuer, kept.redirectUrl)
    throw isUnknown || refusedWith(error, 'invalid_grant') ? await end(world) : error
  }
}

async function end({ vault }: BrowserWorld): Promise<RequestError> {
  await vault.remove(entry)
  return hasEnded()
}

function hasEnded(): RequestError {
  return refusal('credentials-required', 'Your sign-in has ended; sign in again')
}
