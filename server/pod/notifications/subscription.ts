// What a client subscribes to, read from its request. Pure.
// Source: Solid Notifications Protocol 0.3, Notification Channel Data Model and Features
import { objectOf } from '../../../shapes/graph.ts'
import type { Graph, Term } from '../../../shapes/graph.ts'
import { readDuration } from '../../../shapes/duration.ts'
import { notification } from '../../../vocab/generated/notification.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { Problem } from '../../http/problem.ts'
import type { ChannelType, MessageType } from './channels.ts'

export interface Subscription {
  /** IRIs, each once. */
  readonly topics: readonly string[]
  /** Times in epoch milliseconds. */
  readonly startAt: number | undefined
  readonly endAt: number
  /** The least milliseconds between two messages. */
  readonly rate: number | undefined
  readonly accept: MessageType
  readonly state: string | undefined
  /** An IRI, as it was sent. */
  readonly sendTo: string | undefined
}

const dayMs = 24 * 3_600_000
/** However long a client wants to hear, its channel ends then at the latest. */
export const longestMs = 14 * dayMs
/** Changes that wait for longer than they are kept would be lost. */
const slowestMs = dayMs
const mostTopics = 20
const longestState = 1_000

/**
 * The subscription that a graph contains; features that are not known are left aside.
 * @throws Problem unprocessable naming what is missing or wrong
 */
export function readSubscription(graph: Graph, type: ChannelType, now: number): Subscription {
  const subject = subjectIn(graph)
  const types = graph.getObjects(subject, rdf.type, null).map(({ value }) => value)
  if (!types.some((each) => each === notify[type] || each === notification[type])) {
    throw wrong(`The type of the channel must be ${type}`)
  }
  const one = (property: string) => onlyObject(graph, subject, property)?.value
  const startAt = timeIn(one(notify.startAt), 'startAt')
  const wished = timeIn(one(notify.endAt), 'endAt') ?? Infinity
  if (wished <= Math.max(now, startAt ?? 0)) throw wrong('endAt must be later, and after startAt')
  const endAt = Math.min(wished, now + longestMs)
  if (startAt !== undefined && startAt >= endAt) throw wrong('A channel starts within 14 days')
  return {
    topics: topicsIn(graph, subject),
    startAt,
    endAt,
    rate: rateIn(one(notify.rate)),
    accept: acceptIn(one(notify.accept)),
    state: stateIn(one(notify.state)),
    sendTo: one(notify.sendTo),
  }
}

/** The one thing that has a topic. */
function subjectIn(graph: Graph): Term {
  const [subject, ...others] = graph.getSubjects(notify.topic, null, null)
  if (!subject) throw wrong('Name a topic: the URL of a resource; and a context that defines it')
  if (others.length > 0) throw wrong('Subscribe to one channel at a time; it can have more topics')
  return subject
}

function topicsIn(graph: Graph, subject: Term): string[] {
  const topics = graph.getObjects(subject, notify.topic, null)
  if (topics.length > mostTopics) throw wrong(`A channel has at most ${mostTopics} topics`)
  if (topics.some(({ termType }) => termType !== 'NamedNode')) throw wrong('A topic is a URL')
  return topics.map(({ value }) => value)
}

function onlyObject(graph: Graph, subject: Term, property: string): Term | undefined {
  if (graph.countQuads(subject, property, null, null) > 1) {
    throw wrong(`Say ${property.replace(notify[''], '')} once`)
  }
  return objectOf(graph, subject.id, property)
}

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/

/** Without a time zone it is meant in UTC. */
function timeIn(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  const [, , zone] = dateTime.exec(text) ?? ['', '', 'none']
  const time = Date.parse(zone === undefined ? `${text}Z` : text)
  if (zone === 'none' || Number.isNaN(time)) throw wrong(`${name} must be an xsd:dateTime`)
  return time
}

function rateIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const { months = 0, seconds = 0 } = readDuration(text) ?? {}
  const rate = months * 30 * dayMs + Math.round(seconds * 1000)
  if (rate > 0 && rate <= slowestMs) return rate
  throw wrong('rate must be an xsd:duration of more than nothing and at most a day')
}

function acceptIn(text: string | undefined): MessageType {
  if (text === undefined || text === 'application/ld+json') return 'application/ld+json'
  if (text === 'text/turtle') return text
  throw wrong('accept must be application/ld+json or text/turtle')
}

function stateIn(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= longestState) return text
  throw wrong('state is longer than any ETag here')
}

function wrong(detail: string): Problem {
  return new Problem('unprocessable', detail)
}
