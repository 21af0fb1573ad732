// Registering data in a person's type index, which is made when there is none.
import { changeDocument } from './document.ts'
import { helpful, indexFor } from './new-index.ts'
import type { Fetch } from './request.ts'
import { readIfPossible, readSettings } from './settings.ts'
import type { IndexPointer } from './settings.ts'
import { isAbout, placeOf, registrationQuads, registrationsIn } from './type-registration.ts'
import type { ClassAndPlace } from './type-registration.ts'

export type NewRegistration = ClassAndPlace & {
  /** True for the public index, which tells everybody; false for the person's own. */
  readonly listed: boolean
}

/**
 * Registers where data of a class is, and says in which index; a second call changes nothing. A
 * missing index is made, readable by everybody or by its owner alone, and the profile or the
 * preferences file is told of it. Entries are inserted one by one, so that nobody's are lost.
 * @throws RequestError when the person's settings cannot be changed; the detail says what would help
 */
export async function registerData(
  fetch: Fetch,
  webId: string,
  wanted: NewRegistration,
): Promise<string> {
  const settings = await readSettings(fetch, webId)
  const candidates = settings.indexes.filter(({ listed }) => listed === wanted.listed)
  const known = await Promise.all(candidates.map((each) => names(fetch, each, wanted)))
  const found = candidates.find((_, index) => known[index])
  if (found) return found.url
  const index = await indexFor({ fetch, webId, settings }, candidates, wanted.listed)
  const inserts = registrationQuads(index, await nameOf(wanted), wanted)
  await helpful(index, changeDocument(fetch, index, { inserts }))
  return index
}

/** Whether an index names this place for this class, under whatever name. */
async function names(fetch: Fetch, index: IndexPointer, wanted: ClassAndPlace): Promise<boolean> {
  const document = await readIfPossible(fetch, index.url)
  const known = document ? registrationsIn(document.graph, index) : []
  return known.some((each) => isAbout(each, wanted))
}

/** The same registration always has the same name, so that two who make it at once make one. */
async function nameOf(wanted: ClassAndPlace): Promise<string> {
  const text = new TextEncoder().encode(`${wanted.forClass} ${placeOf(wanted)}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text))
  return `r-${Array.from(digest.slice(0, 16), hex).join('')}`
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
