// The description of a storage: what it is and what services it has. Everybody may read it.
import { createHash } from 'node:crypto'
import { namedNode, quad, turtleType } from '../../../shapes/graph.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { pim } from '../../../vocab/generated/pim.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { negotiate } from '../../http/accept.ts'
import { checkRead } from '../../http/preconditions.ts'
import { jsonLdType, writeRdf } from '../../rdf/rdf.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { methodHeaders } from './methods.ts'
import { negotiationProblem } from './refusals.ts'

/** Turtle or JSON-LD, the same for everybody. */
export async function readStorageDescription(pod: Pod, ask: Ask): Promise<Answer> {
  const type = negotiate(ask.req.headers.accept, [turtleType, jsonLdType])
  if (type === undefined) throw negotiationProblem(turtleType)
  const storage = pod.baseUrl + ask.id.storage
  const quads = [
    [storage, rdf.type, pim.Storage],
    [storage, fh.accessLog, `${storage}.well-known/access-log`],
    [storage, fh.quota, `${storage}.well-known/quota`],
  ].map(([subject, property, object]) =>
    quad(namedNode(subject!), namedNode(property!), namedNode(object!)),
  )
  const body = Buffer.from(writeRdf(type === jsonLdType ? jsonLdType : turtleType, quads))
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
