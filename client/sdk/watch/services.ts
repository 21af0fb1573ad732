// Which service of a provider tells of changes to a resource.
// Source: https://solidproject.org/TR/notifications-protocol#discovery
import { irisOf, parseTurtle, turtleType } from '../../../shapes/graph.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import { RequestError, request } from '../request.ts'
import type { Fetch } from '../request.ts'

/** Where to ask for a channel over a WebSocket. */
export interface SocketService {
  readonly url: string
  /** Names of what it can do, without their namespace: 'state', 'endAt'. */
  readonly features: readonly string[]
}

const jsonLdType = 'application/ld+json'
const maxDepth = 8

/**
 * The first service for a topic that one of these descriptions names; undefined when none does. One
 * at another origin must say itself that it is a service: descriptions can be written by anybody, and
 * what we send to it is sent with our authority.
 */
export async function socketService(
  fetch: Fetch,
  topic: string,
  descriptions: readonly string[],
): Promise<SocketService | undefined> {
  for (const url of descriptions) {
    for (const service of await servicesAt(fetch, url)) {
      if (isBeside(topic, service) || (await isService(fetch, service))) return service
    }
  }
  return undefined
}

function isBeside(topic: string, { url }: SocketService): boolean {
  return new URL(topic).origin === new URL(url).origin
}

async function isService(fetch: Fetch, { url }: SocketService): Promise<boolean> {
  return (await servicesAt(fetch, url)).some((each) => each.url === url)
}

/** A description that we may not read, or cannot, describes nothing for us. */
async function servicesAt(fetch: Fetch, url: string): Promise<SocketService[]> {
  try {
    const accept = `${jsonLdType}, ${turtleType};q=0.5`
    const response = await request(fetch, url, { headers: { accept } })
    const text = await response.text()
    const isTurtle = response.headers.get('content-type')?.startsWith(turtleType) ?? false
    return isTurtle ? servicesInTurtle(text, url) : servicesInJson(JSON.parse(text), url)
  } catch (error) {
    const isSyntax = error instanceof Error && error.name.startsWith('Syntax')
    if (error instanceof RequestError || isSyntax) return []
    throw error
  }
}

function servicesInTurtle(text: string, base: string): SocketService[] {
  const graph = parseTurtle(text, base)
  return graph.getSubjects(notify.channelType, null, null).flatMap(({ value }) =>
    serviceOf(base, {
      id: value,
      channelTypes: irisOf(graph, value, notify.channelType),
      features: irisOf(graph, value, notify.feature),
    }),
  )
}

/** JSON-LD without its algorithms: the compact frame of the specification, or expanded. */
function servicesInJson(json: unknown, base: string): SocketService[] {
  return nodesIn(json, maxDepth).flatMap((node) =>
    serviceOf(base, {
      id: idsIn(node['id'] ?? node['@id'])[0],
      channelTypes: valuesOf(node, 'channelType'),
      features: valuesOf(node, 'feature'),
    }),
  )
}

interface Described {
  readonly id: string | undefined
  readonly channelTypes: readonly string[]
  readonly features: readonly string[]
}

function serviceOf(base: string, { id, channelTypes, features }: Described): SocketService[] {
  const isSocket = channelTypes.some((each) => lastPart(each) === 'WebSocketChannel2023')
  if (!isSocket || id === undefined || !URL.canParse(id, base)) return []
  return [{ url: new URL(id, base).href, features: features.map(lastPart) }]
}

type Node = Readonly<Record<string, unknown>>

function nodesIn(value: unknown, depth: number): Node[] {
  if (typeof value !== 'object' || value === null || depth === 0) return []
  const inner = Object.values(value).flatMap((each) => nodesIn(each, depth - 1))
  return Array.isArray(value) ? inner : [{ ...value }, ...inner]
}

function valuesOf(node: Node, name: 'channelType' | 'feature'): string[] {
  return idsIn(node[name] ?? node[`notify:${name}`] ?? node[notify[name]])
}

function idsIn(value: unknown): string[] {
  return [value].flat().flatMap((each: unknown) => {
    if (typeof each === 'string') return [each]
    const node: Node = typeof each === 'object' && each !== null ? { ...each } : {}
    const id = node['id'] ?? node['@id']
    return typeof id === 'string' ? [id] : []
  })
}

/** 'http://www.w3.org/ns/solid/notifications#state' and 'notify:state' → 'state' */
function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('#'), name.lastIndexOf(':')) + 1)
}
