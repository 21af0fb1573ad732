// Topics as resources: what a channel asks for on behalf of who subscribed, and how that looks to her.
import { Problem } from '../../http/problem.ts'
import { parseTarget } from '../../http/target.ts'
import { readNeeds } from '../access/modes.ts'
import type { Intent, Pod } from '../resources/ask.ts'
import { identify, isContainer } from '../resources/identifier.ts'
import { metaKey, storageKey } from '../resources/keys.ts'
import { containerState, listingDigest } from '../resources/listing.ts'
import { permit } from '../resources/permit.ts'
import type { Permit } from '../resources/permit.ts'
import { readMeta, readStorage } from '../resources/records.ts'
import { chooseListing, etagsOf } from '../resources/representation.ts'
import { visibilityFor } from '../resources/visibility.ts'
import type { Channel } from './channels.ts'

/** Of a channel what says who reads. */
export type Reader = Pick<Channel, 'agent' | 'origin' | 'grant'>

/** To read some topic of this server on behalf of a reader; undefined when there is no such storage. */
export async function readingOf(
  pod: Pod,
  { agent, origin, grant }: Reader,
  path: string,
): Promise<Intent | undefined> {
  const id = identify(path)
  const storage = id && (await pod.store.get(storageKey(id.storage)))
  if (!storage) return undefined
  const { webId, clientId, issuer } = agent
  const { owner } = readStorage(storage.value)
  const asker = { webId, clientId, issuer, origin }
  return { method: 'GET', id, url: pod.baseUrl + path, asker, owner, grant }
}

/**
 * The canonical path of a topic.
 * @throws Problem unprocessable for what is no document, container, ACL or description here
 */
export function topicPath(pod: Pod, iri: string): string {
  const path = iri.startsWith(`${pod.baseUrl}/`) ? pathIn(iri, pod.baseUrl) : undefined
  const kind = path && identify(path)?.kind
  if (path !== undefined && kind !== undefined && kinds.has(kind)) return path
  throw new Problem('unprocessable', `Topics are URLs of resources in pods at ${pod.baseUrl}`)
}

const kinds = new Set(['document', 'container', 'acl', 'description'])

function pathIn(iri: string, baseUrl: string): string | undefined {
  if (/[?#]/.test(iri)) return undefined
  try {
    return parseTarget(iri, baseUrl).path
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Lets pass who may read. @throws Problem credentials-required, forbidden or grant-does-not-cover */
export function permitReading(pod: Pod, reading: Intent): Promise<Permit> {
  return permit(pod, reading, readNeeds)
}

/** The ETags by which the reader may know a topic now, the usual one first; [] when it is not there. */
export async function statesOf(pod: Pod, reading: Intent): Promise<readonly string[]> {
  const { path } = reading.id
  if (isContainer(path)) return listingStates(pod, reading)
  const meta = await pod.store.get(metaKey(path))
  return meta ? etagsOf(readMeta(meta.value)) : []
}

/** They differ with what a reader sees of the members, so that they tell nothing of the others. */
async function listingStates(pod: Pod, reading: Intent): Promise<readonly string[]> {
  const state = await containerState(pod.store, reading.id.path)
  if (!state) return []
  const { digest } = await visibilityFor(pod, reading)
  return chooseListing(undefined, listingDigest(state, digest))?.etags ?? []
}
