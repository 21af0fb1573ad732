// The subscription services of this server as descriptions: where they are, what they offer. Pure.
// Source: Solid Notifications Protocol 0.3, Description Resource and Subscription Service Data Models
import { namedNode, quad, turtleType, writeTurtle } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { context } from '../../../vocab/generated/context.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import type { ChannelType, MessageType } from './channels.ts'

export interface Service {
  readonly type: ChannelType
  /** '/.notifications/websocket' */
  readonly path: string
}

/** What every service can do beside telling of each change. */
export const features = ['startAt', 'endAt', 'state', 'rate', 'accept'] as const

export const webSocketService: Service = {
  type: 'WebSocketChannel2023',
  path: '/.notifications/websocket',
}

export const webhookService: Service = {
  type: 'WebhookChannel2023',
  path: '/.notifications/webhook',
}

/** All that storages have, told in their descriptions. */
export const services: readonly Service[] = [webSocketService, webhookService]

/** The context of those who name none. */
export const usualContext: string = context['notifications-context/v1']

/** Contexts that mean the same; clients are answered with the one that they use. */
export const knownContexts: readonly string[] = [usualContext, context['notification/v1']]

/** A service as JSON that clients read without a JSON-LD processor. */
export function serviceFrame(baseUrl: string, { path, type }: Service): object {
  return { id: baseUrl + path, channelType: type, feature: features }
}

/** The same as triples. */
export function serviceQuads(baseUrl: string, { path, type }: Service): Quad[] {
  const iri = namedNode(baseUrl + path)
  return [
    quad(iri, namedNode(notify.channelType), namedNode(notify[type])),
    ...features.map((each) => quad(iri, namedNode(notify.feature), namedNode(notify[each]))),
  ]
}

/** The description of one service. */
export function serviceText(baseUrl: string, service: Service, type: MessageType): string {
  if (type === turtleType) {
    return writeTurtle(serviceQuads(baseUrl, service), { notify: notify[''] })
  }
  return JSON.stringify({ '@context': [usualContext], ...serviceFrame(baseUrl, service) })
}
