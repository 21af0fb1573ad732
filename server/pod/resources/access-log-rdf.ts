// The access log of a storage as RDF. Pure.
import { literal, namedNode, quad } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { dpv } from '../../../vocab/generated/dpv.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { prov } from '../../../vocab/generated/prov.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import type { AccessEntry } from './access-log.ts'
import type { AccessKind } from './keys.ts'
import type { LeftOut, Told } from './read-access-log.ts'

export const logPrefixes = { fh: fh[''], prov: prov[''], xsd: xsd[''] }

/** Entries, each with the class of its kind. What was only counted is named below `url`. */
export function logQuads(entries: readonly Told[], url: string): Quad[] {
  return entries.flatMap((each) => ('leftOut' in each ? countQuads(each, url) : entryQuads(each)))
}

const classes = { use: fh.AccessEvent, 'access-rules': fh.RulesChange, denied: fh.Refusal }

function entryQuads(entry: AccessEntry & { readonly kind: AccessKind }): Quad[] {
  const { agent, client, issuer, purpose, bytes } = entry
  const { link, fact } = writerFor(entry.id)
  return [
    ...link(rdf.type, classes[entry.kind]),
    ...fact(prov.startedAtTime, new Date(entry.time).toISOString(), xsd.dateTime),
    ...link(prov.wasAssociatedWith, agent),
    ...link(prov.used, entry.resource),
    ...entry.grants.flatMap((grant) => link(fh.underGrant, grant)),
    ...link(fh.declaredBy, fh.SeenByServer),
    ...fact(fh.method, entry.method),
    ...fact(fh.status, entry.status, xsd.integer),
    ...fact(fh.viaClient, client),
    ...fact(fh.viaIssuer, issuer),
    ...link(dpv.hasPurpose, purpose),
    ...fact(fh.bytesSent, bytes, xsd.integer),
  ]
}

function countQuads({ time, resource, leftOut }: LeftOut, url: string): Quad[] {
  const start = new Date(time).toISOString()
  const { link, fact } = writerFor(`${url}#left-out-${start}`)
  return [
    ...link(rdf.type, prov.Activity),
    ...fact(prov.startedAtTime, start, xsd.dateTime),
    ...link(prov.used, resource),
    ...link(fh.declaredBy, fh.SeenByServer),
    ...fact(fh.leftOut, leftOut, xsd.integer),
  ]
}

/** Makers of triples about one subject; none for what is not known. */
function writerFor(subject: string) {
  const about = namedNode(subject)
  return { link, fact }

  function link(property: string, object: string | undefined): Quad[] {
    return object === undefined ? [] : [quad(about, namedNode(property), namedNode(object))]
  }

  function fact(
    property: string,
    value: string | number | undefined,
    type: string = xsd.string,
  ): Quad[] {
    if (value === undefined) return []
    return [quad(about, namedNode(property), literal(String(value), namedNode(type)))]
  }
}
