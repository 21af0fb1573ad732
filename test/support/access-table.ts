// Who may do what, as the specification says it and the official tables test it: written apart from the server, so that
// both can be held against each other. Pure. Source: Web Access Control, "Access Modes"; RFC 9110.

export type Grantee = 'owner' | 'bob' | 'authenticated' | 'public'
export type Asker = 'alice' | 'bob' | 'nobody'
export const kinds = ['Turtle', 'JSON-LD', 'text', 'container', 'fictive', 'ACL'] as const
export type Kind = (typeof kinds)[number]
export const methods = [
  'GET',
  'HEAD',
  'OPTIONS',
  'PUT',
  'POST',
  'PATCH insert',
  'PATCH delete',
  'DELETE',
] as const
export type Method = (typeof methods)[number]

export interface Situation {
  readonly method: Method
  /** What is asked about; 'fictive' was never created, 'ACL' is that of a Turtle document. */
  readonly kind: Kind
  readonly grantee: Grantee
  /** Whether the modes come from the ACL of the resource, or from what its container gives by default. */
  readonly via: 'own' | 'default'
  /** The modes of the grantee, as letters: 'RA' is Read and Append. */
  readonly onResource: string
  readonly onContainer: string
}

/** The statuses that are right for someone who asks. */
export function expectedStatuses(situation: Situation, asker: Asker): readonly number[] {
  const isGranted = covers(situation.grantee, asker)
  const onResource = isGranted ? situation.onResource : ''
  const onContainer = isGranted ? situation.onContainer : ''
  const denied = asker === 'nobody' ? 401 : 403
  const question: Question = { ...situation, onResource, onContainer, denied }
  return situation.kind === 'ACL' ? ofAcl(question) : tables[situation.method](question)
}

function covers(grantee: Grantee, asker: Asker): boolean {
  if (grantee === 'owner') return asker === 'alice'
  if (grantee === 'bob') return asker === 'bob'
  return grantee === 'public' || asker !== 'nobody'
}

/** A situation with the modes that the asker has in it, and the status that tells her no. */
interface Question extends Situation {
  readonly denied: 401 | 403
}
type Table = (question: Question) => readonly number[]

const changed = [200, 204, 205]
const created = [200, 201, 204]

/** Write implies Append, and nothing implies anything else. */
function has(modes: string, needed: string): boolean {
  return needed
    .split('')
    .every((mode) => modes.includes(mode) || (mode === 'A' && modes.includes('W')))
}

const tables: Readonly<Record<Method, Table>> = {
  GET: ofReading,
  HEAD: ofReading,
  OPTIONS: () => [204],
  PUT: (question) => ofWriting(question, 'W', [201]),
  POST: ofPosting,
  'PATCH insert': (question) => ofWriting(question, 'A', created),
  'PATCH delete': ofTakingAway,
  DELETE: ofDeleting,
}

function ofReading({ kind, onResource, denied }: Question): readonly number[] {
  if (!has(onResource, 'R')) return [denied]
  return kind === 'fictive' ? [404] : [200]
}

/** What comes into being comes into its container too. */
function ofWriting(question: Question, needed: string, onCreation: readonly number[]) {
  const { method, kind, onResource, onContainer, denied } = question
  if (!has(onResource, needed)) return [denied]
  if (kind === 'fictive') return has(onContainer, 'A') ? onCreation : [denied]
  return kind === 'text' && method !== 'PUT' ? [415] : changed
}

function ofPosting({ kind, onResource, denied }: Question): readonly number[] {
  if (!has(onResource, 'A')) return [denied]
  if (kind === 'fictive') return has(onResource, 'R') ? [404] : [404, denied]
  return kind === 'container' ? [201] : [405]
}

function ofTakingAway({ kind, onResource, onContainer, denied }: Question): readonly number[] {
  if (!has(onResource, 'RW')) return [denied]
  if (kind === 'fictive') return has(onContainer, 'A') ? [404, 409] : [404, 409, denied]
  return kind === 'text' ? [415] : changed
}

/** Of a container also takes Read, since the answer tells whether it was empty. */
function ofDeleting({ kind, onResource, onContainer, denied }: Question): readonly number[] {
  const needed = kind === 'container' ? 'RW' : 'W'
  const isAllowed = has(onResource, needed) && has(onContainer, 'W')
  if (kind !== 'fictive') return isAllowed ? changed : [denied]
  if (has(onResource, 'R')) return isAllowed ? [404] : [404, denied]
  return has(onContainer, 'R') ? [404, denied] : [denied]
}

/** Control and nothing else, whatever is done with an ACL; a default means that it has none of its own. */
function ofAcl({ method, via, onResource, denied }: Question): readonly number[] {
  if (method === 'OPTIONS') return [204]
  // So much the URL tells; it depends on nothing that is stored.
  if (method === 'POST') return [405]
  if (!has(onResource, 'C')) return [denied]
  if (method === 'PUT') return via === 'own' ? changed : [201]
  if (method === 'PATCH insert') return via === 'own' ? changed : created
  // What the patch takes away is not in it.
  if (method === 'PATCH delete') return [404, 409]
  if (via === 'default') return [404]
  return method === 'DELETE' ? changed : [200]
}
