// Checks of what a patch makes of a document, and of what it leaves when it is refused.
import { parseTurtle } from '../../shapes/graph.ts'
import type { Check } from './checks.ts'
import { graphOf, hasStatus } from './expect.ts'
import { freshDocument, n3, patch, turtle } from './setting.ts'
import { sameTriples } from './things.ts'

const done = [200, 204, 205]

/** Patched, a document with the first Turtle holds what the second says. */
export function becomes(before: string, patchText: string, after: string, type = n3): Check {
  return async (target) => {
    const url = await freshDocument(target, before)
    await hasStatus(await patch(target.alice, url, patchText, type), done, 'PATCH')
    const answer = await target.alice.fetch(url, { headers: { accept: turtle } })
    sameTriples(await graphOf(answer, url), parseTurtle(after, url))
  }
}

/** A patch of a document with this Turtle is refused with this status, and changes nothing. */
export function refuses(
  before: string,
  patchText: string,
  status: number | readonly number[],
  type = n3,
): Check {
  return async (target) => {
    const url = await freshDocument(target, before)
    await hasStatus(await patch(target.alice, url, patchText, type), status, 'PATCH')
    const answer = await target.alice.fetch(url, { headers: { accept: turtle } })
    sameTriples(await graphOf(answer, url), parseTurtle(before, url))
  }
}
