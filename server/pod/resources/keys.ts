// The keys of a pod's state in the store, on one page.
import type { Key } from '../../store/store.ts'
import { nameOf, parentOf } from './identifier.ts'

/** JSON of a storage: who owns it. */
export const storageKey = (root: string): Key => ['storage', root]

/** A counter of the bytes in a storage: its own key, which everybody adds to without waiting. */
export const usedKey = (root: string): Key => ['used', root]

/** JSON about a resource (type, size, time, digest), auxiliary ones too. */
export const metaKey = (path: string): Key => ['meta', path]

/** The path of the resource that a key is the metaKey of; undefined for other keys. */
export function pathOfMeta([name, path]: Key): string | undefined {
  return name === 'meta' ? path : undefined
}

/** The bytes of a resource, unless they are a blob; for a container the triples clients gave it. */
export const bodyKey = (path: string): Key => ['body', path]

/** Names the resource that a blob belongs to, so that orphans can be told. */
export const blobKey = (id: string): Key => ['blob', id]

/** Members of a container, each with JSON for the listing, so that no listing reads documents. */
export const membersKey = (container: string): Key => ['member', container]

/** The entry of a resource among the members of its container. */
export function memberKey(path: string): Key {
  return ['member', parentOf(path) ?? '', nameOf(path)]
}

/**
 * When members of a container last came or went (epoch seconds). Its own key, written without a
 * condition, so that siblings do not wait for each other.
 */
export const membershipKey = (container: string): Key => ['membership', container]

/** Empty; its revision moves whenever the listing of a container would look different. */
export const listingKey = (container: string): Key => ['listing', container]

/** Marks the members of a container that have an ACL of their own. */
export const ownAclsKey = (container: string): Key => ['own-acl', container]

/** The mark of a resource that has an ACL of its own. */
export function ownAclKey(path: string): Key {
  return ['own-acl', parentOf(path) ?? '', nameOf(path)]
}

/** What the access log of a storage tells of. */
export type AccessKind = 'use' | 'access-rules' | 'denied'

const accessNames = { use: 'access', 'access-rules': 'access-rules', denied: 'access-denied' }

/** Entries of one kind in the access log of a storage; ids sort newest first. */
export const accessKey = (root: string, kind: AccessKind): Key => [accessNames[kind], root]

/** JSON of what was noted of the refusals in a storage within an hour. */
export const notedDenialsKey = (root: string): Key => ['access-denied-noted', root]

/** Counters of the refusals that the access log leaves out, by hour; newest first. */
export const leftOutKey = (root: string): Key => ['access-left-out', root]
