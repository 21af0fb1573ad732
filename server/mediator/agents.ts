// The mediator's own WebIDs: whom people name in their profiles, and the two that try out leases.
import { Graph, literal, namedNode, quad } from '../../shapes/graph.ts'
import { foaf } from '../../vocab/generated/foaf.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { mediatorWebId, probeWebId } from './world.ts'
import type { MediatorWorld } from './world.ts'

type Ground = Pick<MediatorWorld, 'baseUrl' | 'issuer'>

/** The graph of one of the mediator's WebID documents, undefined for any other WebID. */
export function agentGraph(ground: Ground, webId: string): Graph | undefined {
  const name = names(ground).get(webId)
  if (name === undefined) return undefined
  const it = namedNode(webId)
  return new Graph([
    quad(it, namedNode(rdf.type), namedNode(foaf.Agent)),
    quad(it, namedNode(foaf.name), literal(name)),
    quad(it, namedNode(solid.oidcIssuer), namedNode(ground.issuer)),
  ])
}

function names(ground: Ground): ReadonlyMap<string, string> {
  return new Map([
    [mediatorWebId(ground), 'Freehold mediator'],
    [probeWebId(ground, 'canary'), 'Freehold mediator, trying out a lease'],
    [probeWebId(ground, 'stranger'), 'Freehold mediator, not listed in any lease'],
  ])
}
