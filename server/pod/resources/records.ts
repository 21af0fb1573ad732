// What the store holds about resources, and the writes that keep it in step. Everything that
// creates, replaces or removes a resource takes its writes from here.
import { createHash } from 'node:crypto'
import { Graph } from '../../../shapes/graph.ts'
import { canonicalPath } from '../../http/target.ts'
import { essenceOf, isRdfType, parseRdf } from '../../rdf/rdf.ts'
import type { Store, Write } from '../../store/store.ts'
import { aclOf, descriptionOf, isContainer, parentOf } from './identifier.ts'
import {
  blobKey,
  bodyKey,
  listingKey,
  memberKey,
  membershipKey,
  metaKey,
  ownAclKey,
  storageKey,
} from './keys.ts'

/** What is known of a stored resource. */
export interface Meta {
  /** The Content-Type as sent: 'text/turtle; charset=utf-8'. */
  readonly type: string
  /** In bytes. */
  readonly size: number
  /** Epoch seconds: HTTP knows nothing finer. */
  readonly modified: number
  /** Of type and bytes; the base of the ETag. */
  readonly digest: string
  /** Where the bytes are when they are not in the store. */
  readonly blob?: string
}

/** What a listing says about a member; containers have no type and size. */
export interface Member {
  readonly type?: string
  readonly size?: number
  readonly modified: number
}

/** Who owns a storage. */
export interface Storage {
  readonly owner: string
}

/** Content to store: the bytes themselves, or a blob that already holds them. */
export type Content =
  | { readonly type: string; readonly bytes: Uint8Array }
  | { readonly type: string; readonly blob: string; readonly size: number; readonly digest: string }

/** Writes that create or replace a document which is no auxiliary; `now` in milliseconds. */
export function documentWrites(path: string, content: Content, now: number): Write[] {
  const meta = metaOf(content, now)
  const { type, size, modified } = meta
  return [
    ...recordWrites(path, content, meta),
    { key: memberKey(path), value: json({ type, size, modified } satisfies Member) },
    { key: listingKey(parentOf(path)!), value: nothing },
  ]
}

/** Writes that create or replace an ACL or a description. */
export function auxiliaryWrites(path: string, content: Content, now: number): Write[] {
  return recordWrites(path, content, metaOf(content, now))
}

/** Writes that create an ACL: the listing of the container must know that it is there. */
export function aclWrites(subject: string, content: Content, now: number): Write[] {
  return [
    ...auxiliaryWrites(aclOf(subject), content, now),
    { key: ownAclKey(subject), value: nothing },
    ...listingWrites(subject),
  ]
}

/** Writes that create a container, or replace the triples that clients gave it. */
export function containerWrites(path: string, now: number, turtle = ''): Write[] {
  const content = { type: 'text/turtle', bytes: Buffer.from(turtle) }
  return [...recordWrites(path, content, metaOf(content, now)), ...changedContainer(path, now)]
}

/** Writes that tell a container, and the listing above it, that a member came or went. */
export function membershipWrites(path: string, now: number): Write[] {
  const container = parentOf(path)
  return container === undefined ? [] : changedContainer(container, now)
}

/** Writes that remove a resource with its ACL, its description and its place in the container. */
export function removalWrites(path: string, meta: Meta, now: number): Write[] {
  const keys = [path, aclOf(path), descriptionOf(path)].flatMap((each) => [
    metaKey(each),
    bodyKey(each),
  ])
  keys.push(memberKey(path), ownAclKey(path), membershipKey(path), listingKey(path))
  const removed = keys.map((key) => ({ key, value: null }))
  return [...removed, ...dropWrites(meta), ...membershipWrites(path, now)]
}

/** Writes that let go of the blob of a record that is replaced. */
export function dropWrites(meta: Meta | undefined): Write[] {
  return meta?.blob === undefined ? [] : [{ key: blobKey(meta.blob), value: null }]
}

