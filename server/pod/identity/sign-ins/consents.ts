// What people have allowed apps, so that nobody is asked the same twice, until they take it back.
import { createHash } from 'node:crypto'
import { retryWhenStale } from '../../../store/store.ts'
import type { Condition, Key, Store, Write } from '../../../store/store.ts'
import { grantById, grantChanges, grantEndings, grantsOf, newGrant } from './grants.ts'
import type { Allowed, Grant, GrantSubject } from './grants.ts'
import type { Interaction, Missing } from '../interactions/interaction.ts'
import { jsonWrite, readJsonBelow, readWithCondition } from '../json-entries.ts'
import { sessionKey } from './sessions.ts'
import type { SessionsWorld } from './sessions.ts'
import { commitAs } from './signed-in.ts'
import { atGeneration, generationOf, generationWrite } from './standing.ts'

export interface Consent {
  readonly clientId: string
  /** What the app called itself when it was let in. */
  readonly name: string | undefined
  /** Whether its id is the address of a document about it, so that its host vouches for it. */
  readonly hasDocument: boolean
  readonly scopes: readonly string[]
  /** Milliseconds. */
  readonly since: number
  /** Milliseconds; written now and then only. */
  readonly lastUsed: number
}

type ConsentRecord = Consent & Allowed

/** Our own pages: they sign people in like an app, need no consent, and get no tokens. */
export const ownClientId = 'account'

const ownPages: Allowed = {
  scopes: ['openid'],
  claims: [],
  resources: [['urn:solid', ['openid']]],
}

/** The apps that a person has let in, the one used last first. */
export async function listConsents(store: Store, webId: string): Promise<Consent[]> {
  const records = await readJsonBelow<ConsentRecord>(store, ['identity', 'consents', webId])
  return records
    .map(({ value: { clientId, name, hasDocument, scopes, since, lastUsed } }): Consent => {
      return { clientId, name, hasDocument, scopes, since, lastUsed }
    })
    .toSorted((one, other) => other.lastUsed - one.lastUsed)
}

/**
 * Keeps what the person who is signed in allows an app, beside what it was allowed before.
 * @throws Refusal forbidden when her sign-in has ended
 */
export async function allow(
  { store, now }: SessionsWorld,
  { webId, sid: sessionId, app, missing }: Interaction,
): Promise<void> {
  if (webId === undefined || sessionId === undefined) return
  const key = consentKey(webId, app.id)
  await commitAs(store, { webId, sessionId }, async () => {
    const { value: known, condition } = await readWithCondition<ConsentRecord>(store, key)
    const record: ConsentRecord = {
      clientId: app.id,
      name: app.name,
      hasDocument: app.hasDocument,
      ...joined(known, missing),
      since: known?.since ?? now(),
      lastUsed: now(),
    }
    return { writes: [jsonWrite(key, record), generationWrite(webId)], conditions: [condition] }
  })
}

/**
 * The id of the grant by which an app may do, in this sign-in, what the person has allowed it; made
 * when there is none. Undefined when she has not let it in, or the sign-in is over.
 */
export async function grantFor(
  { store, now }: SessionsWorld,
  subject: GrantSubject,
  knownId: string | undefined,
): Promise<string | undefined> {
  const { webId, sid, clientId } = subject
  return retryWhenStale(async () => {
    const session = await readWithCondition(store, sessionKey(webId, sid))
    const consent = await allowedTo(store, webId, clientId)
    if (!session.value || !consent.value) return undefined
    const known = await knownGrant(store, subject, { id: knownId, at: now() })
    const { grant, writes } = known
      ? { grant: known, writes: await grantChanges(store, known, consent.value) }
      : newGrant(subject, consent.value, now())
    if (writes.length > 0) {
      const conditions = [session.condition, ...consent.conditions]
      await store.commit([...writes, generationWrite(webId)], conditions)
    }
    return grant.id
  })
}

/** Takes back what an app was allowed: what it holds, in any sign-in, is refused from now on. */
export async function revokeConsent(
  { store }: SessionsWorld,
  webId: string,
  clientId: string,
): Promise<void> {
  await retryWhenStale(async () => {
    const generation = await generationOf(store, webId)
    const grants = (await grantsOf(store, webId)).filter((each) => each.clientId === clientId)
    await store.commit(
      [
        { key: consentKey(webId, clientId), value: null },
        ...grantEndings(grants),
        generationWrite(webId),
      ],
      [atGeneration(webId, generation)],
    )
  })
}

/** The writes after which every app must ask again; what apps hold ends with the sign-ins. */
export async function consentEndings(store: Store, webId: string): Promise<Write[]> {
  const known = await readJsonBelow(store, ['identity', 'consents', webId])
  return known.map(({ key }) => ({ key, value: null }))
}

/** Where it is kept that an app was let in. A client id can be a URL, longer than a key may be. */
export function consentKey(webId: string, clientId: string): Key {
  return ['identity', 'consents', webId, createHash('sha256').update(clientId).digest('base64url')]
}

/** What an app may do, and what must hold so that this is still so. */
async function allowedTo(
  store: Store,
  webId: string,
  clientId: string,
): Promise<{ readonly value: Allowed | undefined; readonly conditions: readonly Condition[] }> {
  if (clientId === ownClientId) return { value: ownPages, conditions: [] }
  const { value, condition } = await readWithCondition<Allowed>(store, consentKey(webId, clientId))
  return { value, conditions: [condition] }
}

/** The grant of this id, when it is this sign-in's for this app and has not ended. */
async function knownGrant(
  store: Store,
  { webId, sid, clientId }: GrantSubject,
  { id, at }: { readonly id: string | undefined; readonly at: number },
): Promise<Grant | undefined> {
  const grant = id === undefined ? undefined : await grantById(store, id, at)
  const isSame = grant?.webId === webId && grant.sid === sid && grant.clientId === clientId
  return isSame ? grant : undefined
}

function joined(known: Allowed | undefined, missing: Missing): Allowed {
  const resources = new Map(known?.resources)
  for (const [name, scopes] of missing.resources) {
    resources.set(name, union(resources.get(name), scopes))
  }
  return {
    scopes: union(known?.scopes, missing.scopes),
    claims: union(known?.claims, missing.claims),
    resources: [...resources],
  }
}

function union(some: readonly string[] = [], more: readonly string[]): string[] {
  return [...new Set([...some, ...more])]
}
