// Where an ACL or a description is, or would come to be: beside a resource that is there.
import { Problem } from '../../http/problem.ts'
import type { Condition, Store } from '../../store/store.ts'
import type { Identifier } from './identifier.ts'
import { metaKey } from './keys.ts'
import { readMeta } from './records.ts'
import type { Meta } from './records.ts'

export interface AuxiliaryPlace {
  /** The record that is there. */
  readonly meta: Meta | undefined
  /** As long as these hold, so does all this. */
  readonly conditions: readonly Condition[]
}

/** @throws Problem not-found when there is nothing that it could belong to */
export async function findAuxiliary(
  store: Store,
  { path, subject }: Identifier,
): Promise<AuxiliaryPlace> {
  const [own, owner] = await Promise.all([store.get(metaKey(path)), store.get(metaKey(subject))])
  if (!owner) throw new Problem('not-found', 'There is no resource that this could belong to')
  const key = metaKey(path)
  return {
    meta: own && readMeta(own.value),
    conditions: [
      { key: owner.key, revision: owner.revision },
      own ? { key, revision: own.revision } : { key, absent: true },
    ],
  }
}
