// Recovery codes: eight that a person prints, each good once. Only digests of them are kept.
import { createHash, randomInt } from 'node:crypto'
import type { Condition, Entry, Key, Store, Write } from '../../../store/store.ts'
import { jsonOf, jsonWrite } from '../json-entries.ts'

const howMany = 8

// Without what looks alike: 0 and o, 1 and l and i.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

interface Kept {
  readonly digests: readonly string[]
}

/** New codes, with the write that puts them in the place of all that there were. */
export function newCodes(webId: string): { codes: string[]; write: Write } {
  const codes = Array.from({ length: howMany }, newCode)
  return {
    codes,
    write: jsonWrite(codesKey(webId), { digests: codes.map(digestOf) } satisfies Kept),
  }
}

/** Makes new codes, told once; those from before are good for nothing then. */
export async function newRecoveryCodes(store: Store, webId: string): Promise<string[]> {
  const { codes, write } = newCodes(webId)
  await store.commit([write])
  return codes
}

/** How many codes a person has left; 0 when she never had any. */
export async function remainingRecoveryCodes(store: Store, webId: string): Promise<number> {
  return keptIn(await store.get(codesKey(webId))).digests.length
}

/**
 * The commit that uses a code up, to be made with what it allows; undefined when it is none of this
 * person's. Typed with other capitals, spaces or hyphens it is the same code.
 */
export async function codeUse(
  store: Store,
  webId: string,
  code: string,
): Promise<{ writes: Write[]; conditions: Condition[] } | undefined> {
  const key = codesKey(webId)
  const entry = await store.get(key)
  const { digests } = keptIn(entry)
  const left = digests.filter((each) => each !== digestOf(code))
  if (!entry || left.length === digests.length) return undefined
  return {
    writes: [jsonWrite(key, { digests: left } satisfies Kept)],
    conditions: [{ key, revision: entry.revision }],
  }
}

/** Six groups of four, 118 bits: 'k7mw-3xq9-…'. A plain hash will do for them. */
function newCode(): string {
  return Array.from({ length: 6 }, newGroup).join('-')
}

function newGroup(): string {
  return Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
}

function digestOf(code: string): string {
  const plain = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return createHash('sha256').update(plain).digest('base64url')
}

function keptIn(entry: Entry | undefined): Kept {
  return entry ? (jsonOf(entry.value) as Kept) : { digests: [] }
}

function codesKey(webId: string): Key {
  return ['identity', 'recovery-codes', webId]
}
