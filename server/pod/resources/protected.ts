// What may not be changed, even by those who may write. Pure but for what it throws.
import { Graph } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { Problem } from '../../http/problem.ts'
import { sameQuads } from '../../rdf/isomorphic.ts'
import { givesControl, rulesOf } from '../access/acl-rules.ts'
import type { Ask } from './ask.ts'
import { isManaged } from './container-triples.ts'
import { parentOf } from './identifier.ts'
import { identityPart } from './identity-part.ts'
import { hasPreferences, preferencesFaults, profileFaults } from './profile-faults.ts'
import { baseUrlOf } from './response-headers.ts'

/** Whether a resource is the WebID document of the storage's owner. */
export function isIdentity({ url, owner }: Pick<Ask, 'url' | 'owner'>): boolean {
  return owner.replace(/#.*/s, '') === url
}

/**
 * Whoever could name another OpenID provider in a WebID document would take the identity over, and
 * whoever could name another storage, inbox or key what is meant for its owner. What no client could
 * use is refused in profiles and preferences, unless it was there before: the rest stays writable.
 * @throws Problem conflict when the account's part of the document is not the same after a change,
 *   unprocessable when the change breaks the profile
 */
export function protectIdentity(
  ask: Ask,
  before: readonly Quad[],
  after: readonly Quad[] | undefined,
): void {
  protectMeaning(ask, before, after ?? [])
  if (!isIdentity(ask)) return
  const [kept, left] = [before, after].map((quads) => quads && identityPart(quads, ask.owner))
  if (!kept || !left || !sameQuads(kept, left)) throw identityProblem(ask)
  if (!hasPreferences(before, ask.owner) || hasPreferences(after ?? [], ask.owner)) return
  throw profileProblem(['there is no pim:preferencesFile'])
}

/** @throws Problem conflict for the document of a WebID, which stays as long as the account does */
export function protectIdentityDocument(ask: Ask): void {
  if (isIdentity(ask)) throw identityProblem(ask)
}

/**
 * The description of a WebID document belongs to whoever may write it, so it must not say what only
 * the account says.
 * @throws Problem conflict
 */
export function protectDescribedIdentity(ask: Ask, quads: readonly Quad[]): void {
  if (!isIdentity({ url: baseUrlOf(ask) + ask.id.subject, owner: ask.owner })) return
  if (identityPart(quads, ask.owner)?.length === 0) return
  throw identityProblem(ask)
}

function protectMeaning(ask: Ask, before: readonly Quad[], after: readonly Quad[]): void {
  const faultsIn = (quads: readonly Quad[]) =>
    isIdentity(ask) ? profileFaults(quads, ask.owner) : preferencesFaults(quads, ask.url, ask.owner)
  const known = new Set(faultsIn(before))
  const faults = faultsIn(after).filter((each) => !known.has(each))
  if (faults.length > 0) throw profileProblem(faults)
}

function profileProblem(faults: readonly string[]): Problem {
  return new Problem('unprocessable', `Other apps could not use this profile: ${faults.join('; ')}`)
}

function identityProblem(ask: Ask): Problem {
  const page = `${baseUrlOf(ask)}/.account/#webid`
  return new Problem(
    'conflict',
    `Who vouches for a WebID, its storages, inbox and keys change only on the account page: ${page}`,
  )
}

/**
 * The root of a storage keeps an ACL that lets somebody control it.
 * @throws Problem conflict
 */
export function protectControl({ id, url }: Ask, quads: readonly Quad[]): void {
  if (parentOf(id.subject) !== undefined) return
  const baseUrl = baseUrlOf({ id, url })
  const rules = rulesOf(new Graph([...quads]), baseUrl)
  if (givesControl(rules, baseUrl + id.subject)) return
  throw new Problem('conflict', 'The ACL of a storage must let somebody control the storage')
}

/**
 * The triples of a client about a container: without those of the server, which it may repeat but
 * not change.
 * @throws Problem conflict
 */
export function clientQuads(
  container: string,
  current: readonly Quad[],
  sent: readonly Quad[],
): Quad[] {
  const kept = new Graph([...current])
  const [managed, own] = [true, false].map((each) =>
    sent.filter((quad) => isManaged(quad, container) === each),
  )
  if (managed!.every((quad) => kept.has(quad))) return own!
  throw new Problem('conflict', 'What a container contains is not written, but follows from it')
}
