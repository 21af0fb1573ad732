// Hearing of changes to a resource as they happen, at any provider, over whatever breaks in between.
// Source: https://solidproject.org/TR/notifications-protocol
import type { Fetch } from './request.ts'
import { createBuffer } from './watch/buffer.ts'
import type { ResourceChange } from './watch/change.ts'
import { follow } from './watch/follow.ts'
import { defaultOpenSocket } from './watch/socket.ts'
import type { OpenSocket } from './watch/socket.ts'
import { waiting } from './watch/wait.ts'
import type { Wait } from './watch/wait.ts'

export type { ChangeType, ResourceChange } from './watch/change.ts'
export type { OpenSocket, Socket } from './watch/socket.ts'

export interface WatchOptions {
  /** Ends the watch, without an error. */
  readonly signal?: AbortSignal
  /** What was known before: the ETag of a read, or the state of a change. What happened since is told first. */
  readonly state?: string
  /** How to open a WebSocket; by default the platform's own, which Node has from version 22; false: none. */
  readonly openSocket?: OpenSocket | false
  /** Where there are no notifications, or no WebSocket: seconds between two looks (30), or false to refuse. */
  readonly pollSeconds?: number | false
  /** Changes kept while nobody takes them (100); what is more becomes one hint for each resource. */
  readonly bufferSize?: number
  /** The time in ms. */
  readonly now?: () => number
  /** From 0 to 1. */
  readonly random?: () => number
  readonly wait?: Wait
}

/**
 * Changes of a resource, and of what is directly in it for a container, until the signal ends it. They
 * are hints: read the resource to know what it says. After a break in the connection, what was missed
 * is told as one update. A resource that is deleted is waited for.
 * @throws RequestError when the resource is not there to begin with, or when the permission to read it
 *   is refused or lost; TypeError when nobody answers to begin with
 */
export async function* watch(
  fetch: Fetch,
  topic: string,
  options: WatchOptions = {},
): AsyncGenerator<ResourceChange, void, undefined> {
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])])
  const url = topic.replace(/#.*/, '')
  const buffer = createBuffer(options.bufferSize ?? 100, url)
  signal.addEventListener('abort', () => buffer.end())
  const settings = settingsOf(options)
  void follow({ ...settings, fetch, topic: url, signal, tell: buffer.put }).then(
    () => buffer.end(),
    (error: unknown) => buffer.end(error),
  )
  try {
    let change = await buffer.next()
    while (change && !signal.aborted) {
      yield change
      change = await buffer.next()
    }
  } finally {
    stop.abort()
  }
}

function settingsOf(options: WatchOptions) {
  return {
    state: options.state,
    openSocket:
      options.openSocket === false ? undefined : (options.openSocket ?? defaultOpenSocket()),
    pollSeconds: options.pollSeconds ?? 30,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    wait: options.wait ?? waiting,
  }
}
