// Finding a person's data by its class, through her type indexes instead of guessed paths.
import type { Fetch } from './request.ts'
import { readIfPossible, readSettings } from './settings.ts'
import type { IndexPointer } from './settings.ts'
import { placeOf, registrationsIn } from './type-registration.ts'
import type { TypeRegistration } from './type-registration.ts'

export { registerData } from './register-data.ts'
export type { NewRegistration } from './register-data.ts'
export type { TypeRegistration } from './type-registration.ts'

/** One place, and the index that names it. */
export interface Found {
  readonly url: string
  readonly index: string
  readonly listed: boolean
}

export interface FoundData {
  /** Documents of the class, or things in documents. */
  readonly instances: readonly Found[]
  /** Containers that hold documents of the class, each ending in '/'. */
  readonly containers: readonly Found[]
}

/** How many indexes of one person are read. */
const maxIndexes = 20

/**
 * Everything that the person's type indexes register: the public ones, and the private ones where
 * `fetch` may read them. [] when she has none; an index that cannot be read says nothing.
 * @throws RequestError when her WebID document cannot be read
 */
export async function typeRegistrations(fetch: Fetch, webId: string): Promise<TypeRegistration[]> {
  const { indexes } = await readSettings(fetch, webId)
  const all = indexes.slice(0, maxIndexes).map((index) => registrationsAt(fetch, index))
  return (await Promise.all(all)).flat()
}

/**
 * Where data of a class is, each place once; both lists are empty when no index knows.
 * @throws RequestError as typeRegistrations does
 */
export async function findData(fetch: Fetch, webId: string, forClass: string): Promise<FoundData> {
  const all = (await typeRegistrations(fetch, webId)).filter((each) => each.forClass === forClass)
  const places = [...new Map(all.map((each) => [placeOf(each), each])).values()]
  return {
    instances: places.flatMap((each) =>
      'instance' in each ? [{ url: each.instance, index: each.index, listed: each.listed }] : [],
    ),
    containers: places.flatMap((each) =>
      'container' in each ? [{ url: each.container, index: each.index, listed: each.listed }] : [],
    ),
  }
}

async function registrationsAt(fetch: Fetch, index: IndexPointer): Promise<TypeRegistration[]> {
  const document = await readIfPossible(fetch, index.url)
  return document ? registrationsIn(document.graph, index) : []
}
