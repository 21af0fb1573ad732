// Messages: what a change means to a channel, and how it is written. Pure.
// Source: Solid Notifications Protocol 0.3, Notification Data Model; Activity Streams 2.0
import { createHash } from 'node:crypto'
import { literal, namedNode, quad, turtleType, writeTurtle } from '../../../shapes/graph.ts'
import { as } from '../../../vocab/generated/as.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import type { Activity, ActivityType, Change } from './changes.ts'
import type { Channel } from './channels.ts'

export interface Message {
  /** 'urn:uuid:…', the same whenever the same is told again. */
  readonly id: string
  readonly type: ActivityType
  /** IRIs. */
  readonly object: string
  readonly target: string | undefined
  /** The ETag that the subscriber would get now; undefined for what is gone. */
  readonly state: string | undefined
  /** Epoch milliseconds. */
  readonly published: number
}

/** What of a change a channel is to be told, in order; nothing from before its start. */
export function activitiesFor(
  { topics, startAt = 0 }: Pick<Channel, 'topics' | 'startAt'>,
  { at, activities }: Change,
): Activity[] {
  return at < startAt ? [] : activities.filter((each) => topics.includes(topicOf(each)))
}

/** The topic that an activity is told under: for members that come and go their container. */
export function topicOf({ object, target }: Activity): string {
  return target ?? object
}

/** An IRI that follows from its parts: ('a', 'b') → 'urn:uuid:…'. */
export function messageId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex')
  // Version 8 says: made in a way of our own. Source: RFC 9562 §5.8
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ]
  return `urn:uuid:${groups.join('-')}-${hex.slice(20, 32)}`
}

/** A message in the media type, and with the context, that a channel asked for. */
export function messageText(
  message: Message,
  { accept, context }: Pick<Channel, 'accept' | 'context'>,
): string {
  return accept === turtleType ? turtleOf(message) : jsonOf(message, context)
}

function jsonOf(message: Message, context: string): string {
  const published = new Date(message.published).toISOString()
  const contexts = [as[''].replace('#', ''), context]
  const { id, type, object, target, state } = message
  return JSON.stringify({ '@context': contexts, id, type, object, target, state, published })
}

function turtleOf({ id, type, object, target, state, published }: Message): string {
  const about = namedNode(id)
  const time = literal(new Date(published).toISOString(), namedNode(xsd.dateTime))
  const quads = [
    quad(about, namedNode(rdf.type), namedNode(as[type])),
    quad(about, namedNode(as.object), namedNode(object)),
    ...(target === undefined ? [] : [quad(about, namedNode(as.target), namedNode(target))]),
    ...(state === undefined ? [] : [quad(about, namedNode(notify.state), literal(state))]),
    quad(about, namedNode(as.published), time),
  ]
  return writeTurtle(quads, { as: as[''], notify: notify[''], xsd: xsd[''] })
}
