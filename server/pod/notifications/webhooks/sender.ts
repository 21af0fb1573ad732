// Who sends the messages: an agent of this server with a WebID document, so that receivers can check.
import { Graph, literal, namedNode, quad, turtleType } from '../../../../shapes/graph.ts'
import { foaf } from '../../../../vocab/generated/foaf.ts'
import { rdf } from '../../../../vocab/generated/rdf.ts'
import { solid } from '../../../../vocab/generated/solid.ts'
import type { Request, Response } from 'express'
import { Problem } from '../../../http/problem.ts'
import { jsonLdType, writeRdf } from '../../../rdf/rdf.ts'
import type { RdfType } from '../../../rdf/rdf.ts'

export interface SenderGround {
  readonly baseUrl: string
  /** The OpenID provider that vouches for the sender, with a trailing slash. */
  readonly issuer: string
}

/** 'https://pods.example/.notifications/sender#it' */
export function senderWebId(baseUrl: string): string {
  return `${baseUrl}/.notifications/sender#it`
}

/** What the sender's WebID document says; undefined for any other WebID. */
export function senderGraph({ baseUrl, issuer }: SenderGround, webId: string): Graph | undefined {
  if (webId !== senderWebId(baseUrl)) return undefined
  const it = namedNode(webId)
  return new Graph([
    quad(it, namedNode(rdf.type), namedNode(foaf.Agent)),
    quad(it, namedNode(foaf.name), literal('Sender of notifications')),
    quad(it, namedNode(solid.oidcIssuer), namedNode(issuer)),
  ])
}

/** Answers for the document, in Turtle or JSON-LD. @throws Problem not-acceptable */
export function sendSender(world: SenderGround, req: Request, res: Response): void {
  const type = req.accepts([turtleType, jsonLdType])
  if (!type) throw new Problem('not-acceptable', `Offered: ${turtleType}, ${jsonLdType}`)
  const graph = senderGraph(world, senderWebId(world.baseUrl))!
  const text = writeRdf(type as RdfType, graph.getQuads(null, null, null, null))
  res.vary('Accept').set('Cache-Control', 'no-cache').type(type).send(text)
}
