// What an account holder changes in her own WebID document, on the account page: the part that no app
// may touch. One commit, like every other write: counted, logged as a change, under conditions.
import type { Quad } from '../../../shapes/graph.ts'
import { Problem } from '../../http/problem.ts'
import { canonicalPath } from '../../http/target.ts'
import { OverLimit, retryWhenStale } from '../../store/store.ts'
import type { Condition } from '../../store/store.ts'
import { changeWrites } from '../notifications/changes.ts'
import type { Pod } from './ask.ts'
import { identify } from './identifier.ts'
import { storageKey } from './keys.ts'
import { findPlace } from './place.ts'
import { profileFaults } from './profile-faults.ts'
import { contentLike, storedQuads } from './rdf-content.ts'
import type { Stored } from './rdf-content.ts'
import { documentWrites, dropWrites, readStorage } from './records.ts'
import { counting } from './usage.ts'

export type OwnerWorld = Pick<Pod, 'store' | 'bus' | 'baseUrl' | 'now' | 'quotaBytes'>

/** The quads of the WebID document of an account here. @throws Problem not-found */
export async function readOwnDocument(world: OwnerWorld, webId: string): Promise<readonly Quad[]> {
  const { stored } = await ownDocument(world, webId)
  return storedQuads(world.store, stored)
}

/**
 * Changes the WebID document of an account here; nothing is written when `change` leaves it the same.
 * `change` runs again when somebody else wrote meanwhile.
 * @param allowed What must hold for her to change it; asked each time, and may throw.
 *   Nothing unless told.
 * @throws Problem not-found, quota-exceeded, or unprocessable when the change breaks the profile
 */
export async function editOwnDocument(
  world: OwnerWorld,
  webId: string,
  change: (quads: readonly Quad[]) => readonly Quad[],
  allowed: () => Promise<readonly Condition[]> = async () => [],
): Promise<void> {
  await retryWhenStale(async () => {
    const must = await allowed()
    const { conditions, ...document } = await ownDocument(world, webId)
    const before = await storedQuads(world.store, document.stored)
    const after = change(before)
    if (after === before) return
    checkFaults(before, after, webId)
    await store(world, { ...document, conditions: [...conditions, ...must] }, after)
  })
}

interface OwnDocument {
  readonly stored: Stored
  readonly conditions: readonly Condition[]
  /** The root of its storage. */
  readonly storage: string
}

async function store(
  world: OwnerWorld,
  { stored, storage, conditions }: OwnDocument,
  quads: readonly Quad[],
): Promise<void> {
  const content = await contentLike(world.store, stored, quads)
  const now = world.now()
  const writes = [...dropWrites(stored.meta), ...documentWrites(stored.path, content, now)]
  const counted = await counting(world, storage, writes)
  const changes = changeWrites(storage, counted.records, now)
  try {
    await world.store.commit(
      [...writes, ...counted.writes, ...changes],
      [...conditions, ...counted.conditions],
    )
  } catch (error) {
    throw error instanceof OverLimit ? full(error) : error
  }
  if (changes.length > 0) world.bus.tell('change', storage)
}

async function ownDocument({ store, baseUrl }: OwnerWorld, webId: string): Promise<OwnDocument> {
  const path = canonicalPath(new URL(webId).pathname)
  const id = path === undefined ? undefined : identify(path)
  const storage = id && (await store.get(storageKey(id.storage)))
  const isOwn =
    storage && webId.startsWith(`${baseUrl}/`) && readStorage(storage.value).owner === webId
  const place = id && isOwn && (await findPlace(store, id.path))
  if (!place || !place.meta) throw new Problem('not-found', 'This WebID has no document here')
  const stored: Stored = { path: id.path, url: baseUrl + id.path, meta: place.meta }
  return { stored, conditions: place.conditions, storage: id.storage }
}

function checkFaults(before: readonly Quad[], after: readonly Quad[], webId: string): void {
  const known = profileFaults(before, webId)
  const faults = profileFaults(after, webId).filter((each) => !known.includes(each))
  if (faults.length > 0) throw new Problem('unprocessable', faults.join('; '))
}

function full(cause: OverLimit): Problem {
  return new Problem('quota-exceeded', 'The pod is full: delete something first', { cause })
}
