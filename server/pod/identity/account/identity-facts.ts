// What a WebID document says of who its owner is, as a person can read and change it. Pure.
import { createHash } from 'node:crypto'
import { literal, namedNode, quad } from '../../../../shapes/graph.ts'
import type { Quad, Term } from '../../../../shapes/graph.ts'
import { as } from '../../../../vocab/generated/as.ts'
import { dct } from '../../../../vocab/generated/dct.ts'
import { ldp } from '../../../../vocab/generated/ldp.ts'
import { owl } from '../../../../vocab/generated/owl.ts'
import { pim } from '../../../../vocab/generated/pim.ts'
import { rdf } from '../../../../vocab/generated/rdf.ts'
import { sec } from '../../../../vocab/generated/sec.ts'
import { solid } from '../../../../vocab/generated/solid.ts'
import { xsd } from '../../../../vocab/generated/xsd.ts'
import { identityPart, keyProperties } from '../../resources/identity-part.ts'
import type { PublicKey } from './public-key.ts'

/** The kinds of facts whose values are addresses. */
export type LinkKind = 'issuer' | 'storage' | 'inbox' | 'alias'

export interface IdentityFacts {
  readonly links: Readonly<Record<LinkKind, readonly string[]>>
  readonly keys: readonly KeyFact[]
}

export interface KeyFact {
  /** A digest of all that is said of the key: only what was looked at can be removed. */
  readonly id: string
  /** The name in its JWK, else its address; undefined for a key without any. */
  readonly name: string | undefined
  /** Milliseconds; undefined where the document does not say. */
  readonly created: number | undefined
  readonly expires: number | undefined
}

const properties: Readonly<Record<LinkKind, readonly string[]>> = {
  issuer: [solid.oidcIssuer],
  storage: [pim.storage],
  inbox: [ldp.inbox],
  alias: [owl.sameAs, as.alsoKnownAs],
}

export function factsIn(quads: readonly Quad[], webId: string): IdentityFacts {
  const values = (kind: LinkKind) => [
    ...new Set(linksOf(quads, webId, kind).map(({ object }) => object.value)),
  ]
  return {
    links: {
      issuer: values('issuer'),
      storage: values('storage'),
      inbox: values('inbox'),
      alias: values('alias'),
    },
    keys: keysOf(quads, webId).map(({ id, about }) => ({
      id,
      name: nameOf(about),
      created: timeOf(about, dct.created),
      expires: timeOf(about, sec.expires),
    })),
  }
}

/** Of an inbox there is one: a new one takes the place of the old. */
export function withLink(
  quads: readonly Quad[],
  webId: string,
  kind: LinkKind,
  value: string,
): readonly Quad[] {
  const kept = kind === 'inbox' ? withoutLinks(quads, webId, kind) : quads
  const added = triple(webId, properties[kind][0]!, namedNode(value))
  return kept.some((each) => each.equals(added)) ? quads : [...kept, added]
}

export function withoutLink(
  quads: readonly Quad[],
  webId: string,
  kind: LinkKind,
  value: string,
): readonly Quad[] {
  const gone = new Set(linksOf(quads, webId, kind).filter(({ object }) => object.value === value))
  return gone.size === 0 ? quads : quads.filter((each) => !gone.has(each))
}

/** When a key begins and ends to sign, in milliseconds. */
export interface KeyTimes {
  readonly created: number
  readonly expires: number | undefined
}

/** A key by which she signs, in the words of Controlled Identifiers; nothing new when it is there. */
export function withKey(
  quads: readonly Quad[],
  webId: string,
  { thumbprint, jwk, created, expires }: PublicKey & KeyTimes,
): readonly Quad[] {
  const node = `${webId.replace(/#.*/s, '')}#key-${thumbprint}`
  if (quads.some(({ subject }) => subject.value === node)) return quads
  return [
    ...quads,
    triple(webId, sec.verificationMethod, namedNode(node)),
    triple(webId, sec.assertionMethod, namedNode(node)),
    triple(node, rdf.type, namedNode(sec.JsonWebKey)),
    triple(node, sec.controller, namedNode(webId)),
    triple(node, sec.publicKeyJwk, literal(JSON.stringify(jwk), namedNode(rdf.JSON))),
    triple(node, dct.created, timeLiteral(created)),
    ...(expires === undefined ? [] : [triple(node, sec.expires, timeLiteral(expires))]),
  ]
}

export function withoutKey(quads: readonly Quad[], webId: string, id: string): readonly Quad[] {
  const gone = new Set(
    keysOf(quads, webId)
      .filter((key) => key.id === id)
      .flatMap(({ about }) => about),
  )
  return gone.size === 0 ? quads : quads.filter((each) => !gone.has(each))
}

interface Key {
  readonly id: string
  /** What names it as hers, and what is said of it in the document. */
  readonly about: readonly Quad[]
}

function keysOf(quads: readonly Quad[], webId: string): Key[] {
  const part = identityPart(quads, webId) ?? []
  const named = part.filter(
    ({ subject, predicate }) => subject.value === webId && keyProperties.has(predicate.value),
  )
  const nodes = new Map(named.map(({ object }) => [`${object.termType} ${object.value}`, object]))
  return [...nodes.values()].map((node) => {
    const about = part.filter(
      ({ subject, object }) => object.equals(node) || (isNode(node) && subject.equals(node)),
    )
    return { id: digestOf(about), about }
  })
}

function nameOf(about: readonly Quad[]): string | undefined {
  const jwk = about.find(({ predicate }) => predicate.value === sec.publicKeyJwk)?.object.value
  const kid = /"kid":"([^"\\]{1,200})"/.exec(jwk ?? '')?.[1]
  const node = about.find(({ predicate }) => keyProperties.has(predicate.value))?.object
  return kid ?? (node?.termType === 'NamedNode' ? node.value : undefined)
}

function timeOf(about: readonly Quad[], property: string): number | undefined {
  const text = about.find(({ predicate }) => predicate.value === property)?.object.value
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? undefined : time
}

function linksOf(quads: readonly Quad[], webId: string, kind: LinkKind): Quad[] {
  return quads.filter(
    ({ subject, predicate }) =>
      subject.value === webId && properties[kind].includes(predicate.value),
  )
}

function withoutLinks(quads: readonly Quad[], webId: string, kind: LinkKind): Quad[] {
  const gone = new Set(linksOf(quads, webId, kind))
  return quads.filter((each) => !gone.has(each))
}

/** Blank nodes have another name each time that the document is read. */
function digestOf(quads: readonly Quad[]): string {
  const lines = quads.map(({ subject, predicate, object }) =>
    [subject, predicate, object].map(keyOf).join(' '),
  )
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('base64url')
}

function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? '_:' : `${term.termType} ${term.value}`
}

function isNode({ termType }: Term): boolean {
  return termType === 'NamedNode' || termType === 'BlankNode'
}

function timeLiteral(milliseconds: number): Quad['object'] {
  return literal(new Date(milliseconds).toISOString(), namedNode(xsd.dateTime))
}

function triple(subject: string, property: string, object: Quad['object']): Quad {
  return quad(namedNode(subject), namedNode(property), object)
}
