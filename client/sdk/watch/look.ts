// Looking at a resource itself: what it is now, what was missed since the last time, who tells of it.
import { solid } from '../../../vocab/generated/solid.ts'
import { linked } from '../links.ts'
import { RequestError, refusal, request } from '../request.ts'
import { changeSeen, isSameState } from './change.ts'
import type { ChangeType, ResourceChange } from './change.ts'
import type { Watching } from './watching.ts'

/** What is known of the topic; it changes as messages and looks come in. */
export interface Known {
  /** Undefined before anything is known; 'unknown' when it changed into a state that was not told. */
  state: string | undefined
  isGone: boolean
  /** Whether the topic was ever seen. */
  isSeen: boolean
  /** Whether a way to hear of changes was ever found. */
  isWatched: boolean
}

/**
 * Looks at the topic and tells what was missed. The descriptions of who tells of changes, the one of
 * the storage first, since users may write the other; undefined when the topic is gone.
 * @throws RequestError when it may not be read, or was never there
 */
export async function lookAt({ fetch, topic, known, tell, now, signal }: Watching) {
  const saw = (type: ChangeType, state?: string) => tell(changeSeen(type, topic, state, now()))
  try {
    const response = await request(fetch, topic, { method: 'HEAD', signal })
    const state = stateOf(response)
    if (known.isGone) saw('Create', state)
    else if (hasChanged(known.state, state)) saw('Update', state)
    Object.assign(known, { state, isGone: false, isSeen: true })
    return [solid.storageDescription, 'describedby'].flatMap((each) =>
      linked(response, topic, each),
    )
  } catch (error) {
    const isGone = error instanceof RequestError && [404, 410].includes(error.status)
    if (!isGone || !known.isSeen) throw error
    if (!known.isGone) saw('Delete')
    Object.assign(known, { state: undefined, isGone: true })
    return undefined
  }
}

/** Takes what a message says into account. False when it tells nothing new. */
export function learn(known: Known, topic: string, change: ResourceChange): boolean {
  const { type, resource, state } = change
  if (resource !== topic && change.target !== topic) return true
  const isRepeat = type === 'Update' && known.state !== undefined && state !== undefined
  if (isRepeat && isSameState(known.state!, state)) return false
  const isGone = type === 'Delete' && resource === topic
  Object.assign(known, { state: isGone ? undefined : (state ?? 'unknown'), isGone })
  return true
}

/** The state where it is an ETag, by which servers know theirs; undefined otherwise. */
export function etagIn({ state }: Known): string | undefined {
  return state !== undefined && /^(W\/)?"/.test(state) ? state : undefined
}

/** @throws RequestError when the server says nothing by which a change could be seen */
export function requireState({ topic, known }: Watching): void {
  if (known.state !== undefined || known.isGone) return
  throw refusal(
    'unprocessable',
    `${topic} says neither ETag nor Last-Modified: changes cannot be seen`,
  )
}

function hasChanged(known: string | undefined, state: string | undefined): boolean {
  return known !== undefined && state !== undefined && !isSameState(known, state)
}

function stateOf({ headers }: Response): string | undefined {
  return headers.get('etag') ?? headers.get('last-modified') ?? undefined
}
