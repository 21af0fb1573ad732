// A request to a pod as values: what is asked, by whom, about which resource; and the answer.
import type { IncomingMessage } from 'node:http'
import type { Authenticate } from '../../authentication/agent.ts'
import type { Bus } from '../../bus.ts'
import { Problem } from '../../http/problem.ts'
import { parseTarget } from '../../http/target.ts'
import type { Log } from '../../log.ts'
import type { Blobs } from '../../store/blobs.ts'
import type { AccessWorld } from '../access/authorize.ts'
import type { Asker } from '../access/wac.ts'
import type { Denials } from './denials.ts'
import { identify } from './identifier.ts'
import type { Identifier } from './identifier.ts'
import { storageKey } from './keys.ts'
import { readStorage } from './records.ts'

/** Everything that answering takes. */
export interface Pod extends AccessWorld {
  readonly blobs: Blobs
  readonly bus: Bus
  readonly authenticate: Authenticate
  readonly denials: Denials
  readonly log: Log
  /** How many bytes a storage may hold. */
  readonly quotaBytes: number
}

/** Who wants to do what: now by a request, or whenever it matters by a channel of notifications. */
export interface Intent {
  readonly method: string
  readonly id: Identifier
  /** The absolute URL of the resource, without a query. */
  readonly url: string
  readonly asker: Asker
  /** The WebID that the storage belongs to. */
  readonly owner: string
  /** The grant that the asker says she acts under. */
  readonly grant: string | undefined
}

export interface Ask extends Intent {
  readonly req: IncomingMessage
  readonly query: URLSearchParams
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Bytes, or what makes a stream of them when it is needed. */
  readonly body?: Uint8Array | (() => AsyncIterable<Uint8Array>)
}

/** What a request names: which resource, in whose storage. */
export type Subject = Pick<Ask, 'id' | 'url' | 'query' | 'owner'>

/** @throws Problem bad-request, uri-too-long, wrong-host, or not-found for what is in no storage */
export async function subjectOf(pod: Pod, req: IncomingMessage): Promise<Subject> {
  const { path, query } = parseTarget(req.url ?? '', pod.baseUrl)
  const id = identify(path)
  const storage = id && (await pod.store.get(storageKey(id.storage)))
  if (!storage) throw new Problem('not-found', 'No storage here has a resource of that name')
  return { id, url: pod.baseUrl + path, query, owner: readStorage(storage.value).owner }
}

/** @throws Problem invalid-token */
export async function askOf(pod: Pod, req: IncomingMessage, subject: Subject): Promise<Ask> {
  const agent = await pod.authenticate(req)
  return {
    ...subject,
    req,
    method: req.method ?? 'GET',
    asker: { ...agent, origin: req.headers.origin },
    grant: [req.headers['freehold-grant'] ?? []].flat()[0],
  }
}
