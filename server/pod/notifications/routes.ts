// Notifications over HTTP: the subscription services, and channels for those who created them.
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { turtleType } from '../../../shapes/graph.ts'
import { negotiate } from '../../http/accept.ts'
import { allowOrigin, isPreflight, sendPreflight } from '../../http/cors.ts'
import { Problem } from '../../http/problem.ts'
import { jsonLdType } from '../../rdf/rdf.ts'
import { readChannel, removeChannel } from './channels.ts'
import type { Channel, MessageType } from './channels.ts'
import { channelText } from './description.ts'
import { serviceText } from './services.ts'
import { subscribe } from './subscribe.ts'
import type { Kind, SubscribeWorld } from './subscribe.ts'

export const notificationsBase = '/.notifications'

const types = [jsonLdType, turtleType] as const

/** To be mounted at `notificationsBase`. Errors are left to the handlers behind it. */
export function notificationRoutes(world: SubscribeWorld, kinds: readonly Kind[]): Router {
  const { baseUrl } = world.pod
  const router = Router({ caseSensitive: true, strict: true })
  router.use(open)
  for (const kind of kinds) {
    const path = kind.service.path.slice(notificationsBase.length)
    methods(router, path, { get: describe(kind), post: post(kind) })
  }
  methods(router, '/channels/:id', { get: getChannel, delete: deleteChannel })
  return router

  function describe({ service }: Kind): RequestHandler {
    return (req, res) => {
      const type = typeFor(req)
      send(res.set('Cache-Control', 'no-cache'), type, serviceText(baseUrl, service, type))
    }
  }

  function post(kind: Kind): RequestHandler {
    return async (req, res) => {
      const type = typeFor(req)
      const { channel, ends } = await subscribe(world, kind, req)
      send(res, type, channelText(baseUrl, channel, { ...kind.endsOf(channel), ...ends }, type))
    }
  }

  async function getChannel(req: Request, res: Response) {
    const channel = await ownChannel(req)
    const type = typeFor(req)
    const kind = kinds.find(({ service }) => service.type === channel.type)
    send(res, type, channelText(baseUrl, channel, kind?.endsOf(channel) ?? {}, type))
  }

  async function deleteChannel(req: Request, res: Response) {
    const { id } = await ownChannel(req)
    await removeChannel(world, id)
    res.status(204).end()
  }

  /** Only its creator learns that a channel exists; the id is a secret where nobody was signed in. */
  async function ownChannel(req: Request): Promise<Channel> {
    const { webId } = await world.pod.authenticate(req)
    const found = await readChannel(world, String(req.params['id']))
    if (found && found.agent.webId === webId) return found
    throw new Problem('not-found', 'You have no such channel: it may have ended')
  }
}

/** Web apps from anywhere may ask; what is in answers is nobody else's, and no cookie counts here. */
const open: RequestHandler = (req, res, next) => {
  allowOrigin(req, res)
  res.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' })
  if (isPreflight(req)) sendPreflight(res)
  else next()
}

interface Handlers {
  readonly get?: RequestHandler
  readonly post?: RequestHandler
  readonly delete?: RequestHandler
}

/** The methods of a path; OPTIONS tells them, any other is answered with 405 and those. */
function methods(router: Router, path: string, handlers: Handlers): void {
  const { get, post, delete: remove } = handlers
  const names = [get && 'GET, HEAD', post && 'POST', remove && 'DELETE', 'OPTIONS']
  const Allow = names.filter((each) => each !== undefined).join(', ')
  const headers = { Allow, ...(post && { 'Accept-Post': types.join(', ') }) }
  const route = router.route(path)
  if (get) route.get(get)
  if (post) route.post(post)
  if (remove) route.delete(remove)
  route.options((_req, res) => void res.set(headers).status(204).end())
  route.all(() => {
    throw new Problem('method-not-allowed', `Possible here: ${Allow}`, { headers: { Allow } })
  })
}

/** @throws Problem not-acceptable */
function typeFor(req: Request): MessageType {
  const type = types.find((each) => each === negotiate(req.get('Accept'), types))
  if (type !== undefined) return type
  throw new Problem('not-acceptable', `Offered: ${types.join(', ')}`)
}

/** Express would add a charset, which some compare with. */
function send(res: Response, type: MessageType, text: string): void {
  res.vary('Accept').setHeader('Content-Type', type)
  res.end(text)
}
