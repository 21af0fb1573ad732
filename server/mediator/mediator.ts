// The mediator: works for the person, between her and the firms that ask for her data.
import { Router } from 'express'
import type { ErrorRequestHandler } from 'express'
import type { Graph } from '../../shapes/graph.ts'
import { problems } from '../http/express-problems.ts'
import { Problem } from '../http/problem.ts'
import { Stale } from '../store/store.ts'
import { agentGraph } from './agents.ts'
import { resolveLease } from './leases.ts'
import type { LocalLease } from './leases.ts'
import { mediatorRoutes } from './routes.ts'
import type { MediatorWorld } from './world.ts'

export type { LocalLease, MediatorWorld }

export interface Mediator {
  /** To be mounted at '/.mediator'. */
  readonly router: Router
  /** For pods of the same process: undefined for IRIs that are not leases of this mediator. */
  resolveLease(groupIri: string, now: number): Promise<LocalLease | undefined>
  /** The graph of one of the mediator's own WebID documents, undefined for any other WebID. */
  webIdDocument(webId: string): Promise<Graph | undefined>
  close(): Promise<void>
}

/** Others were faster again and again: no fault of the client, nor of ours. */
const crowded: ErrorRequestHandler = (error, _req, _res, next) => {
  if (!(error instanceof Stale)) return next(error)
  const headers = { 'Retry-After': '1' }
  next(new Problem('busy', 'Others are deciding about this; try again', { headers, cause: error }))
}

export function openMediator(world: MediatorWorld): Mediator {
  return {
    router: Router().use(mediatorRoutes(world), crowded, problems(world.log)),
    resolveLease: (groupIri, now) => resolveLease(world, groupIri, now),
    webIdDocument: async (webId) => agentGraph(world, webId),
    // Everything is in the store, which belongs to who opened it.
    close: async () => undefined,
  }
}
