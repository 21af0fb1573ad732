// The one way by which a decision about a pod becomes durable.
import { OverLimit } from '../../store/store.ts'
import type { Condition, Write } from '../../store/store.ts'
import { changeWrites } from '../notifications/changes.ts'
import { accessWrites, ruleWrites } from './access-log.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import type { Permit } from './permit.ts'
import { counting, quotaProblem } from './usage.ts'

export interface Decision {
  readonly permitted: Permit
  readonly answer: Answer
  readonly writes: readonly Write[]
  /** Beside those of the permit. */
  readonly conditions: readonly Condition[]
  /** A blob that nothing refers to afterwards. */
  readonly droppedBlob?: string | undefined
}

/**
 * Commits a decision with the notes of it in the access log and in the log of changes, counts what
 * it stores, and gives its answer.
 * @throws Stale when anything that it was based on has changed, access rules included
 * @throws Problem quota-exceeded when the storage has no room for it
 */
export async function commitDecision(pod: Pod, ask: Ask, decision: Decision): Promise<Answer> {
  const { permitted, answer, writes, conditions, droppedBlob } = decision
  const used = accessWrites(pod, ask, permitted.grants, answer)
  const notes = [...used, ...(await ruleWrites(pod, ask, writes, answer))]
  const decided = [...lastOfEach(writes), ...notes]
  const { storage } = ask.id
  const counted = await counting(pod, storage, decided)
  const changes = changeWrites(storage, counted.records, pod.now())
  try {
    await pod.store.commit(
      [...decided, ...counted.writes, ...changes],
      [...permitted.conditions, ...conditions, ...counted.conditions],
    )
  } catch (error) {
    throw error instanceof OverLimit ? await quotaProblem(pod, ask, permitted) : error
  }
  if (changes.length > 0) pod.bus.tell('change', storage)
  if (droppedBlob !== undefined) await pod.blobs.delete(droppedBlob)
  return answer
}

/** The last write to each key: those who make writes do not know of each other. */
function lastOfEach(writes: readonly Write[]): Write[] {
  return [...new Map(writes.map((write) => [write.key.join('\0'), write])).values()]
}
