// A change of a resource, and the messages in which servers tell of one. Pure.
// Source: https://solidproject.org/TR/notifications-protocol#notification-message
const types = ['Create', 'Update', 'Delete', 'Add', 'Remove'] as const

export type ChangeType = (typeof types)[number]

/** A hint that something has changed; only reading it says what it is now. */
export interface ResourceChange {
  readonly type: ChangeType
  /** What was changed, or what was added to the target or removed from it. */
  readonly resource: string
  /** The container that it was added to or removed from. */
  readonly target?: string
  /** Like an ETag of what is watched after the change, where the server says it. */
  readonly state?: string
  /** When the change was told: '2026-03-01T12:00:00Z'. */
  readonly published: string
}

const maxLength = 100_000

/**
 * The change that a message tells of; undefined when it is about something else than the topic and
 * what is directly in it, or is no such message.
 */
export function changeIn(message: unknown, topic: string, now: number): ResourceChange | undefined {
  const members = membersOf(message)
  const type = types.find((each) => namesIn(members['type'] ?? members['@type']).includes(each))
  const [resource] = idsIn(members['object'])
  const [target] = idsIn(members['target'])
  if (type === undefined || resource === undefined) return undefined
  if (!isWithin(topic, resource) || (target !== undefined && target !== topic)) return undefined
  const { state, published } = members
  return {
    type,
    resource,
    ...(target === undefined ? {} : { target }),
    ...(typeof state === 'string' ? { state } : {}),
    published: typeof published === 'string' ? published : new Date(now).toISOString(),
  }
}

/** A hint that comes from looking, not from a message. */
export function changeSeen(
  type: ChangeType,
  resource: string,
  state: string | undefined,
  now: number,
): ResourceChange {
  const published = new Date(now).toISOString()
  return state === undefined ? { type, resource, published } : { type, resource, state, published }
}

/**
 * Whether two states are of one version. Some servers put the media type of a representation into the
 * ETag, and tell of changes under another type than they answer in: '"17-text/turtle"'.
 */
export function isSameState(one: string, other: string): boolean {
  return versionIn(one) === versionIn(other)
}

function versionIn(state: string): string {
  return state
    .replace(/^W\//, '')
    .replaceAll('"', '')
    .replace(/-[a-z]+\/[\w.+-]+$/, '')
}

function membersOf(message: unknown): Record<string, unknown> {
  if (typeof message !== 'string' || message.length > maxLength) return {}
  try {
    const value: unknown = JSON.parse(message)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // Some servers say in plain words that a channel has ended; the closed socket says it too.
    return {}
  }
}

function namesIn(value: unknown): string[] {
  const strings = [value].flat().filter((each) => typeof each === 'string')
  return strings.map((each) =>
    each.slice(Math.max(each.lastIndexOf('#'), each.lastIndexOf(':')) + 1),
  )
}

function idsIn(value: unknown): string[] {
  return [value].flat().flatMap((each: unknown) => {
    if (typeof each === 'string') return [each]
    const node = typeof each === 'object' && each !== null ? { ...each } : {}
    const id: unknown = 'id' in node ? node.id : '@id' in node ? node['@id'] : undefined
    return typeof id === 'string' ? [id] : []
  })
}

function isWithin(topic: string, resource: string): boolean {
  if (resource === topic) return true
  const rest = resource.startsWith(topic) && topic.endsWith('/') && resource.slice(topic.length)
  return rest !== false && /^[^/]+\/?$/.test(rest)
}
