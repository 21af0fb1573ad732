// The access log of a storage: what was done under grants, written down before it is answered.
import { randomUUID } from 'node:crypto'
import type { Write } from '../../store/store.ts'
import type { GrantUsed } from '../access/authorize.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { accessKey } from './keys.ts'

/** One request under grants. */
export interface AccessEntry {
  /** 'urn:uuid:…' */
  readonly id: string
  /** Epoch milliseconds. */
  readonly time: number
  readonly agent: string
  readonly client: string | undefined
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
  ask: Ask,
  { grants }: { readonly grants: readonly GrantUsed[] },
  answer: Answer,
): Promise<void> {
  if (grants.length > 0) await pod.store.commit(accessWrites(pod, ask, grants, answer))
}

/** The writes that note an ask under grants; [] when it was under none. */
export function accessWrites(
  pod: Pod,
  ask: Ask,
  grants: readonly GrantUsed[],
  answer: Answer,
): Write[] {
  if (grants.length === 0 || ask.asker.webId === undefined) return []
  const time = pod.now()
  const uuid = randomUUID()
  const entry: AccessEntry = {
    id: `urn:uuid:${uuid}`,
    time,
    agent: ask.asker.webId,
    client: ask.asker.clientId,
    grants: grants.map(({ grant }) => grant),
    purpose: commonPurpose(grants),
    resource: ask.url,
    method: ask.method,
    status: answer.status,
    bytes: bytesSent(ask, answer),
  }
  const key = [...accessKey(ask.id.storage), `${newestFirst(time)}-${uuid}`]
  return [{ key, value: Buffer.from(JSON.stringify(entry)) }]
}

/** A key segment that sorts later times first. */
export function newestFirst(time: number): string {
  return String(Number.MAX_SAFE_INTEGER - time).padStart(16, '0')
}

/** A purpose is only told when it is the same under every grant. */
function commonPurpose(grants: readonly GrantUsed[]): string | undefined {
  const purposes = new Set(grants.map(({ purpose }) => purpose))
  return purposes.size === 1 ? grants[0]?.purpose : undefined
}

function bytesSent({ method }: Ask, { body, headers }: Answer): number | undefined {
  if (method === 'HEAD' || body === undefined) return 0
  const length = headers['Content-Length']
  return length === undefined ? undefined : Number(length)
}