/** Writes that remove an ACL or a description. */
export function auxiliaryRemovalWrites(path: string, subject: string): Write[] {
  const keys = [metaKey(path), bodyKey(path)]
  if (path === aclOf(subject)) keys.push(ownAclKey(subject))
  return [...keys.map((key) => ({ key, value: null })), ...listingWrites(subject)]
}

/** The write that makes a container the root of a storage. */
export function storageWrite(root: string, storage: Storage): Write {
  return { key: storageKey(root), value: json(storage) }
}

/** The triples of an RDF document hosted here; undefined when there is none. */
export async function readLocalGraph(
  store: Store,
  baseUrl: string,
  path: string,
): Promise<Graph | undefined> {
  const canonical = canonicalPath(path)
  if (canonical === undefined) return undefined
  const [meta, body] = await Promise.all([
    store.get(metaKey(canonical)),
    store.get(bodyKey(canonical)),
  ])
  const type = meta && essenceOf(readMeta(meta.value).type)
  if (!type || !body || !isRdfType(type)) return undefined
  return new Graph(await parseRdf(type, Buffer.from(body.value).toString(), baseUrl + canonical))
}

/** Moves with every change of a document hosted here; 0 when it was never there. */
export async function localRevision(store: Store, path: string): Promise<number> {
  const canonical = canonicalPath(path)
  return (canonical && (await store.get(metaKey(canonical)))?.revision) || 0
}

export function readMeta(value: Uint8Array): Meta {
  return JSON.parse(Buffer.from(value).toString()) as Meta
}

export function readMember(value: Uint8Array): Member {
  return JSON.parse(Buffer.from(value).toString()) as Member
}

export function readStorage(value: Uint8Array): Storage {
  return JSON.parse(Buffer.from(value).toString()) as Storage
}

/** Digest of a type and of bytes that arrive piece by piece. */
export function digestOf(type: string): { update(bytes: Uint8Array): void; end(): string } {
  const hash = createHash('sha256').update(`${type}\0`)
  return {
    update: (bytes) => void hash.update(bytes),
    end: () => hash.digest('base64url').slice(0, 27),
  }
}

/** Milliseconds to the whole seconds that HTTP dates, listings and the store agree on. */
export function secondsOf(now: number): number {
  return Math.floor(now / 1000)
}

/** What will be known of some content once it is stored. */
export function metaOf(content: Content, now: number): Meta {
  const modified = secondsOf(now)
  const { type } = content
  if ('blob' in content) {
    const { blob, size, digest } = content
    return { type, size, modified, digest, blob }
  }
  const digest = digestOf(type)
  digest.update(content.bytes)
  return { type, size: content.bytes.length, modified, digest: digest.end() }
}

const nothing = new Uint8Array()

function json(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value))
}

function recordWrites(path: string, content: Content, meta: Meta): Write[] {
  const bytes = 'bytes' in content ? content.bytes : null
  const writes: Write[] = [
    { key: metaKey(path), value: json(meta) },
    { key: bodyKey(path), value: bytes },
  ]
  if ('blob' in content) writes.push({ key: blobKey(content.blob), value: Buffer.from(path) })
  return writes
}

function changedContainer(container: string, now: number): Write[] {
  const modified = secondsOf(now)
  const own = [
    { key: membershipKey(container), value: Buffer.from(String(modified)) },
    { key: listingKey(container), value: nothing },
  ]
  if (parentOf(container) === undefined) return own
  const above = { key: memberKey(container), value: json({ modified } satisfies Member) }
  return [...own, above, ...listingWrites(container)]
}

/** The listing above a resource looks different now, and so does its own if it is a container. */
function listingWrites(path: string): Write[] {
  const containers = [parentOf(path), isContainer(path) ? path : undefined]
  return containers.flatMap((each) => (each ? [{ key: listingKey(each), value: nothing }] : []))
}
