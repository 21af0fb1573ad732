// Client credentials: an id and a secret with which a program acts as one WebID.
import { randomBytes } from 'node:crypto'
import type { Key, Store, Write } from '../../../store/store.ts'
import { Problem } from '../../../http/problem.ts'
import { isStorable, recordKey, recordWrite } from '../provider/records.ts'
import { jsonWrite, readJsonBelow, readJsonEntry } from '../json-entries.ts'
import { secretDigest } from '../secrets.ts'
import { atGeneration, generationOf, generationWrite } from '../sign-ins/standing.ts'
import type { Change } from '../sign-ins/standing.ts'

export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

export interface CredentialsWorld {
  readonly store: Store
  /** Milliseconds. */
  readonly now: () => number
}

/** Credentials as their owner sees them in a list. */
export interface ListedCredentials {
  readonly clientId: string
  readonly name: string
  /** Milliseconds. */
  readonly created: number
  /** Milliseconds; written now and then only. The same as `created` when they were never used. */
  readonly lastUsed: number
  /** Milliseconds; they never end when undefined. */
  readonly expires?: number | undefined
}

export interface NewCredentials {
  readonly webId: string
  /** What their owner calls them: 'backup script'. */
  readonly name: string
  /** Milliseconds; never when undefined. */
  readonly expires?: number | undefined
}

/** What is kept of credentials beside the client of the protocol library. */
export interface CredentialsRecord extends Omit<ListedCredentials, 'clientId'> {
  readonly webId: string
  /** Whether they are of an agent that this server runs, which has no account. */
  readonly isService?: boolean
}

const mostPerPerson = 100

/** New credentials for a WebID, and the writes that make them valid. The secret is not kept. */
export function newCredentials(
  asked: NewCredentials,
  now: number,
): { credentials: Credentials; writes: Write[] } {
  const credentials = { clientId: `agent-${random(16)}`, clientSecret: random(32) }
  const record = { ...asked, created: now, lastUsed: now }
  return { credentials, writes: credentialWrites(credentials, record) }
}

/** Credentials, told once, and the commit that makes them valid, to be decided as often as needed. */
export interface MadeCredentials {
  readonly credentials: Credentials
  /** @throws Problem conflict when this person has 100 */
  readonly decide: () => Promise<Change>
}

/**
 * Credentials for one more program of a person.
 * @throws Problem unprocessable when the name or the end is not possible
 */
export function makeCredentials(
  { store, now }: CredentialsWorld,
  asked: NewCredentials,
): MadeCredentials {
  checkNewCredentials(asked, now())
  const { credentials, writes } = newCredentials(asked, now())
  return { credentials, decide }

  /** Whoever ends all credentials of this person at this moment misses none. */
  async function decide(): Promise<Change> {
    const { webId } = asked
    const generation = await generationOf(store, webId)
    if ((await listCredentials(store, webId)).length >= mostPerPerson) {
      throw new Problem('conflict', `There are ${mostPerPerson} credentials: remove one first`)
    }
    return {
      writes: [...writes, generationWrite(webId)],
      conditions: [atGeneration(webId, generation)],
    }
  }
}

/** The credentials of a person, the newest first. */
export async function listCredentials(store: Store, webId: string): Promise<ListedCredentials[]> {
  const index = await readJsonBelow(store, [...indexKey, webId])
  const listed = await Promise.all(
    index.map(async ({ key }): Promise<ListedCredentials | undefined> => {
      const clientId = key.at(-1)!
      const record = await credentialsOf(store, clientId)
      if (record === undefined) return undefined
      const { name, created, lastUsed, expires } = record
      return { clientId, name, created, lastUsed, expires }
    }),
  )
  return listed
    .filter((each) => each !== undefined)
    .toSorted((one, other) => other.created - one.created)
}

/**
 * Removes credentials: they and the tokens got with them are refused from now on.
 * @throws Problem not-found when this person has none with this id
 */
export async function removeCredentials(
  store: Store,
  webId: string,
  clientId: string,
): Promise<void> {
  const record = await credentialsOf(store, clientId)
  if (record?.webId !== webId) {
    throw new Problem('not-found', 'There are no such credentials, or they were removed before')
  }
  await store.commit(credentialEndings(clientId, webId))
}

/** The credentials with this id; undefined for clients that act for whoever signs in. */
export async function credentialsOf(
  store: Store,
  clientId: string,
): Promise<CredentialsRecord | undefined> {
  if (!isStorable(clientId)) return undefined
  return readJsonEntry<CredentialsRecord>(store, credentialsKey(clientId))
}

/** Where credentials are kept, until they are removed. */
export function credentialsKey(clientId: string): Key {
  return [...credentialsBelow, clientId]
}

function checkNewCredentials({ name, expires }: NewCredentials, now: number) {
  if (name.trim() === '' || name.length > 100 || /[\p{Cc}\p{Cs}]/u.test(name)) {
    throw new Problem('unprocessable', 'name: 1 to 100 characters, on one line')
  }
  if (expires !== undefined && !(Number.isSafeInteger(expires) && expires > now)) {
    throw new Problem('unprocessable', 'expires: a moment in the future, or leave it out')
  }
}

/** The writes that make credentials valid. */
export function credentialWrites(
  { clientId, clientSecret }: Credentials,
  record: CredentialsRecord,
): Write[] {
  const client = {
    client_id: clientId,
    client_secret: secretDigest(clientSecret),
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_basic',
  }
  return [
    recordWrite('Client', clientId, client, record.expires ?? null),
    jsonWrite(credentialsKey(clientId), record),
    jsonWrite([...indexKey, record.webId, clientId], {}),
  ]
}

/** The writes that end credentials; the generation moves with them. */
export function credentialEndings(clientId: string, webId: string): Write[] {
  const keys = [
    recordKey('Client', clientId),
    credentialsKey(clientId),
    [...indexKey, webId, clientId],
  ]
  return [...keys.map((key) => ({ key, value: null })), generationWrite(webId)]
}

/** The writes that end all credentials of a person's programs. */
export async function programEndings(store: Store, webId: string): Promise<Write[]> {
  const programs = await listCredentials(store, webId)
  return programs.flatMap(({ clientId }) => credentialEndings(clientId, webId))
}

/** Below this are all of them. */
export const credentialsBelow = ['identity', 'credentials']
const indexKey = ['identity', 'credentials-of']

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}
