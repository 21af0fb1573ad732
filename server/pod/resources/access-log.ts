// The access log of a storage: what was done under grants and to access rules, written down before it
// is answered.
import { randomUUID } from 'node:crypto'
import type { Write } from '../../store/store.ts'
import type { GrantUsed } from '../access/authorize.ts'
import type { Answer, Ask, Intent, Pod } from './ask.ts'
import { isAclPath } from './identifier.ts'
import { accessKey, pathOfMeta } from './keys.ts'
import type { AccessKind } from './keys.ts'

/** One request: under grants, changing access rules, or refused. Its kind is told by its key. */
export interface AccessEntry {
  /** 'urn:uuid:…' */
  readonly id: string
  /** Epoch milliseconds. */
  readonly time: number
  /** Undefined when nobody was signed in. */
  readonly agent: string | undefined
  readonly client: string | undefined
  readonly issuer: string | undefined
  readonly grants: readonly string[]
  readonly purpose: string | undefined
  readonly resource: string
  readonly method: string
  readonly status: number
  /** How many were sent; undefined when that was not known in advance. */
  readonly bytes: number | undefined
}

/** Notes an answer to a read; resolves when the note is durable. */
export async function recordRead(
  pod: Pod,
  ask: Intent,
  { grants }: { readonly grants: readonly GrantUsed[] },
  answer: Answer,
): Promise<void> {
  if (grants.length > 0) await pod.store.commit(accessWrites(pod, ask, grants, answer))
}

/** The writes that note an ask under grants; [] when it was under none. */
export function accessWrites(
  pod: Pod,
  ask: Intent,
  grants: readonly GrantUsed[],
  answer: Answer,
): Write[] {
  if (grants.length === 0 || ask.asker.webId === undefined) return []
  const used = {
    grants: grants.map(({ grant }) => grant),
    purpose: commonPurpose(grants),
    bytes: bytesSent(ask, answer),
  }
  return [entryWrite(ask, 'use', { ...entryOf(ask, pod.now(), answer.status), ...used })]
}

/** The writes that note which ACLs some other writes change, one for each; [] when none. */
export async function ruleWrites(
  pod: Pod,
  ask: Ask,
  writes: readonly Write[],
  { status }: Answer,
): Promise<Write[]> {
  const notes: Write[] = []
  for (const write of writes) {
    const path = pathOfMeta(write.key)
    if (path === undefined || !isAclPath(path)) continue
    const isRemoval = 'value' in write && write.value === null
    // Whatever is removed takes its ACL along, if there is one.
    if (isRemoval && !(await pod.store.get(write.key))) continue
    const resource = pod.baseUrl + path
    notes.push(entryWrite(ask, 'access-rules', { ...entryOf(ask, pod.now(), status), resource }))
  }
  return notes
}

/** What every entry says of an ask. */
export function entryOf({ asker, url, method }: Intent, time: number, status: number): AccessEntry {
  return {
    id: `urn:uuid:${randomUUID()}`,
    time,
    agent: asker.webId,
    client: asker.clientId,
    issuer: asker.issuer,
    grants: [],
    purpose: undefined,
    resource: url,
    method,
    status,
    bytes: undefined,
  }
}

/** The write that adds an entry to the log of the storage that was asked. */
export function entryWrite({ id }: Pick<Ask, 'id'>, kind: AccessKind, entry: AccessEntry): Write {
  const name = `${newestFirst(entry.time)}-${entry.id.slice('urn:uuid:'.length)}`
  return {
    key: [...accessKey(id.storage, kind), name],
    value: Buffer.from(JSON.stringify(entry)),
  }
}

/** A key segment that sorts later times first. */
export function newestFirst(time: number): string {
  return String(Number.MAX_SAFE_INTEGER - time).padStart(16, '0')
}

/** The time in a key segment. */
export function timeOf(name: string): number {
  return Number.MAX_SAFE_INTEGER - Number(name)
}

/** A purpose is only told when it is the same under every grant. */
function commonPurpose(grants: readonly GrantUsed[]): string | undefined {
  const purposes = new Set(grants.map(({ purpose }) => purpose))
  return purposes.size === 1 ? grants[0]?.purpose : undefined
}

function bytesSent({ method }: Intent, { body, headers }: Answer): number | undefined {
  if (method === 'HEAD' || body === undefined) return 0
  const length = headers['Content-Length']
  return length === undefined ? undefined : Number(length)
}
