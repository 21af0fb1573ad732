// GET of the access log of a storage, for its owner: newest first, as JSON or Turtle.
import { turtleType, writeTurtle } from '../../../shapes/graph.ts'
import { negotiate } from '../../http/accept.ts'
import { Problem } from '../../http/problem.ts'
import { jsonLdType, writeRdf } from '../../rdf/rdf.ts'
import { countOf } from '../../store/store.ts'
import type { Entry, Key } from '../../store/store.ts'
import { logPrefixes, logQuads } from './access-log-rdf.ts'
import { newestFirst, timeOf } from './access-log.ts'
import type { AccessEntry } from './access-log.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { accessKey, leftOutKey } from './keys.ts'
import type { AccessKind } from './keys.ts'
import { methodHeaders } from './methods.ts'
import { refusal } from './permit.ts'
import { negotiationProblem } from './refusals.ts'

const jsonType = 'application/json'
const mostEntries = 1000

/** What is told of a request; of refusals that were only counted, how many in an hour. */
export type Told = (AccessEntry & { readonly kind: AccessKind }) | LeftOut

export interface LeftOut {
  readonly kind: 'denied'
  /** When the hour began. */
  readonly time: number
  readonly grants: readonly []
  /** The storage. */
  readonly resource: string
  readonly leftOut: number
}

/**
 * At most `?limit=` entries (200) from before `?before=`, an ISO time, of each `?kind=` (all).
 * @throws Problem credentials-required or forbidden for all but the owner
 */
export async function readAccessLog(pod: Pod, ask: Ask): Promise<Answer> {
  if (ask.asker.webId !== ask.owner) throw refusal(ask)
  const type = negotiate(ask.req.headers.accept, [turtleType, jsonType, jsonLdType])
  if (type === undefined) throw negotiationProblem(turtleType)
  const body = Buffer.from(textOf(type, await entriesFor(pod, ask), ask.url))
  const headers = {
    ...methodHeaders(ask.id),
    'Content-Type': type,
    'Cache-Control': 'private, no-store',
    'Content-Length': String(body.length),
  }
  return { status: 200, headers, body }
}

interface Page {
  readonly kinds: readonly AccessKind[]
  readonly limit: number
  /** Epoch milliseconds. */
  readonly before: number | undefined
}

/** @throws Problem bad-request */
function pageOf({ query }: Ask): Page {
  const limit = Number(query.get('limit') ?? 200)
  if (!Number.isInteger(limit) || limit < 1 || limit > mostEntries) {
    throw new Problem('bad-request', `limit is a whole number from 1 to ${mostEntries}`)
  }
  const before = query.has('before') ? Date.parse(query.get('before') ?? '') : undefined
  if (Number.isNaN(before))
    throw new Problem('bad-request', 'before is a time like 2026-01-31T00:00Z')
  const named = query.getAll('kind')
  const kinds = everyKind.filter((kind) => named.length === 0 || named.includes(kind))
  if (named.length > kinds.length)
    throw new Problem('bad-request', `kind is one of ${everyKind.join(', ')}`)
  return { kinds, limit, before }
}

const everyKind: readonly AccessKind[] = ['use', 'access-rules', 'denied']

async function entriesFor(pod: Pod, ask: Ask): Promise<Told[]> {
  const page = pageOf(ask)
  await pod.denials.settled(ask.id.storage)
  const lists = await Promise.all(page.kinds.map((kind) => listKind(pod, ask, page, kind)))
  const newest = lists.flat().toSorted((a, b) => b.time - a.time)
  return newest.slice(0, page.limit)
}

async function listKind(
  pod: Pod,
  { id }: Ask,
  { limit, before }: Page,
  kind: AccessKind,
): Promise<Told[]> {
  const entries = await list(accessKey(id.storage, kind))
  const told = entries.map(({ value }): Told => ({ ...entryIn(value), kind }))
  if (kind !== 'denied') return told
  const counters = await list(leftOutKey(id.storage))
  return [...told, ...counters.map((counter) => leftOutIn(counter, pod.baseUrl + id.storage))]

  function list(prefix: Key): Promise<Entry[]> {
    // The entries of the time itself are not before it: they sort behind '-' and before '.'.
    const after = before === undefined ? {} : { after: [...prefix, `${newestFirst(before)}.`] }
    return pod.store.list(prefix, { limit, ...after })
  }
}

function entryIn(value: Uint8Array): AccessEntry {
  return JSON.parse(Buffer.from(value).toString()) as AccessEntry
}

function leftOutIn({ key, value }: Entry, resource: string): LeftOut {
  const time = timeOf(key.at(-1)!)
  return { kind: 'denied', time, grants: [], resource, leftOut: countOf(value) }
}

function textOf(type: string, entries: readonly Told[], url: string): string {
  if (type === jsonType) return JSON.stringify(entries.map(jsonOf))
  const quads = logQuads(entries, url)
  return type === turtleType ? writeTurtle(quads, logPrefixes) : writeRdf(jsonLdType, quads)
}

function jsonOf({ time, ...told }: Told): object {
  return { time: new Date(time).toISOString(), ...told, id: undefined, seenBy: 'server' }
}
