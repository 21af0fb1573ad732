// Who is asking: an agent with a DPoP-bound access token of any issuer that its WebID names.
import { createHash } from 'node:crypto'
import { Crowded } from '../http/outbound-slots.ts'
import { Problem } from '../http/problem.ts'
import { anonymous } from './agent.ts'
import type { Agent, Asking, Authenticate } from './agent.ts'
import { readCredentials } from './credentials.ts'
import { checkProof } from './dpop.ts'
import type { Proof } from './dpop.ts'
import type { IssuerWorld } from './issuers.ts'
import { createPublicKeys } from './public-keys.ts'
import { challenge, Refused } from './refused.ts'
import { createMemory } from './remember.ts'
import type { FirstUse, SeenProofs } from './seen-proofs.ts'
import { createVerifyToken } from './verify-token.ts'
import type { Verified } from './verify-token.ts'
import type { WebIdWorld } from './webid.ts'

export { challenge } from './refused.ts'

export interface AuthenticationWorld extends IssuerWorld, WebIdWorld {
  /** 'https://pods.example', without a trailing slash; proofs must be made for URLs below it. */
  readonly baseUrl: string
  readonly seenProofs: SeenProofs
}

const maxTokens = 10_000
const maxKeys = 10_000

/**
 * The agent of each request; `anonymous` without an Authorization header. A token is verified once
 * and then known by its hash while it holds; the proof is checked at each request.
 */
export function createAuthenticate(world: AuthenticationWorld): Authenticate {
  const { baseUrl, now, seenProofs, localIssuer } = world
  const keys = createPublicKeys(maxKeys)
  const verifyToken = createVerifyToken(world, keys)
  const tokens = createMemory<Verified>(maxTokens, now)

  return async function authenticate(asking) {
    try {
      return await agentOf(asking)
    } catch (error) {
      if (error instanceof Refused) throw problemFor(error, baseUrl)
      throw error instanceof Crowded ? crowded() : error
    }
  }

  async function agentOf(asking: Asking): Promise<Agent> {
    const credentials = readCredentials(asking.rawHeaders)
    if (credentials === undefined) return anonymous
    const { token, proof } = credentials
    const tokenHash = createHash('sha256').update(token).digest('base64url')
    const { agent, thumbprint } = await verified(token, tokenHash)
    await checkStanding(agent)
    const url = baseUrl + (asking.originalUrl ?? asking.url ?? '')
    const expected = { method: asking.method ?? '', url, tokenHash, thumbprint, now: now() }
    // Marked last, so that nobody but the holder of the key can use a proof up.
    await useOnce(seenProofs, checkProof(proof, expected, keys))
    return agent
  }

  async function verified(token: string, tokenHash: string): Promise<Verified> {
    const load = () => verifyToken(token)
    const known = (await tokens.get(tokenHash, load)).value
    if (known.revision === undefined) return known
    const revision = await world.localWebIdRevision(known.agent.webId ?? '')
    return revision === known.revision ? known : (await tokens.renew(tokenHash, load)).value
  }

  /** Asked at each request, because what is kept of a token knows nothing of what ends later. */
  async function checkStanding({ local }: Agent) {
    if (local === undefined || (await localIssuer?.stillHolds(local))) return
    throw new Refused('invalid_token', ended)
  }
}

const ended =
  'What the token came from has ended: the sign-in, what the app was allowed, the credentials, or ' +
  'the key that signed it. Sign in again'

async function useOnce(seenProofs: SeenProofs, proof: Proof): Promise<void> {
  const use = await seenProofs.use(proof)
  if (use === 'full') {
    const headers = { 'Retry-After': '60' }
    throw new Problem('too-many-requests', 'Too many requests in two minutes', { headers })
  }
  const help = notFirst[use]
  if (help !== undefined) throw new Refused('invalid_dpop_proof', help)
}

const notFirst: Readonly<Record<Exclude<FirstUse, 'full'>, string | undefined>> = {
  first: undefined,
  used: 'The proof was used before: make one per request',
  'before-start': 'The proof is older than this server: make a new one',
}

function crowded(): Problem {
  const detail = 'Too many issuers and WebID documents are asked for at once: try again'
  return new Problem('too-many-requests', detail, { headers: { 'Retry-After': '3' } })
}

function problemFor({ code, message, cause }: Refused, baseUrl: string): Problem {
  const headers = { 'WWW-Authenticate': challenge(baseUrl, code) }
  return new Problem('invalid-token', message, { headers, cause })
}
