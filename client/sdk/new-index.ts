// Making a type index for a person who has none, with everything that leads to it.
import { irisOf, namedNode, quad } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { changeDocument, readDocument } from './document.ts'
import { createDocument } from './new-document.ts'
import { RequestError, refusal } from './request.ts'
import type { Fetch } from './request.ts'
import { readIfPossible } from './settings.ts'
import type { IndexPointer, Settings } from './settings.ts'
import { storageOf } from './storage.ts'
import { indexQuads } from './type-registration.ts'

interface Person {
  readonly fetch: Fetch
  readonly webId: string
  readonly settings: Settings
}

/**
 * The index to write into: the first that is there, else one that is named but missing, made now, else
 * a new one that the person's settings are told of.
 * @throws RequestError when a setting cannot be written; conflict when what is there is no index
 */
export async function indexFor(
  person: Person,
  candidates: readonly IndexPointer[],
  listed: boolean,
): Promise<string> {
  for (const { url } of candidates) {
    if (await readIfPossible(person.fetch, url)) return url
  }
  for (const { url } of candidates)
    if (await isMissing(person.fetch, url)) return make(person, url, listed)
  const [broken] = candidates
  if (broken) throw unusable(broken.url)
  return newIndex(person, listed)
}

async function newIndex(person: Person, listed: boolean): Promise<string> {
  const folder = await settingsFolder(person)
  const home = listed ? person.settings.profile.url : await preferencesOf(person, folder)
  const url = `${folder}${listed ? 'publicTypeIndex' : 'privateTypeIndex'}.ttl`
  await make(person, url, listed)
  const property = listed ? solid.publicTypeIndex : solid.privateTypeIndex
  await point(person, home, property, url)
  return url
}

/** Makes an index; one that somebody left there without saying so is taken as it is. */
async function make({ fetch, webId }: Person, url: string, listed: boolean): Promise<string> {
  const quads = indexQuads({ url, listed })
  await helpful(url, createDocument(fetch, { url, quads, owner: webId, isPublic: listed }))
  return url
}

/** The preferences file, made when there is none. */
async function preferencesOf(person: Person, folder: string): Promise<string> {
  const { fetch, webId, settings } = person
  const url = settings.preferencesUrl ?? `${folder}prefs.ttl`
  if (settings.preferencesUrl === undefined || (await isMissing(fetch, url))) {
    const quads = [says(url, rdf.type, pim.ConfigurationFile)]
    await helpful(url, createDocument(fetch, { url, quads, owner: webId, isPublic: false }))
  }
  if (settings.preferencesUrl === undefined) {
    await point(person, settings.profile.url, pim.preferencesFile, url)
  }
  return url
}

async function point(person: Person, home: string, property: string, url: string): Promise<void> {
  const inserts = [says(person.webId, property, url)]
  const advice = `; add <${person.webId}> <${property}> <${url}> to it`
  await helpful(home, changeDocument(person.fetch, home, { inserts }), advice)
}

/** Beside the preferences file, else in the settings of the storage. */
async function settingsFolder({ fetch, webId, settings }: Person): Promise<string> {
  const { preferencesUrl, profile } = settings
  if (preferencesUrl !== undefined) return new URL('.', preferencesUrl).href
  const [named] = irisOf(profile.graph, webId, pim.storage)
  const storage = named ?? (await storageOf(fetch, profile.url))
  if (storage !== undefined) return new URL('settings/', storage).href
  throw refusal('not-found', `${webId} names no storage to keep a type index in`)
}

async function isMissing(fetch: Fetch, url: string): Promise<boolean> {
  try {
    await readDocument(fetch, url)
    return false
  } catch (error) {
    return error instanceof RequestError && (error.status === 404 || error.status === 410)
  }
}

/** Tells whoever is not allowed to change a setting what to do instead. */
export async function helpful<T>(url: string, doing: Promise<T>, advice = ''): Promise<T> {
  return doing.catch((error: unknown) => {
    const isRefused = error instanceof RequestError && [401, 403].includes(error.status)
    if (!isRefused) throw error
    const detail = `${url} may not be changed with this sign-in, so the data cannot be found through the type index: sign in with one that may write there${advice}`
    throw Object.assign(new RequestError(error.type, error.status, detail, error.members), {
      cause: error,
    })
  })
}

function unusable(url: string): RequestError {
  return refusal(
    'conflict',
    `The type index ${url} cannot be read: repair it, or remove what names it`,
  )
}

function says(subject: string, property: string, object: string): Quad {
  return quad(namedNode(subject), namedNode(property), namedNode(object))
}
