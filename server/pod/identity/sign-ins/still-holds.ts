// Whether a token of our own still holds: what it hangs on may have ended since it was signed.
import type { VerifiedLocalToken } from '../../../authentication/agent.ts'
import type { Store } from '../../../store/store.ts'
import { hasAccount } from '../accounts/accounts.ts'
import { credentialsOf } from '../programs/credentials.ts'
import { grantById } from './grants.ts'
import type { Keys } from '../keys/key-times.ts'
import type { KeyRing } from '../keys/keys.ts'
import { hasSession } from './sessions.ts'
import { generationOf } from './standing.ts'

export interface StandingWorld {
  readonly store: Store
  /** Milliseconds. */
  readonly now: () => number
  readonly keys: KeyRing
}

/** What the last full check of a token saw. */
interface Seen {
  readonly generation: number
  readonly keys: Keys
  /** Milliseconds. */
  readonly until: number
}

/**
 * Tells of a token that was verified before whether it still holds. Cheap as long as nothing of its
 * person has begun or ended, and the same object is handed in again: two small reads of the store.
 * What the token says itself, such as its own end, is not looked at.
 */
export function createStanding(world: StandingWorld) {
  const { store, now } = world
  const seen = new WeakMap<VerifiedLocalToken, Seen>()

  return async function stillHolds(token: VerifiedLocalToken): Promise<boolean> {
    // Read first: what ends during the check moves it, and is seen the next time.
    const generation = await generationOf(store, token.webId)
    const keys = await world.keys.current()
    const last = seen.get(token)
    const isSame = last?.generation === generation && last.keys === keys
    if (isSame && now() < last.until) return true
    const until = isPublished(token, keys) ? await holdsUntil(world, token) : 0
    seen.set(token, { generation, keys, until })
    return now() < until
  }
}

function isPublished({ keyId }: VerifiedLocalToken, { signing }: Keys): boolean {
  return signing.some(({ kid }) => kid === keyId)
}

/** Until when a token holds if nothing ends before, in milliseconds; 0 when it does not. */
function holdsUntil(world: StandingWorld, token: VerifiedLocalToken): Promise<number> {
  const { grantId } = token
  return grantId === undefined ? programUntil(world, token) : appUntil(world, token, grantId)
}

/** Tokens of apps hang on the account, the sign-in, and what the person has allowed. */
async function appUntil(
  { store, now }: StandingWorld,
  { webId, sid, clientId }: VerifiedLocalToken,
  grantId: string,
): Promise<number> {
  const grant = await grantById(store, grantId, now())
  const isItsOwn = grant?.webId === webId && grant.sid === sid && grant.clientId === clientId
  const holds =
    isItsOwn && (await hasSession(store, webId, sid)) && (await hasAccount(store, webId))
  return holds ? Infinity : 0
}

/** Tokens of programs hang on their credentials, and on the account where there is one. */
async function programUntil(
  { store }: StandingWorld,
  { webId, clientId }: VerifiedLocalToken,
): Promise<number> {
  const credentials = clientId === undefined ? undefined : await credentialsOf(store, clientId)
  if (credentials?.webId !== webId) return 0
  const holds = credentials.isService === true || (await hasAccount(store, webId))
  return holds ? (credentials.expires ?? Infinity) : 0
}
