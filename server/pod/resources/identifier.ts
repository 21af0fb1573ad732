// What a path names in a pod: a document, a container, or what belongs to one. By table, from the
// path alone; which of them exist is not asked here. Pure.

export type Kind =
  'document' | 'container' | 'acl' | 'description' | 'storage-description' | 'access-log' | 'quota'

export interface Identifier {
  readonly path: string
  readonly kind: Kind
  /** The resource that an auxiliary one is about, the resource itself otherwise. */
  readonly subject: string
  /** The root container of the storage: '/alice/'. */
  readonly storage: string
}

const serverOwned = new Map<string, Kind>([
  ['.well-known/solid', 'storage-description'],
  ['.well-known/access-log', 'access-log'],
  ['.well-known/quota', 'quota'],
])

const auxiliary = [
  ['.acl', 'acl'],
  ['.meta', 'description'],
] as const

/** '/alice/x.acl' → the ACL of '/alice/x'; undefined for a reserved name or outside any storage. */
export function identify(path: string): Identifier | undefined {
  const storage = /^\/[^/]+\//.exec(path)?.[0]
  if (storage === undefined) return undefined
  const rest = path.slice(storage.length)
  const owned = serverOwned.get(rest)
  if (owned) return { path, kind: owned, subject: storage, storage }
  if (rest.startsWith('.well-known')) return undefined
  if (rest.split('/').slice(0, -1).some(isAuxiliaryName)) return undefined
  if (auxiliary.some(([suffix]) => isAuxiliaryOfAuxiliary(rest, suffix))) return undefined
  return auxiliaryOf(path, storage) ?? resourceOf(path, storage)
}

/** Whether a path segment is reserved for an ACL or a description: 'x.acl', '.meta'. */
export function isAuxiliaryName(segment: string): boolean {
  return auxiliary.some(([suffix]) => segment.endsWith(suffix))
}

/** Whether a path is that of an ACL. */
export function isAclPath(path: string): boolean {
  return path.endsWith('.acl')
}

/** The resource that an auxiliary path belongs to, others themselves: '/alice/x.acl' → '/alice/x'. */
export function subjectPath(path: string): string {
  const found = auxiliary.find(([suffix]) => path.endsWith(suffix))
  return found ? path.slice(0, -found[0].length) : path
}

export function isContainer(path: string): boolean {
  return path.endsWith('/')
}

/** The container of a resource; undefined for the root of a storage. '/alice/a/' → '/alice/' */
export function parentOf(path: string): string | undefined {
  const parent = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1)
  return parent === '/' ? undefined : parent
}

/** The name of a resource in its container: 'x.ttl', or 'sub/' for a container. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/', path.length - 2) + 1)
}

/** The other spelling, which must not exist beside it: '/alice/a' for '/alice/a/'. */
export function twinOf(path: string): string {
  return isContainer(path) ? path.slice(0, -1) : `${path}/`
}

/** Where the ACL of a document or container is. */
export function aclOf(subject: string): string {
  return `${subject}.acl`
}

/** Where the description of a document or container is. */
export function descriptionOf(subject: string): string {
  return `${subject}.meta`
}

/** 'x.meta.acl': what belongs to a resource has nothing of its own. */
function isAuxiliaryOfAuxiliary(rest: string, suffix: string): boolean {
  return rest.endsWith(suffix) && isAuxiliaryName(rest.slice(0, -suffix.length))
}

function auxiliaryOf(path: string, storage: string): Identifier | undefined {
  const found = auxiliary.find(([suffix]) => path.endsWith(suffix))
  if (!found) return undefined
  const [suffix, kind] = found
  return { path, kind, subject: path.slice(0, -suffix.length), storage }
}

function resourceOf(path: string, storage: string): Identifier {
  return { path, kind: isContainer(path) ? 'container' : 'document', subject: path, storage }
}
