// GET of how much of its space a storage uses, for its owner: as Turtle, JSON or JSON-LD.
import { literal, namedNode, quad, turtleType, writeTurtle } from '../../../shapes/graph.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import { negotiate } from '../../http/accept.ts'
import { jsonLdType, writeRdf } from '../../rdf/rdf.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { methodHeaders } from './methods.ts'
import { refusal } from './permit.ts'
import { negotiationProblem } from './refusals.ts'
import { readUsage } from './usage.ts'
import type { Usage } from './usage.ts'

const jsonType = 'application/json'

/** @throws Problem credentials-required or forbidden for all but the owner */
export async function readQuota(pod: Pod, ask: Ask): Promise<Answer> {
  if (ask.asker.webId !== ask.owner) throw refusal(ask)
  const type = negotiate(ask.req.headers.accept, [turtleType, jsonType, jsonLdType])
  if (type === undefined) throw negotiationProblem(turtleType)
  const usage = await readUsage(pod, ask.id.storage)
  const body = Buffer.from(textOf(type, pod.baseUrl + ask.id.storage, usage))
  const headers = {
    ...methodHeaders(ask.id),
    'Content-Type': type,
    'Cache-Control': 'private, no-store',
    'Content-Length': String(body.length),
  }
  return { status: 200, headers, body }
}

function textOf(type: string, storage: string, usage: Usage): string {
  if (type === jsonType) return JSON.stringify(usage)
  const bytes = (property: string, count: number) =>
    quad(namedNode(storage), namedNode(property), literal(String(count), namedNode(xsd.integer)))
  const quads = [bytes(fh.bytesUsed, usage.used), bytes(fh.bytesLimit, usage.limit)]
  if (type === turtleType) return writeTurtle(quads, { fh: fh[''], xsd: xsd[''] })
  return writeRdf(jsonLdType, quads)
}
