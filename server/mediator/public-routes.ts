// What anybody may read: the mediator's own WebID documents, and leases for who knows their address.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { Problem } from '../http/problem.ts'
import { jsonLdType, writeRdf } from '../rdf/rdf.ts'
import type { RdfType } from '../rdf/rdf.ts'
import { turtleType } from '../../shapes/graph.ts'
import { agentGraph } from './agents.ts'
import { serveLease } from './leases.ts'
import { mediatorBase } from './world.ts'
import type { MediatorWorld } from './world.ts'

export function publicRoutes(world: MediatorWorld): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.get('/', readAgent)
  router.get('/agents/:name', readAgent)
  router.get('/leases/:secret', readLease)
  return router

  function readAgent(req: Request, res: Response) {
    const path = req.path.slice(1)
    const graph = agentGraph(world, `${mediatorBase(world)}${path}#it`)
    if (!graph) throw new Problem('not-found', 'The mediator has no such agent')
    const type = req.accepts([turtleType, jsonLdType])
    if (!type) throw new Problem('not-acceptable', `Offered: ${turtleType}, ${jsonLdType}`)
    const text = writeRdf(type as RdfType, graph.getQuads(null, null, null, null))
    res.vary('Accept').set('Cache-Control', 'no-cache').type(type).send(text)
  }

  async function readLease(req: Request, res: Response) {
    res.set('Cache-Control', 'no-store')
    const group = await serveLease(world, String(req.params['secret']))
    if (group !== undefined) res.type(turtleType).send(group)
    // An empty body: there are servers that look for members in the body whatever the status.
    else res.status(404).end()
  }
}
