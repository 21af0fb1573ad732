// Verifies an access token: its claims, then its signature, then the word of the WebID document.
import { readAccessToken } from './access-token.ts'
import type { AccessToken } from './access-token.ts'
import type { Agent } from './agent.ts'
import { createIssuers } from './issuers.ts'
import type { IssuerWorld } from './issuers.ts'
import { isSignedBy } from './jws.ts'
import { thumbprintOf } from './public-keys.ts'
import type { PublicKeys } from './public-keys.ts'
import { Refused } from './refused.ts'
import type { Kept } from './remember.ts'
import { createWebIds } from './webid.ts'
import type { Trust, WebIdWorld } from './webid.ts'

/** What a verified token says, all that is needed at its next use. */
export interface Verified {
  readonly agent: Agent
  /** The thumbprint of the key that must have made the proof. */
  readonly thumbprint: string
  /** Of the WebID's document, when that is ours: with another one, the token is verified anew. */
  readonly revision: number | undefined
}

/**
 * The agent of a token, and until when that holds without asking again: the earliest end of the
 * token, of its issuer's keys, and of what the WebID document said.
 * @throws Refused (invalid_token), or Crowded when nobody can be asked at this moment
 */
export type VerifyToken = (text: string) => Promise<Kept<Verified>>

/** Nothing is fetched for what the token alone shows to be wrong, nor a WebID before a signature. */
export function createVerifyToken(world: IssuerWorld & WebIdWorld, keys: PublicKeys): VerifyToken {
  const issuers = createIssuers(world)
  const webIds = createWebIds(world)

  return async function verifyToken(text) {
    const token = readAccessToken(text, world.now())
    const keysUntil = await checkSignature(token)
    // Read first: what changes while the document is read is seen the next time.
    const revision = await world.localWebIdRevision(token.webId)
    const trustUntil = await checkTrust(token)
    issuers.admit(token.issuer)
    webIds.admit(token.webId, token.issuer)
    const { thumbprint, expires } = token
    return {
      value: { agent: agentOf(token), thumbprint, revision },
      until: Math.min(expires, keysUntil, trustUntil),
    }
  }

  function agentOf({ webId, clientId, issuer, sid, grantId, jws }: AccessToken): Agent {
    const agent = { webId, clientId, issuer }
    if (issuer !== world.localIssuer?.issuer) return agent
    const { kid } = jws.header
    const keyId = typeof kid === 'string' ? kid : undefined
    return { ...agent, local: { webId, clientId, sid, grantId, keyId } }
  }

  async function checkSignature({ issuer, jws }: AccessToken): Promise<number> {
    const { value, until } = await issuers.keysFor(issuer, jws)
    if (value.length === 0) throw new Refused('invalid_token', noKey)
    const isGenuine = value.some((jwk) => {
      const key = keys.keyOf(jwk, thumbprintOf(jwk))
      return key !== undefined && isSignedBy(jws, key)
    })
    if (!isGenuine) throw new Refused('invalid_token', 'The signature of the token does not verify')
    return until
  }

  async function checkTrust({ webId, issuer }: AccessToken): Promise<number> {
    const { value, until } = await webIds.trust(webId, issuer)
    const help = noTrust[value]
    if (help !== undefined) throw new Refused('invalid_token', help)
    return until
  }
}

const noKey =
  'No key of the issuer fits the token: its OpenID configuration must be reachable, name the ' +
  'same issuer, and lead to the key'

const noTrust: Readonly<Record<Trust, string | undefined>> = {
  trusted: undefined,
  'not-trusted': 'The WebID document does not name the issuer of the token as solid:oidcIssuer',
  unreadable: 'The WebID document cannot be read: it must be public, short, and Turtle or JSON-LD',
}
