// The triples of a container that the server keeps, and how they are told from those of clients.
// Pure. Source: https://solidproject.org/TR/protocol#contained-resource-metadata
import { literal, namedNode, quad } from '../../../shapes/graph.ts'
import type { Literal, Quad } from '../../../shapes/graph.ts'
import { dct } from '../../../vocab/generated/dct.ts'
import { iana } from '../../../vocab/generated/iana.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { pim } from '../../../vocab/generated/pim.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { stat } from '../../../vocab/generated/stat.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import { essenceOf } from '../../rdf/rdf.ts'
import { isContainer } from './identifier.ts'
import type { Member } from './records.ts'

/** A member of a container as somebody sees it. */
export interface Listed {
  readonly name: string
  /** Undefined when the asker may not read the member: then only its URL is told. */
  readonly member: Member | undefined
}

/** Prefixes for writing containers. */
export const containerPrefixes = { dct: dct[''], ldp: ldp[''], stat: stat[''], xsd: xsd[''] }

/** What the server says about a container itself; `modified` in epoch seconds. */
export function containerQuads(iri: string, modified: number, isStorage: boolean): Quad[] {
  const types = [
    ldp.Resource,
    ldp.Container,
    ldp.BasicContainer,
    ...(isStorage ? [pim.Storage] : []),
  ]
  return [...types.map((type) => link(iri, rdf.type, type)), ...modifiedQuads(iri, modified)]
}

/** What the server says about some members. */
export function memberQuads(container: string, members: readonly Listed[]): Quad[] {
  return [
    ...members.map(({ name }) => link(container, ldp.contains, container + name)),
    ...members.flatMap((each) => metadataQuads(container, each)),
  ]
}

/** Whether a triple about a container or its members is the server's to say. */
export function isManaged({ subject, predicate, object }: Quad, container: string): boolean {
  if (predicate.value === ldp.contains) return true
  if (predicate.value === rdf.type) return isManagedType(object.value)
  const isOurs = subject.value === container || isMemberIri(subject.value, container)
  return isOurs && managedProperties.has(predicate.value)
}

const managedProperties = new Set<string>([dct.modified, stat.mtime, stat.size])

const managedTypes = new Set<string>([ldp.Resource, ldp.Container, ldp.BasicContainer, pim.Storage])

function isManagedType(type: string): boolean {
  return managedTypes.has(type) || type.startsWith(iana[''])
}

function isMemberIri(iri: string, container: string): boolean {
  if (!iri.startsWith(container)) return false
  return /^[^/#?]+\/?$/.test(iri.slice(container.length))
}

function metadataQuads(container: string, { name, member }: Listed): Quad[] {
  if (!member) return []
  const iri = container + name
  const types: string[] = [ldp.Resource]
  if (isContainer(name)) types.push(ldp.Container, ldp.BasicContainer)
  if (member.type !== undefined) types.push(`${iana['']}${essenceOf(member.type)}#Resource`)
  const size = member.size === undefined ? [] : [fact(iri, stat.size, integer(member.size))]
  return [
    ...types.map((type) => link(iri, rdf.type, type)),
    ...modifiedQuads(iri, member.modified),
    ...size,
  ]
}

function modifiedQuads(iri: string, modified: number): Quad[] {
  const text = new Date(modified * 1000).toISOString().replace('.000Z', 'Z')
  return [
    fact(iri, dct.modified, literal(text, namedNode(xsd.dateTime))),
    fact(iri, stat.mtime, integer(modified)),
  ]
}

function link(subject: string, property: string, object: string): Quad {
  return quad(namedNode(subject), namedNode(property), namedNode(object))
}

function fact(subject: string, property: string, object: Literal): Quad {
  return quad(namedNode(subject), namedNode(property), object)
}

function integer(value: number): Literal {
  return literal(String(value), namedNode(xsd.integer))
}
