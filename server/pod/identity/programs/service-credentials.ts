// Credentials of the agents that this server runs itself, such as those that try out grants.
import { createHmac } from 'node:crypto'
import type { Store, Write } from '../../../store/store.ts'
import {
  credentialEndings,
  credentialWrites,
  credentialsBelow,
  credentialsOf,
} from './credentials.ts'
import type { Credentials, CredentialsRecord, CredentialsWorld } from './credentials.ts'
import { readJsonBelow } from '../json-entries.ts'
import type { Keys } from '../keys/key-times.ts'
import { areKeys } from '../keys/keys.ts'

/**
 * The credentials of an agent that this server runs: derived from a key of the server, so that they
 * are the same at every call and need not be kept in the clear.
 * @throws Stale when the keys are replaced at this moment
 */
export async function serviceCredentials(
  { store, now }: CredentialsWorld,
  keys: Keys,
  webId: string,
): Promise<Credentials> {
  const derive = (use: string) =>
    createHmac('sha256', keys.services).update(`${use} ${webId}`).digest('base64url')
  const credentials = { clientId: `service-${derive('id')}`, clientSecret: derive('secret') }
  if ((await credentialsOf(store, credentials.clientId)) === undefined) {
    const made = { webId, name: 'service', created: now(), lastUsed: now(), isService: true }
    await store.commit(credentialWrites(credentials, made), [areKeys(keys)])
  }
  return credentials
}

/** The writes that end all credentials of agents that this server runs. */
export async function serviceEndings(store: Store): Promise<Write[]> {
  const all = await readJsonBelow<CredentialsRecord>(store, credentialsBelow)
  return all
    .filter(({ value }) => value.isService)
    .flatMap(({ key, value: { webId } }) => credentialEndings(key.at(-1)!, webId))
}
