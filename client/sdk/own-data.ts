// Where a person's data of a type is: what her type indexes say, and where importers put it.
import { dataTypes } from '../../vocab/generated/concepts.ts'
import { readProfile } from './profile.ts'
import { RequestError, refusal, request } from './request.ts'
import type { Fetch } from './request.ts'
import { findData } from './type-index.ts'

interface Person {
  readonly fetch: Fetch
  readonly webId: string
}

/**
 * The containers and documents of a data type (fh:EnergyConsumptionType) that are there, in her own
 * storages: what is registered, and the usual container of the type, which may be older than its index.
 * @throws RequestError unprocessable for a type that we do not know; not-found, naming what was looked
 *   for, when there is no such data
 */
export async function ownData(person: Person, dataType: string): Promise<readonly string[]> {
  const slug = dataTypes.find(({ iri }) => iri === dataType)?.slug
  if (slug === undefined) {
    throw refusal('unprocessable', `The data type ${dataType} is not known here`)
  }
  const { storages } = await readProfile(person.fetch, person.webId)
  const usual = storages.map((storage) => `${storage}data/${slug}/raw/`)
  const registered = await registeredIn(person, storages, dataType)
  const existing = await thoseThere(person.fetch, [...new Set([...registered, ...usual])])
  if (existing.length > 0) return existing
  throw refusal('not-found', `There is no data to share: ${usual.join(', ')} is not there yet`)
}

/** An index may name anything: only what lies in a storage of hers is hers. */
async function registeredIn(person: Person, storages: readonly string[], dataType: string) {
  const { containers, instances } = await findData(person.fetch, person.webId, dataType)
  const urls = [...containers, ...instances].map(({ url }) => url.replace(/#.*/, ''))
  return urls.filter((url) => storages.some((storage) => url.startsWith(storage)))
}

async function thoseThere(fetch: Fetch, urls: readonly string[]): Promise<string[]> {
  const found = await Promise.all(urls.map((url) => isThere(fetch, url)))
  return urls.filter((_, index) => found[index])
}

async function isThere(fetch: Fetch, url: string): Promise<boolean> {
  try {
    await request(fetch, url, { method: 'HEAD' })
    return true
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return false
    throw error
  }
}
