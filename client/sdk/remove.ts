// Deleting a resource, and what is in it: servers only delete containers that are empty.
import { listContainer } from './container.ts'
import { RequestError, request } from './request.ts'
import type { Fetch } from './request.ts'

/** Deeper than that, something is wrong. */
const maxDepth = 50

/**
 * Deletes a document, or a container with everything in it, children first. What is gone already is
 * no error; whatever cannot be deleted ends it, with everything above still there.
 * @throws RequestError when the server refuses
 */
export async function remove(fetch: Fetch, url: string, depth = maxDepth): Promise<void> {
  if (url.endsWith('/') && depth > 0) {
    const members = await listContainer(fetch, url).catch(nothingWhenGone)
    for (const member of members ?? []) await remove(fetch, member.url, depth - 1)
  }
  await request(fetch, url, { method: 'DELETE' }).catch(nothingWhenGone)
}

function nothingWhenGone(error: unknown): undefined {
  if (error instanceof RequestError && [404, 410].includes(error.status)) return undefined
  throw error
}
