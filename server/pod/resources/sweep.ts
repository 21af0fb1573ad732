// Removes blobs that nothing refers to: uploads that were cut off, and bodies whose removal was.
import type { Blobs } from '../../store/blobs.ts'
import type { Store } from '../../store/store.ts'
import { blobKey } from './keys.ts'

/** Uploads younger than this may still be on their way to their record. */
const graceMilliseconds = 24 * 60 * 60 * 1000

/** How many were removed. Safe while the server runs, here or in another process. */
export async function sweepBlobs(store: Store, blobs: Blobs, now: number): Promise<number> {
  let removed = 0
  for await (const id of blobs.idsBefore(now - graceMilliseconds)) {
    if (await store.get(blobKey(id))) continue
    await blobs.delete(id)
    removed++
  }
  return removed
}
