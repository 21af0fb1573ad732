// The mediator over HTTP: who is asking, what do they want, what comes out.
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { challenge } from '../authentication/authenticate.ts'
import { Problem } from '../http/problem.ts'
import { turtleType } from '../../shapes/graph.ts'
import { activateGrant } from './activation.ts'
import { grantRequest } from './agree.ts'
import { cors } from './cors.ts'
import * as grants from './grants.ts'
import * as intake from './intake.ts'
import { sightingsOf } from './leases.ts'
import { publicRoutes } from './public-routes.ts'
import { receiveRequest } from './receive.ts'
import * as requests from './requests.ts'
import { mediatorBase } from './world.ts'
import type { MediatorWorld } from './world.ts'

/** Longer ones do not fit into the keys of the store. */
const longestWebId = 1_500

/** To be mounted at the mediator's base. Errors are left to the handlers behind it. */
export function mediatorRoutes(world: MediatorWorld): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.use(cors, publicRoutes(world))

  only(router, '/requests', { get: getRequests, post: postRequest })
  only(router, '/requests/:id', { get: getRequest })
  only(router, '/requests/:id/refuse', { post: postRefusal })
  only(router, '/requests/:id/cancel', { post: byId(requests.cancelRequest) })
  only(router, '/requests/:id/grant', { post: postGrant })
  only(router, '/grants', { get: getGrants })
  only(router, '/grants/:id', { get: getGrant })
  only(router, '/grants/:id/activate', { post: byId(activateGrant) })
  only(router, '/grants/:id/withdraw', { post: byId(grants.withdrawGrant) })
  only(router, '/grants/:id/revoke', { post: byId(grants.revokeGrant) })
  only(router, '/log', { get: getLog })
  return router

  async function postRequest(req: Request, res: Response) {
    const sender = await webIdOf(req)
    const language = req.acceptsLanguages(['en', 'fr']) === 'fr' ? 'fr' : 'en'
    const received = await intake.readRequest(req, mediatorBase(world), language)
    const { summary, isNew } = await receiveRequest(world, sender, received)
    res
      .status(isNew ? 201 : 200)
      .location(summary.id)
      .json(summary)
  }

  async function getRequests(req: Request, res: Response) {
    res.json(await requests.listRequests(world, await webIdOf(req)))
  }

  async function getRequest(req: Request, res: Response) {
    const viewer = await webIdOf(req)
    if (wantsTurtle(req)) return turtle(res, await requests.readOriginal(world, viewer, id(req)))
    res.json(await requests.readRequest(world, viewer, id(req)))
  }

  async function postRefusal(req: Request, res: Response) {
    const viewer = await webIdOf(req)
    const reason = await intake.readReason(req)
    res.json(await requests.refuseRequest(world, viewer, id(req), reason))
  }

  async function postGrant(req: Request, res: Response) {
    const viewer = await webIdOf(req)
    const wish = await intake.readWish(req)
    const summary = await grantRequest(world, viewer, id(req), wish)
    res.status(201).location(summary.id).json(summary)
  }

  async function getGrants(req: Request, res: Response) {
    res.json(await grants.listGrants(world, await webIdOf(req)))
  }

  async function getGrant(req: Request, res: Response) {
    const viewer = await webIdOf(req)
    if (wantsTurtle(req)) return turtle(res, await grants.readAgreement(world, viewer, id(req)))
    res.json(await grants.readGrant(world, viewer, id(req)))
  }

  async function getLog(req: Request, res: Response) {
    res.json(await sightingsOf(world, await webIdOf(req)))
  }

  /** The route of a step that needs no body. */
  function byId(
    step: (world: MediatorWorld, viewer: string, id: string) => Promise<object>,
  ): RequestHandler {
    return async (req, res) => void res.json(await step(world, await webIdOf(req), id(req)))
  }

  /** @throws Problem credentials-required, invalid-token; forbidden for a WebID of endless length */
  async function webIdOf({ method, originalUrl, rawHeaders }: Request): Promise<string> {
    const { webId } = await world.authenticate({ method, url: originalUrl, rawHeaders })
    if (webId !== undefined && Buffer.byteLength(webId) > longestWebId) {
      throw new Problem('forbidden', `WebIDs have at most ${longestWebId} bytes here`)
    }
    if (webId !== undefined) return webId
    throw new Problem('credentials-required', 'The mediator answers to persons and firms only', {
      headers: { 'WWW-Authenticate': challenge(world.baseUrl) },
    })
  }
}

/** The methods of a path; any other is answered with 405 and those. */
function only(
  router: Router,
  path: string,
  handlers: { get?: RequestHandler; post?: RequestHandler },
): void {
  const { get, post } = handlers
  const methods = [...(get ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : []), 'OPTIONS']
  const route = router.route(path)
  route.all((_req, res, next) => {
    res.set('Cache-Control', 'no-store')
    next()
  })
  if (get) route.get(get)
  if (post) route.post(post)
  route.all(() => {
    const Allow = methods.join(', ')
    throw new Problem('method-not-allowed', `Possible here: ${Allow}`, { headers: { Allow } })
  })
}

function id(req: Request): string {
  return String(req.params['id'])
}

/** @throws Problem not-acceptable when neither JSON nor Turtle is wanted */
function wantsTurtle(req: Request): boolean {
  const type = req.accepts(['application/json', turtleType])
  if (!type) throw new Problem('not-acceptable', 'Offered: application/json, text/turtle')
  return type === turtleType
}

function turtle(res: Response, text: string): void {
  res.vary('Accept').type(turtleType).send(text)
}
