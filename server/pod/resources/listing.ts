// A container as it is now: its own record, what clients said about it, and its members page by page.
import { createHash } from 'node:crypto'
import { turtleType } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { parseRdf } from '../../rdf/rdf.ts'
import type { Store } from '../../store/store.ts'
import { containerQuads, memberQuads } from './container-triples.ts'
import type { Listed } from './container-triples.ts'
import { parentOf } from './identifier.ts'
import { bodyKey, listingKey, membersKey, membershipKey, metaKey } from './keys.ts'
import { readMember } from './records.ts'

export interface ContainerState {
  /** Epoch seconds: when members last came or went. */
  readonly modified: number
  /** Moves whenever the container or its listing would look different to somebody. */
  readonly version: string
  /** Of the key that moves with every change of the listing. */
  readonly listingRevision: number
}

/** The state of a container; undefined when it is not there. */
export async function containerState(
  store: Store,
  path: string,
): Promise<ContainerState | undefined> {
  const [meta, membership, listing] = await Promise.all([
    store.get(metaKey(path)),
    store.get(membershipKey(path)),
    store.get(listingKey(path)),
  ])
  if (!meta) return undefined
  return {
    modified: Number(Buffer.from(membership?.value ?? '').toString()),
    version: `${meta.revision}-${membership?.revision}-${listing?.revision}`,
    listingRevision: listing?.revision ?? 0,
  }
}

/** The base of a container's ETag for those who see the same of its members. */
export function listingDigest({ version }: ContainerState, seen: string): string {
  return createHash('sha256').update(`${version} ${seen}`).digest('base64url').slice(0, 27)
}

/** The triples that clients gave a container, and the server's own about it; not its members. */
export async function ownQuads(
  store: Store,
  baseUrl: string,
  path: string,
  { modified }: ContainerState,
): Promise<Quad[]> {
  const iri = baseUrl + path
  const stored = await store.get(bodyKey(path))
  const text = Buffer.from(stored?.value ?? '').toString()
  const given = text === '' ? [] : await parseRdf(turtleType, text, iri)
  return [...given, ...containerQuads(iri, modified, parentOf(path) === undefined)]
}

const pageSize = 1000

/** The members in pages of at most 1,000; a container without any has no page. */
export async function* memberPages(
  store: Store,
  path: string,
  isReadable: (name: string) => boolean,
): AsyncGenerator<Listed[]> {
  let page = await store.list(membersKey(path), { limit: pageSize })
  while (page.length > 0) {
    yield page.map(({ key, value }) => listed(key.at(-1)!, value, isReadable))
    if (page.length < pageSize) return
    page = await store.list(membersKey(path), { after: page.at(-1)!.key, limit: pageSize })
  }
}

/** All triples of a container, as its owner sees them. */
export async function allQuads(
  store: Store,
  baseUrl: string,
  path: string,
  state: ContainerState,
): Promise<Quad[]> {
  const quads = await ownQuads(store, baseUrl, path, state)
  for await (const page of memberPages(store, path, () => true)) {
    quads.push(...memberQuads(baseUrl + path, page))
  }
  return quads
}

function listed(name: string, value: Uint8Array, isReadable: (name: string) => boolean): Listed {
  return { name, member: isReadable(name) ? readMember(value) : undefined }
}
