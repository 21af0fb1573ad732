// What a person may pick when a firm asks, and what her picks mean for the grant. Pure.
import type { RequestSummary } from './api.ts'
import type { DataDocument, DataFolder } from './data-folders.ts'

export interface Offer {
  /** Documents that the request covers today, newest month first. */
  readonly documents: readonly DataDocument[]
  /** Asked resources that are folders: a grant on them also covers what arrives later. */
  readonly folders: readonly string[]
  /** Asked resources that are not among the person's known data. */
  readonly others: readonly string[]
}

/** What a request covers of this data; a request that names no resource covers all of its type. */
export function offerOf(request: RequestSummary, folders: readonly DataFolder[]): Offer {
  const known = folders.flatMap((folder) => folder.documents)
  const asked = askedResources(request, folders)
  const documents = known.filter((each) => asked.some((resource) => covers(resource, each.url)))
  const containers = asked.filter((each) => each.endsWith('/'))
  const urls = new Set(known.map((each) => each.url))
  const others = asked.filter((each) => !each.endsWith('/') && !urls.has(each))
  return { documents, folders: containers, others }
}

/**
 * The resources of the grant: whole folders when later months are included, else what was ticked.
 * [] when nothing was picked.
 */
export function pickedResources(
  offer: Offer,
  ticked: ReadonlySet<string>,
  later: boolean,
): string[] {
  if (later) return [...offer.folders, ...outside(offer, ticked), ...offer.others]
  const documents = offer.documents.filter((each) => ticked.has(each.url))
  return [...documents.map((each) => each.url), ...offer.others]
}

/** Whether a resource is this document or a folder that it lies in. */
export function covers(resource: string, url: string): boolean {
  return resource === url || (resource.endsWith('/') && url.startsWith(resource))
}

function askedResources(request: RequestSummary, folders: readonly DataFolder[]): string[] {
  if (request.resources.length > 0) return [...request.resources]
  return folders.filter((each) => each.type?.iri === request.dataType).map(rawFolder)
}

/** Where a folder keeps its data as recorded; the folder itself when it has no such part. */
function rawFolder({ url, documents }: DataFolder): string {
  const raw = `${url}raw/`
  return documents.some((each) => each.url.startsWith(raw)) ? raw : url
}

function outside(offer: Offer, ticked: ReadonlySet<string>): string[] {
  return offer.documents
    .map((each) => each.url)
    .filter((url) => ticked.has(url) && !offer.folders.some((folder) => covers(folder, url)))
}
