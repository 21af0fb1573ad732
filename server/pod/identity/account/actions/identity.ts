// Changing who a WebID names as speaking for its owner.
import { editOwnDocument } from '../../../resources/owner-edit.ts'
import type { Quad } from '../../../../../shapes/graph.ts'
import { textIn } from '../../forms/forms.ts'
import { whileSignedIn } from '../../sign-ins/signed-in.ts'
import { addressFault, containerFault } from '../address-faults.ts'
import { endOfDay } from '../end-of-day.ts'
import { AccountFault } from '../fault.ts'
import { factsIn, withKey, withLink, withoutKey, withoutLink } from '../identity-facts.ts'
import type { LinkKind } from '../identity-facts.ts'
import { findIssuer } from '../issuer-check.ts'
import { readPublicKey } from '../public-key.ts'
import type { Action, Outcome, Visit } from './action.ts'

export const identityActions: readonly Action[] = [
  { path: 'webid', section: 'webid', needsProof: true, run: addLink },
  { path: 'webid/remove', section: 'webid', needsProof: true, run: removeLink },
  { path: 'webid/keys', section: 'webid', needsProof: true, run: addKey },
  { path: 'webid/keys/remove', section: 'webid', needsProof: true, run: removeKey },
]

/** Of each kind. */
const mostFacts = 20

const kinds = new Set<string>(['issuer', 'storage', 'inbox', 'alias'] satisfies LinkKind[])

async function addLink(visit: Visit): Promise<Outcome> {
  const kind = kindIn(visit)
  const value = await checkedAddress(visit, kind, textIn(visit.req, 'value').trim())
  return change(visit, (quads, webId) => {
    const { links } = factsIn(quads, webId)
    if (links[kind].length >= mostFacts) throw new AccountFault('tooMuch', 'conflict')
    return withLink(quads, webId, kind, value)
  })
}

async function removeLink(visit: Visit): Promise<Outcome> {
  const kind = kindIn(visit)
  return change(visit, (quads, webId) => {
    const left = withoutLink(quads, webId, kind, textIn(visit.req, 'value'))
    if (left === quads) throw new AccountFault('gone', 'not-found')
    if (kind !== 'issuer' || factsIn(left, webId).links.issuer.length > 0) return left
    throw new AccountFault('lastIssuer', 'conflict')
  })
}

async function addKey(visit: Visit): Promise<Outcome> {
  const key = readPublicKey(textIn(visit.req, 'jwk'))
  if (typeof key === 'string') throw new AccountFault(key)
  const created = visit.world.now()
  const times = { created, expires: endOfDay(textIn(visit.req, 'ends'), created) }
  return change(visit, (quads, webId) => {
    if (factsIn(quads, webId).keys.length >= mostFacts)
      throw new AccountFault('tooMuch', 'conflict')
    return withKey(quads, webId, { ...key, ...times })
  })
}

async function removeKey(visit: Visit): Promise<Outcome> {
  return change(visit, (quads, webId) => {
    const left = withoutKey(quads, webId, textIn(visit.req, 'id'))
    if (left === quads) throw new AccountFault('gone', 'not-found')
    return left
  })
}

async function change(
  { world, visitor }: Visit,
  changed: (quads: readonly Quad[], webId: string) => readonly Quad[],
): Promise<Outcome> {
  const { store } = world
  await editOwnDocument(
    world,
    visitor.webId,
    (quads) => changed(quads, visitor.webId),
    async () => [await whileSignedIn(store, visitor)],
  )
  return { done: 'identityChanged' }
}

/** @throws AccountFault for an address that the WebID must not name in this way */
async function checkedAddress(visit: Visit, kind: LinkKind, value: string): Promise<string> {
  const { issuer, baseUrl } = visit.world
  const allowLocal = baseUrl.startsWith('http:')
  if (kind === 'alias') throw new AccountFault('address')
  const isIssuer = kind === 'issuer'
  const fault = isIssuer ? addressFault(value, allowLocal) : containerFault(value, allowLocal)
  if (fault) throw new AccountFault(fault)
  return isIssuer && value !== issuer ? otherIssuer(visit, value) : value
}

/** Each check is a request to an address of her choice, so there are few. */
async function otherIssuer({ world, visitor }: Visit, address: string): Promise<string> {
  await world.throttle.attempt([['provider check', visitor.webId, 30]])
  const found = await findIssuer(world.fetch, address)
  if ('fault' in found) throw new AccountFault(found.fault)
  return found.issuer
}

function kindIn({ req }: Visit): LinkKind {
  const kind = textIn(req, 'kind')
  // The check says what the compiler cannot see.
  if (kinds.has(kind)) return kind as LinkKind
  throw new AccountFault('gone')
}
