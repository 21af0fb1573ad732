// What people have allowed apps, so that nobody is asked the same twice.
import { createHash } from 'node:crypto'
import type { Key, Store } from '../../store/store.ts'
import type { Interaction } from './interaction.ts'
import { jsonWrite, readJsonEntry } from './json-entries.ts'

interface Consent {
  readonly grantId: string
}

/** The id of what this person allowed this app, or undefined; the provider knows whether it still holds. */
export async function consentGiven(
  store: Store,
  webId: string,
  clientId: string,
): Promise<string | undefined> {
  return (await readJsonEntry<Consent>(store, keyOf(webId, clientId)))?.grantId
}

export async function rememberConsent(
  store: Store,
  { webId, app }: Interaction,
  grantId: string,
): Promise<void> {
  if (webId === undefined) return
  await store.commit([jsonWrite(keyOf(webId, app.id), { grantId } satisfies Consent)])
}

function keyOf(webId: string, clientId: string): Key {
  // A client id can be a long URL, longer than a key may be.
  return ['identity', 'consents', webId, createHash('sha256').update(clientId).digest('base64url')]
}
