// Where a resource is, or would come to be: what is there already, and what is missing above it.
import { Problem } from '../../http/problem.ts'
import type { Condition, Store, Write } from '../../store/store.ts'
import { parentOf, twinOf } from './identifier.ts'
import { metaKey } from './keys.ts'
import { containerWrites, membershipWrites, readMeta } from './records.ts'
import type { Meta } from './records.ts'

export interface Place {
  /** The record that is there. */
  readonly meta: Meta | undefined
  /** A resource in the way: the same name with or without a slash, or a document further up. */
  readonly obstacle: string | undefined
  /** Containers that would have to be made, nearest to the root first. */
  readonly missing: readonly string[]
  /** The nearest container above that exists; undefined for the root of a storage. */
  readonly container: string | undefined
  /** As long as these hold, so does all this. */
  readonly conditions: readonly Condition[]
}

/** Reads what there is to know of a document's or container's place. */
export async function findPlace(store: Store, path: string): Promise<Place> {
  const found = await store.get(metaKey(path))
  if (found) {
    return {
      meta: readMeta(found.value),
      obstacle: undefined,
      missing: [],
      container: parentOf(path),
      conditions: [{ key: found.key, revision: found.revision }],
    }
  }
  return findFreePlace(store, path)
}

/** @throws Problem conflict when something is in the way */
export function requireFree({ obstacle }: Place): void {
  if (obstacle === undefined) return
  throw new Problem('conflict', 'A name can be a document or a container, not both')
}

/** The writes that make the missing containers, and let the containers know of what comes. */
export function creationWrites({ missing }: Place, path: string, now: number): Write[] {
  return [
    ...missing.flatMap((each) => containerWrites(each, now)),
    ...[...missing, path].flatMap((each) => membershipWrites(each, now)),
  ]
}

async function findFreePlace(store: Store, path: string): Promise<Place> {
  const missing: string[] = []
  const conditions: Condition[] = []
  let obstacle = await vacant(store, path, conditions)
  let container = parentOf(path)
  for (; container !== undefined; container = parentOf(container)) {
    const key = metaKey(container)
    const found = await store.get(key)
    if (found) {
      conditions.push({ key, revision: found.revision })
      break
    }
    missing.unshift(container)
    obstacle = (await vacant(store, container, conditions)) ?? obstacle
  }
  return { meta: undefined, obstacle, missing, container, conditions }
}

/** The twin of a path if it is there; both are to stay absent otherwise. */
async function vacant(
  store: Store,
  path: string,
  conditions: Condition[],
): Promise<string | undefined> {
  const twin = twinOf(path)
  conditions.push({ key: metaKey(path), absent: true }, { key: metaKey(twin), absent: true })
  return (await store.get(metaKey(twin))) ? twin : undefined
}
