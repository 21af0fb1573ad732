// A channel as its creator is told of it. Pure.
// Source: Solid Notifications Protocol 0.3, Notification Channel Data Model
import { literal, namedNode, quad, turtleType, writeTurtle } from '../../../shapes/graph.ts'
import type { NamedNode, Literal } from '../../../shapes/graph.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import type { Channel, MessageType } from './channels.ts'

/** What is told of a channel beside what all have; IRIs. */
export interface Ends {
  readonly receiveFrom?: string
  readonly sendTo?: string
  readonly sender?: string
}

/** 'https://pods.example/.notifications/channels/x' */
export function channelUrl(baseUrl: string, { id }: Pick<Channel, 'id'>): string {
  return `${baseUrl}/.notifications/channels/${id}`
}

/** A channel in JSON-LD as plain JSON can be read, with the context that was subscribed with; or Turtle. */
export function channelText(
  baseUrl: string,
  channel: Channel,
  ends: Ends,
  type: MessageType,
): string {
  if (type === turtleType) return turtleOf(baseUrl, channel, ends)
  const topics = channel.topics.map((path) => baseUrl + path)
  return JSON.stringify({
    '@context': [channel.context],
    id: channelUrl(baseUrl, channel),
    type: channel.type,
    topic: topics.length === 1 ? topics[0] : topics,
    ...ends,
    ...featuresOf(channel),
  })
}

function featuresOf({ startAt, endAt, rate, accept, state }: Channel) {
  return {
    ...(startAt !== undefined && { startAt: new Date(startAt).toISOString() }),
    endAt: new Date(endAt).toISOString(),
    ...(rate !== undefined && { rate: `PT${rate / 1000}S` }),
    ...(state !== undefined && { state }),
    accept,
  }
}

const datatypes = new Map<string, string>([
  ['startAt', xsd.dateTime],
  ['endAt', xsd.dateTime],
  ['rate', xsd.duration],
])

function turtleOf(baseUrl: string, channel: Channel, ends: Ends): string {
  const about = namedNode(channelUrl(baseUrl, channel))
  const triple = (property: string, object: NamedNode | Literal) =>
    quad(about, namedNode(property), object)
  const features = Object.entries(featuresOf(channel)).map(([name, value]) =>
    triple(notify[''] + name, literal(value, namedNode(datatypes.get(name) ?? xsd.string))),
  )
  const links = Object.entries(ends).map(([name, iri]) =>
    triple(notify[''] + name, namedNode(String(iri))),
  )
  const topics = channel.topics.map((path) => triple(notify.topic, namedNode(baseUrl + path)))
  const type = triple(rdf.type, namedNode(notify[channel.type]))
  return writeTurtle([type, ...topics, ...links, ...features], { notify: notify[''], xsd: xsd[''] })
}
