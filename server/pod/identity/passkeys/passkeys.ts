// The passkeys of an account: kept beside it, found by their credential id.
import { createHash } from 'node:crypto'
import { entriesBelow } from '../../../store/store.ts'
import type { Condition, Entry, Key, Store, Write } from '../../../store/store.ts'
import { jsonOf, jsonWrite, readJsonEntry } from '../json-entries.ts'
import { Refusal } from '../pages/refusal.ts'
import { isStorable } from '../provider/records.ts'
import type { PublicPasskey } from './ceremonies.ts'

/** What a person sees of a passkey. Times are in milliseconds. */
export interface Passkey {
  readonly id: string
  readonly name: string
  readonly created: number
  /** When she last signed in with it. */
  readonly lastUsed: number | undefined
}

interface PasskeyRecord extends PublicPasskey {
  readonly name: string
  readonly transports: readonly string[]
  readonly created: number
  readonly lastUsed?: number
}

/** A passkey with its owner and its entry, for the commit that notes its use. */
export interface KeptPasskey {
  readonly webId: string
  readonly record: PasskeyRecord
  readonly entry: Entry
}

const mostPasskeys = 20

/** In the order of their ids; empty for an account without any. */
export async function listPasskeys(store: Store, webId: string): Promise<Passkey[]> {
  return (await recordsOf(store, webId)).map(({ id, name, created, lastUsed }) => {
    return { id: digestOf(id), name, created, lastUsed }
  })
}

/** The credential ids, as authenticators know them. */
export async function credentialIds(store: Store, webId: string): Promise<string[]> {
  return (await recordsOf(store, webId)).map(({ id }) => id)
}

/** The passkey with this credential id, whoever's it is. */
export async function findPasskey(store: Store, id: string): Promise<KeptPasskey | undefined> {
  const owner = await readJsonEntry<{ webId: string }>(store, ownerKey(digestOf(id)))
  const entry = owner && (await store.get(passkeyKey(owner.webId, digestOf(id))))
  return entry && { webId: owner.webId, record: jsonOf(entry.value) as PasskeyRecord, entry }
}

/** Who a person is to her authenticators: no name, and the same for all her passkeys. */
export function handleFor(webId: string): string {
  return digestOf(`person ${webId}`)
}

/** What keeps a new passkey; the conditions hold unless somebody has it already. */
export function newPasskeyWrites(
  webId: string,
  made: PublicPasskey,
  more: Pick<PasskeyRecord, 'name' | 'transports' | 'created'>,
): { writes: Write[]; conditions: Condition[] } {
  const id = digestOf(made.id)
  const record: PasskeyRecord = { ...made, ...more, name: more.name.trim().slice(0, 60) }
  return {
    writes: [jsonWrite(passkeyKey(webId, id), record), jsonWrite(ownerKey(id), { webId })],
    conditions: [{ key: ownerKey(id), absent: true }],
  }
}

/** @throws Refusal conflict when the account has as many passkeys as it may */
export async function checkRoom(store: Store, webId: string): Promise<void> {
  const { length } = await recordsOf(store, webId)
  if (length >= mostPasskeys) throw new Refusal('conflict', 'passkeysFull')
}

/** Notes that a passkey was used: the count must be another at the next use. */
export function usedWrites(
  { entry, record }: KeptPasskey,
  counter: number,
  now: number,
): { writes: Write[]; conditions: Condition[] } {
  const { key, revision } = entry
  const used: PasskeyRecord = { ...record, counter, lastUsed: now }
  return { writes: [jsonWrite(key, used)], conditions: [{ key, revision }] }
}

/**
 * Gives a passkey another name; false when this person has none with the id that `listPasskeys` gives.
 * @throws Stale when it is used or removed meanwhile
 */
export async function renamePasskey(
  store: Store,
  { webId, id }: { readonly webId: string; readonly id: string },
  name: string,
): Promise<boolean> {
  const entry = isStorable(id) ? await store.get(passkeyKey(webId, id)) : undefined
  if (!entry) return false
  const { key, revision } = entry
  const renamed: PasskeyRecord = { ...(jsonOf(entry.value) as PasskeyRecord), name }
  await store.commit([jsonWrite(key, renamed)], [{ key, revision }])
  return true
}

/** What removes a passkey. */
export function goneWrites(webId: string, id: string): Write[] {
  return [passkeyKey(webId, id), ownerKey(id)].map((key) => ({ key, value: null }))
}

async function recordsOf(store: Store, webId: string): Promise<PasskeyRecord[]> {
  const records: PasskeyRecord[] = []
  for await (const { value } of entriesBelow(store, ['identity', 'passkeys', webId])) {
    records.push(jsonOf(value) as PasskeyRecord)
  }
  return records
}

function passkeyKey(webId: string, id: string): Key {
  return ['identity', 'passkeys', webId, id]
}

function ownerKey(id: string): Key {
  return ['identity', 'passkey-owners', id]
}

/** Credential ids can be longer than a key may be. */
function digestOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url')
}
