// Client credentials: an id and a secret with which a program acts as one WebID.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Store, Write } from '../../store/store.ts'
import { recordWrite } from './provider/records.ts'
import { jsonWrite, readJsonEntry } from './json-entries.ts'

export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

interface Binding {
  readonly webId: string
}

/** New credentials for a WebID, and the writes that make them valid. The secret is not kept. */
export function newCredentials(webId: string): { credentials: Credentials; writes: Write[] } {
  const credentials = { clientId: `agent-${random(16)}`, clientSecret: random(32) }
  return { credentials, writes: credentialWrites(credentials, webId) }
}

/**
 * The credentials of an agent that this server runs: derived from a key of the server, so that they
 * are the same at every call and need not be kept in the clear.
 */
export async function serviceCredentials(
  store: Store,
  serverSecret: string,
  webId: string,
): Promise<Credentials> {
  const derive = (use: string) =>
    createHmac('sha256', serverSecret).update(`${use} ${webId}`).digest('base64url')
  const credentials = { clientId: `service-${derive('id')}`, clientSecret: derive('secret') }
  if ((await boundWebId(store, credentials.clientId)) === undefined) {
    await store.commit(credentialWrites(credentials, webId))
  }
  return credentials
}

/** The WebID that a client acts as, undefined for clients that act for whoever signs in. */
export async function boundWebId(store: Store, clientId: string): Promise<string | undefined> {
  return (await readJsonEntry<Binding>(store, bindingKey(clientId)))?.webId
}

/** What is kept of a secret. A plain hash will do: our secrets have 256 random bits. */
export function secretDigest(secret: string): string {
  return `sha256:${createHash('sha256').update(secret).digest('base64url')}`
}

/** Whether `secret` is the one with this digest; takes equally long for all wrong secrets. */
export function isSecret(digest: string, secret: string): boolean {
  const kept = Buffer.from(digest)
  const given = Buffer.from(secretDigest(secret))
  return kept.length === given.length && timingSafeEqual(kept, given)
}

function credentialWrites({ clientId, clientSecret }: Credentials, webId: string): Write[] {
  const client = {
    client_id: clientId,
    client_secret: secretDigest(clientSecret),
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_basic',
  }
  return [
    recordWrite('Client', clientId, client),
    jsonWrite(bindingKey(clientId), { webId } satisfies Binding),
  ]
}

function bindingKey(clientId: string) {
  return ['identity', 'credentials', clientId]
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}
