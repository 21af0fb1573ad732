// The part of a WebID document that is the account's, not its writers': who vouches for the WebID,
// where its storages and its inbox are, which keys are its own, and who else it is. Pure.
import type { Quad, Term } from '../../../shapes/graph.ts'
import { as } from '../../../vocab/generated/as.ts'
import { cert } from '../../../vocab/generated/cert.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { owl } from '../../../vocab/generated/owl.ts'
import { pim } from '../../../vocab/generated/pim.ts'
import { sec } from '../../../vocab/generated/sec.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { vcard } from '../../../vocab/generated/vcard.ts'
import { wot } from '../../../vocab/generated/wot.ts'
import { canonicalPath } from '../../http/target.ts'

/** Keys, as Controlled Identifiers, ActivityPub, WebID-TLS, WOT and vCard say which are somebody's. */
export const keyProperties: ReadonlySet<string> = new Set([
  sec.verificationMethod,
  sec.authenticationMethod,
  sec.authentication,
  sec.assertionMethod,
  sec.keyAgreementMethod,
  sec.keyAgreement,
  sec.capabilityInvocationMethod,
  sec.capabilityInvocation,
  sec.capabilityDelegationMethod,
  sec.capabilityDelegation,
  sec.publicKey,
  sec.publicKeyJwk,
  sec.publicKeyMultibase,
  sec.publicKeyPem,
  sec.publicKeyBase58,
  sec.publicKeyBase64,
  sec.publicKeyHex,
  cert.key,
  wot.hasKey,
  vcard.hasKey,
  vcard.key,
])

const aliasProperties: ReadonlySet<string> = new Set([owl.sameAs, as.alsoKnownAs])

const ofSelf: ReadonlySet<string> = new Set([
  solid.oidcIssuer,
  pim.storage,
  ldp.inbox,
  ...keyProperties,
  ...aliasProperties,
])

/** Those that say the same from the other end: a key names whose it is. */
const towardsSelf: ReadonlySet<string> = new Set([
  cert.identity,
  wot.identity,
  sec.controller,
  sec.owner,
  ...aliasProperties,
])

/** No person has more. Whoever writes more is refused, rather than waited for. */
const mostQuads = 1_000

/**
 * The quads of a graph that belong to the account of the WebID `owner`: those that say these things
 * of anything in its document (whatever spelling, so that nobody can be taken for her), and of who is
 * said to be the same; with all that is said of the keys in the document, blank nodes included.
 * Undefined when they are more than a thousand.
 */
export function identityPart(quads: readonly Quad[], owner: string): Quad[] | undefined {
  const candidates = quads.filter(
    ({ predicate }) => ofSelf.has(predicate.value) || towardsSelf.has(predicate.value),
  )
  if (candidates.length > mostQuads) return undefined
  const selves = selvesIn(candidates, owner)
  const isSelf = (term: Term) => selves.has(nameOf(term)) || isInDocument(term, owner)
  const stated = candidates.filter((quad) => isStatement(quad, isSelf))
  return withParts(stated, bySubject(quads), owner, selves)
}

function isStatement({ subject, predicate, object }: Quad, isSelf: (term: Term) => boolean) {
  if (ofSelf.has(predicate.value) && isSelf(subject)) return true
  return towardsSelf.has(predicate.value) && isSelf(object)
}

/** The names under which a graph speaks of the owner: hers, and who is said to be the same. */
function selvesIn(candidates: readonly Quad[], owner: string): ReadonlySet<string> {
  const selves = new Set([`NamedNode ${owner}`, `NamedNode ${documentOf(owner)}`])
  const aliases = candidates.filter(({ predicate }) => aliasProperties.has(predicate.value))
  const isSelf = (term: Term) => selves.has(nameOf(term)) || isInDocument(term, owner)
  for (let known = 0; known < selves.size;) {
    known = selves.size
    for (const { subject, object } of aliases) {
      if (!isSelf(subject) && !isSelf(object)) continue
      selves.add(nameOf(subject)).add(nameOf(object))
    }
  }
  return selves
}

/** The quads with all that is said of what they lead to in the same document, but not of her. */
function withParts(
  stated: readonly Quad[],
  described: ReadonlyMap<string, readonly Quad[]>,
  owner: string,
  selves: ReadonlySet<string>,
): Quad[] | undefined {
  const part = new Set(stated)
  const seen = new Set(selves)
  for (const quad of part) {
    for (const name of partsIn(quad, owner)) {
      if (seen.has(name)) continue
      seen.add(name)
      // A set is walked to its end, with what is added on the way.
      for (const each of described.get(name) ?? []) part.add(each)
      if (part.size > mostQuads) return undefined
    }
  }
  return [...part]
}

/** The ends of a quad that are described in the document and nowhere else. */
function partsIn({ subject, object }: Quad, owner: string): string[] {
  return [subject, object]
    .filter((term) => term.termType === 'BlankNode' || isInDocument(term, owner))
    .map(nameOf)
}

function bySubject(quads: readonly Quad[]): ReadonlyMap<string, readonly Quad[]> {
  const groups = new Map<string, Quad[]>()
  for (const quad of quads) {
    const name = nameOf(quad.subject)
    const group = groups.get(name)
    if (group) group.push(quad)
    else groups.set(name, [quad])
  }
  return groups
}

function isInDocument(term: Term, owner: string): boolean {
  if (term.termType !== 'NamedNode') return false
  const place = placeOf(term.value)
  return place !== undefined && place === placeOf(owner)
}

/** Host and path of an address in one spelling: neither scheme nor query makes another document. */
function placeOf(iri: string): string | undefined {
  const url = URL.parse(iri)
  const path = url && /^https?:$/.test(url.protocol) ? canonicalPath(url.pathname) : undefined
  return path === undefined ? undefined : url!.host + path
}

function documentOf(webId: string): string {
  return webId.replace(/#.*/s, '')
}

function nameOf({ termType, value }: Term): string {
  return `${termType} ${value}`
}
