// DELETE: a document, an empty container, an ACL or a description.
import { Problem } from '../../http/problem.ts'
import { retryWhenStale } from '../../store/store.ts'
import type { Condition } from '../../store/store.ts'
import { deleteNeeds } from '../access/modes.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { findAuxiliary } from './auxiliary-place.ts'
import { commitDecision } from './commit.ts'
import { containerCurrent } from './container-current.ts'
import { isContainer, parentOf } from './identifier.ts'
import { membersKey } from './keys.ts'
import { permit, requireModes } from './permit.ts'
import { findPlace } from './place.ts'
import { protectIdentityDocument } from './protected.ts'
import { auxiliaryRemovalWrites, removalWrites } from './records.ts'
import { requirePreconditions } from './refusals.ts'
import { etagsOf } from './representation.ts'
import { changedAnswer } from './write-answer.ts'

/** 204 when it is gone, with its ACL, its description and its place in the container. */
export function removeResource(pod: Pod, ask: Ask): Promise<Answer> {
  return retryWhenStale(() => remove(pod, ask))
}

/** 204 when it is gone; without an ACL of its own a resource inherits again. */
export function removeAuxiliary(pod: Pod, ask: Ask): Promise<Answer> {
  return retryWhenStale(async () => {
    const permitted = await permit(pod, ask, { target: ['write'], container: [] })
    const place = await findAuxiliary(pod.store, ask.id)
    if (!place.meta) throw new Problem('not-found', 'There is nothing to delete')
    const { modified } = place.meta
    requirePreconditions(ask, { etags: etagsOf(place.meta), modified })
    return commitDecision(pod, ask, {
      permitted,
      answer: changedAnswer(ask, undefined),
      writes: auxiliaryRemovalWrites(ask.id.path, ask.id.subject),
      conditions: place.conditions,
    })
  })
}

async function remove(pod: Pod, ask: Ask): Promise<Answer> {
  const { path, kind } = ask.id
  const place = await findPlace(pod.store, path)
  const permitted = await permit(pod, ask, deleteNeeds(kind), parentOf(path))
  if (!place.meta) {
    // Only who may read may know that there is nothing.
    requireModes(ask, permitted, ['read'])
    throw new Problem('not-found', 'There is nothing to delete')
  }
  protectIdentityDocument(ask)
  const { meta } = place
  const current = await containerCurrentOr(pod, ask, {
    etags: etagsOf(meta),
    modified: meta.modified,
  })
  requirePreconditions(ask, current)
  return commitDecision(pod, ask, {
    permitted,
    answer: changedAnswer(ask, undefined),
    writes: removalWrites(path, meta, pod.now()),
    conditions: [...place.conditions, ...(await emptyConditions(pod, path))],
    droppedBlob: meta.blob,
  })
}

async function containerCurrentOr<T>(pod: Pod, ask: Ask, document: T) {
  return isContainer(ask.id.path) ? containerCurrent(pod, ask) : document
}

/** @throws Problem conflict when there are members now; later ones make the commit stale */
async function emptyConditions(pod: Pod, path: string): Promise<Condition[]> {
  if (!isContainer(path)) return []
  const members = membersKey(path)
  const [first] = await pod.store.list(members, { limit: 1 })
  if (first) throw new Problem('conflict', 'The container has members; delete them first')
  return [{ emptyBelow: members }]
}
