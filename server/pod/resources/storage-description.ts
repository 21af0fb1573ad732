// The description of a storage: what it is and what services it has. Everybody may read it.
// Source: Solid Protocol, Storage Description; Solid Notifications Protocol 0.3, Discovery
import { createHash } from 'node:crypto'
import { namedNode, quad, turtleType, writeTurtle } from '../../../shapes/graph.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import { pim } from '../../../vocab/generated/pim.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { negotiate } from '../../http/accept.ts'
import { checkRead } from '../../http/preconditions.ts'
import { jsonLdType } from '../../rdf/rdf.ts'
import { serviceFrame, serviceQuads, services, usualContext } from '../notifications/services.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { methodHeaders } from './methods.ts'
import { negotiationProblem } from './refusals.ts'

/** Turtle or JSON-LD, the same for everybody. */
export async function readStorageDescription(pod: Pod, ask: Ask): Promise<Answer> {
  const type = negotiate(ask.req.headers.accept, [turtleType, jsonLdType])
  if (type === undefined) throw negotiationProblem(turtleType)
  const storage = pod.baseUrl + ask.id.storage
  const text = type === jsonLdType ? jsonOf(pod.baseUrl, storage) : turtleOf(pod.baseUrl, storage)
  const body = Buffer.from(text)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const headers = {
    ...methodHeaders(ask.id),
    'Content-Type': type,
    ETag: etag,
    'Cache-Control': 'no-cache',
  }
  const outcome = checkRead(ask.req.headers, { etags: [etag], modified: 0 })
  if (outcome === 'not-modified') return { status: 304, headers }
  return { status: 200, headers: { ...headers, 'Content-Length': String(body.length) }, body }
}

/** What a storage has beside notifications, by property. */
function linksOf(storage: string): (readonly [string, string])[] {
  return [
    [fh.accessLog, `${storage}.well-known/access-log`],
    [fh.quota, `${storage}.well-known/quota`],
  ]
}

function turtleOf(baseUrl: string, storage: string): string {
  const links: (readonly [string, string])[] = [
    [rdf.type, pim.Storage],
    ...linksOf(storage),
    ...services.map(({ path }) => [notify.subscription, baseUrl + path] as const),
  ]
  const own = links.map(([property, iri]) =>
    quad(namedNode(storage), namedNode(property), namedNode(iri)),
  )
  const offered = services.flatMap((each) => serviceQuads(baseUrl, each))
  return writeTurtle([...own, ...offered], { notify: notify[''] })
}

/** Compact, because clients look for services in it as in plain JSON. */
function jsonOf(baseUrl: string, storage: string): string {
  return JSON.stringify({
    '@context': [usualContext],
    id: storage,
    type: pim.Storage,
    ...Object.fromEntries(linksOf(storage).map(([property, id]) => [property, { id }])),
    subscription: services.map((each) => serviceFrame(baseUrl, each)),
  })
}
