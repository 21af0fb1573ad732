// A container as preconditions see it.
import type { Current } from '../../http/preconditions.ts'
import type { Condition } from '../../store/store.ts'
import type { Ask, Pod } from './ask.ts'
import { listingKey } from './keys.ts'
import { containerState, listingDigest } from './listing.ts'
import type { ContainerState } from './listing.ts'
import { chooseListing } from './representation.ts'
import { visibilityFor } from './visibility.ts'

export interface ContainerCurrent extends Current {
  readonly state: ContainerState
  /** Hold as long as the ETags do; [] when the ask names none. */
  readonly conditions: readonly Condition[]
}

/** The ETags that this asker may know the container by; undefined when it is not there. */
export async function containerCurrent(pod: Pod, ask: Ask): Promise<ContainerCurrent | undefined> {
  const state = await containerState(pod.store, ask.id.path)
  if (!state) return undefined
  const { modified } = state
  if (ask.req.headers['if-match'] === undefined) {
    return { etags: [], modified, state, conditions: [] }
  }
  const visibility = await visibilityFor(pod, ask)
  const etags = [visibility.digest, 'minimal'].flatMap(
    (seen) => chooseListing(undefined, listingDigest(state, seen))?.etags ?? [],
  )
  const conditions = [{ key: listingKey(ask.id.path), revision: state.listingRevision }]
  return { etags, modified, state, conditions }
}
