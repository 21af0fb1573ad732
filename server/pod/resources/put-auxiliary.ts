// PUT of an ACL or a description, for a resource that is there.
import type { Quad } from '../../../shapes/graph.ts'
import { Problem } from '../../http/problem.ts'
import { retryWhenStale } from '../../store/store.ts'
import type { Write } from '../../store/store.ts'
import { putNeeds } from '../access/modes.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { findAuxiliary } from './auxiliary-place.ts'
import type { AuxiliaryPlace } from './auxiliary-place.ts'
import { commitDecision } from './commit.ts'
import { discard, receive } from './content.ts'
import { isContainer } from './identifier.ts'
import { allQuads, containerState } from './listing.ts'
import { permit } from './permit.ts'
import type { Permit } from './permit.ts'
import { clientQuads, protectControl, protectDescribedIdentity } from './protected.ts'
import { aclWrites, auxiliaryWrites, metaOf } from './records.ts'
import type { Content } from './records.ts'
import { requirePreconditions } from './refusals.ts'
import { etagsOf } from './representation.ts'
import { writeAnswer } from './write-answer.ts'

/** 201 when it is new, 204 when it was replaced. */
export async function putAuxiliary(pod: Pod, ask: Ask): Promise<Answer> {
  const { permitted } = await examine(pod, ask)
  const received = await receive(pod, ask, permitted)
  const { content, quads } = received
  if (!quads) {
    await discard(pod, received)
    throw new Problem('unsupported-media-type', 'ACLs and descriptions are Turtle or JSON-LD')
  }
  await protectAuxiliary(pod, ask, quads)
  return retryWhenStale(async () => {
    const { place, permitted } = await examine(pod, ask)
    const now = pod.now()
    return commitDecision(pod, ask, {
      permitted,
      answer: writeAnswer(ask, place.meta === undefined, metaOf(content, now)),
      writes: auxiliaryChange(ask, content, now),
      conditions: place.conditions,
    })
  })
}

/** @throws Problem conflict when an ACL or description says what it must not */
export async function protectAuxiliary(pod: Pod, ask: Ask, quads: readonly Quad[]): Promise<void> {
  const { kind, subject } = ask.id
  if (kind === 'acl') return protectControl(ask, quads)
  protectDescribedIdentity(ask, quads)
  if (!isContainer(subject)) return
  const state = await containerState(pod.store, subject)
  const current = state ? await allQuads(pod.store, pod.baseUrl, subject, state) : []
  clientQuads(pod.baseUrl + subject, current, quads)
}

/** The writes that store an ACL or description. */
export function auxiliaryChange({ id }: Ask, content: Content, now: number): Write[] {
  if (id.kind === 'acl') return aclWrites(id.subject, content, now)
  return auxiliaryWrites(id.path, content, now)
}

interface Examined {
  readonly place: AuxiliaryPlace
  readonly permitted: Permit
}

async function examine(pod: Pod, ask: Ask): Promise<Examined> {
  const permitted = await permit(pod, ask, putNeeds(true))
  const place = await findAuxiliary(pod.store, ask.id)
  const { meta } = place
  requirePreconditions(ask, meta && { etags: etagsOf(meta), modified: meta.modified })
  return { place, permitted }
}
