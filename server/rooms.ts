// Which room a path belongs to. Pure.

export type Room = 'pod' | 'notifications' | 'identity' | 'mediator' | 'app' | 'operations'

const systemSegments = new Set(['', 'vocab', 'assets'])

const rooms = new Map<string, Room>([
  ['.oidc', 'identity'],
  ['.account', 'identity'],
  ['.well-known', 'identity'],
  ['.notifications', 'notifications'],
  ['.mediator', 'mediator'],
  ['.health', 'operations'],
  ['.metrics', 'operations'],
])

/** The room that answers for a request target: '/alice/x?y' → 'pod'. */
export function roomOf(target: string): Room {
  if (isPodPath(target)) return 'pod'
  return rooms.get(firstSegment(target)) ?? 'app'
}

/** Whether a request is for a pod: system paths begin with a dot or have a reserved name. */
export function isPodPath(target: string): boolean {
  const first = firstSegment(target)
  return !systemSegments.has(first) && !first.startsWith('.')
}

function firstSegment(target: string): string {
  return target.split(/[/?#]/, 2)[1] ?? ''
}
