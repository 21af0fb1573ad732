// Grants: what one app may do in one sign-in. Codes and tokens hang on a grant of the protocol
// library; ours says in which sign-in it was made, so that both end together.
import { randomBytes } from 'node:crypto'
import type { Key, Store, Write } from '../../../store/store.ts'
import { jsonWrite, readJsonBelow } from '../json-entries.ts'
import { envelopeOf, recordKey, recordWrite } from '../provider/records.ts'
import type { Payload } from '../provider/records.ts'

/** Whose sign-in it is, and which app asks. */
export interface GrantSubject {
  readonly webId: string
  readonly sid: string
  readonly clientId: string
}

export interface Grant extends GrantSubject {
  readonly id: string
}

/** What an app may do, in the words of the protocol. */
export interface Allowed {
  readonly scopes: readonly string[]
  readonly claims: readonly string[]
  readonly resources: readonly (readonly [resource: string, scopes: readonly string[]])[]
}

/** The longest that an app may go on without the person signing in to it again. */
const lastsMs = 180 * 86_400_000

/** All grants of a person, or those of one sign-in. */
export async function grantsOf(store: Store, webId: string, sid?: string): Promise<Grant[]> {
  const prefix = ['identity', 'grants', webId, ...(sid === undefined ? [] : [sid])]
  const found = await readJsonBelow<Pick<Grant, 'clientId'>>(store, prefix)
  return found.map(({ key, value: { clientId } }) => {
    return { webId, sid: key.at(-2)!, id: key.at(-1)!, clientId }
  })
}

/** A new grant, and the writes that make it valid. */
export function newGrant(
  subject: GrantSubject,
  allowed: Allowed,
  now: number,
): { readonly grant: Grant; readonly writes: Write[] } {
  const grant = { ...subject, id: randomBytes(24).toString('base64url') }
  const index = jsonWrite(indexKey(grant), { clientId: grant.clientId })
  return {
    grant,
    writes: [grantWrite(grant, allowed, { since: now, expires: now + lastsMs }), index],
  }
}

/** The writes that make a grant allow just this; none when it does already, or has ended. */
export async function grantChanges(store: Store, grant: Grant, allowed: Allowed): Promise<Write[]> {
  const entry = await store.get(recordKey('Grant', grant.id))
  if (!entry) return []
  const { payload, expires } = envelopeOf(entry)
  const since = Number((payload as Payload)['iat']) * 1000
  const write = grantWrite(grant, allowed, { since, expires: expires! })
  return Buffer.from(entry.value).equals(write.value!) ? [] : [write]
}

/** The grant with this id, or undefined when it has ended. */
export async function grantById(store: Store, id: string, now: number): Promise<Grant | undefined> {
  const entry = await store.get(recordKey('Grant', id))
  const envelope = entry && envelopeOf(entry)
  if (!envelope || typeof envelope.payload === 'string' || envelope.expires! <= now)
    return undefined
  const { accountId, sid, clientId } = envelope.payload
  return { id, webId: String(accountId), sid: String(sid), clientId: String(clientId) }
}

/** Whether an app can get tokens by it while the person is away. */
export async function goesOnAlone(store: Store, { id }: Grant): Promise<boolean> {
  return (await store.list(['oidc', '@grant', id, 'RefreshToken'], { limit: 1 })).length > 0
}

/** The writes that end grants; no token or code that hangs on them is good for anything then. */
export function grantEndings(grants: readonly Grant[]): Write[] {
  const keys = grants.flatMap((grant) => [recordKey('Grant', grant.id), indexKey(grant)])
  return keys.map((key) => ({ key, value: null }))
}

/** The record as the library reads it, with the sign-in beside, which it leaves alone. */
function grantWrite(
  { id, webId, sid, clientId }: Grant,
  { scopes, claims, resources }: Allowed,
  { since, expires }: { readonly since: number; readonly expires: number },
) {
  const payload = {
    kind: 'Grant',
    jti: id,
    iat: Math.floor(since / 1000),
    exp: Math.floor(expires / 1000),
    accountId: webId,
    clientId,
    sid,
    openid: { scope: scopes.join(' '), claims },
    resources: Object.fromEntries(resources.map(([name, each]) => [name, each.join(' ')])),
  }
  return recordWrite('Grant', id, payload, expires)
}

function indexKey({ webId, sid, id }: Grant): Key {
  return ['identity', 'grants', webId, sid, id]
}
