// GET of the access log of a storage, for its owner: newest first, as JSON or Turtle.
import { literal, namedNode, quad, turtleType, writeTurtle } from '../../../shapes/graph.ts'
import type { Literal, Quad } from '../../../shapes/graph.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { prov } from '../../../vocab/generated/prov.ts'
import { dpv } from '../../../vocab/generated/dpv.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import { negotiate } from '../../http/accept.ts'
import { Problem } from '../../http/problem.ts'
import { jsonLdType, writeRdf } from '../../rdf/rdf.ts'
import { newestFirst } from './access-log.ts'
import type { AccessEntry } from './access-log.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { accessKey } from './keys.ts'
import { methodHeaders } from './methods.ts'
import { refusal } from './permit.ts'
import { negotiationProblem } from './refusals.ts'

const jsonType = 'application/json'
const mostEntries = 1000

/**
 * At most `?limit=` entries (200) from before `?before=`, an ISO time.
 * @throws Problem credentials-required or forbidden for all but the owner
 */
export async function readAccessLog(pod: Pod, ask: Ask): Promise<Answer> {
  if (ask.asker.webId !== ask.owner) throw refusal(ask)
  const type = negotiate(ask.req.headers.accept, [turtleType, jsonType, jsonLdType])
  if (type === undefined) throw negotiationProblem(turtleType)
  const body = Buffer.from(textOf(type, await entriesFor(pod, ask)))
  const headers = {
    ...methodHeaders(ask.id),
    'Content-Type': type,
    'Cache-Control': 'private, no-store',
    'Content-Length': String(body.length),
  }
  return { status: 200, headers, body }
}

async function entriesFor(pod: Pod, { id, query }: Ask): Promise<AccessEntry[]> {
  const prefix = accessKey(id.storage)
  const limit = Number(query.get('limit') ?? 200)
  if (!Number.isInteger(limit) || limit < 1 || limit > mostEntries) {
    throw new Problem('bad-request', `limit is a whole number from 1 to ${mostEntries}`)
  }
  const before = query.get('before')
  const time = before === null ? undefined : Date.parse(before)
  if (Number.isNaN(time))
    throw new Problem('bad-request', 'before is a time like 2026-01-31T00:00Z')
  // The entries of the time itself are not before it: they sort behind '-' and before '.'.
  const after = time === undefined ? {} : { after: [...prefix, `${newestFirst(time)}.`] }
  const entries = await pod.store.list(prefix, { limit, ...after })
  return entries.map(({ value }) => JSON.parse(Buffer.from(value).toString()) as AccessEntry)
}

function textOf(type: string, entries: readonly AccessEntry[]): string {
  if (type === jsonType) return JSON.stringify(entries.map(jsonOf))
  const quads = entries.flatMap(quadsOf)
  return type === turtleType ? writeTurtle(quads, prefixes) : writeRdf(jsonLdType, quads)
}

const prefixes = { fh: fh[''], prov: prov[''], xsd: xsd[''] }

function jsonOf({ id: _id, time, ...entry }: AccessEntry): object {
  return { time: new Date(time).toISOString(), ...entry, seenBy: 'server' }
}

function quadsOf(entry: AccessEntry): Quad[] {
  const about = namedNode(entry.id)
  const link = (property: string, object: string) =>
    quad(about, namedNode(property), namedNode(object))
  const fact = (property: string, object: Literal) => quad(about, namedNode(property), object)
  const { client, purpose, bytes } = entry
  return [
    link(rdf.type, fh.AccessEvent),
    fact(prov.startedAtTime, literal(new Date(entry.time).toISOString(), namedNode(xsd.dateTime))),
    link(prov.wasAssociatedWith, entry.agent),
    link(prov.used, entry.resource),
    ...entry.grants.map((grant) => link(fh.underGrant, grant)),
    link(fh.declaredBy, fh.SeenByServer),
    fact(fh.method, literal(entry.method)),
    fact(fh.status, literal(String(entry.status), namedNode(xsd.integer))),
    ...(client === undefined ? [] : [fact(fh.viaClient, literal(client))]),
    ...(purpose === undefined ? [] : [link(dpv.hasPurpose, purpose)]),
    ...(bytes === undefined
      ? []
      : [fact(fh.bytesSent, literal(String(bytes), namedNode(xsd.integer)))]),
  ]
}
