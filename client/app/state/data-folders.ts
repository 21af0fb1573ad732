// What is in a pod, sorted into data types and months. Pure.
import { dataTypeOfSlug } from '../words/concepts.ts'
import type { DataType } from '../../../vocab/concept.ts'
import type { Member } from './api.ts'

export interface DataDocument {
  readonly url: string
  /** '2012-03' when the document is one of a month. */
  readonly month: string | undefined
  /** Bytes, when the server told. */
  readonly size: number | undefined
}

export interface DataFolder {
  readonly url: string
  readonly slug: string
  readonly type: DataType | undefined
  /** Newest month first, then what belongs to no month. */
  readonly documents: readonly DataDocument[]
}

/** One folder below /data/ with all documents found in it; nameless when its type is unknown. */
export function dataFolder(url: string, members: readonly Member[]): DataFolder {
  const slug = lastSegment(url)
  const documents = members.filter((each) => !each.isContainer).map(dataDocument)
  return { url, slug, type: dataTypeOfSlug(slug), documents: documents.toSorted(newestFirst) }
}

/** A folder that an index names for a type, wherever it is. */
export function registeredFolder(
  url: string,
  type: DataType,
  members: readonly Member[],
): DataFolder {
  return { ...dataFolder(url, members), slug: type.slug, type }
}

/**
 * What was found by looking, after what is registered, without what is there already: a folder of
 * which nothing is left is dropped, one that is empty anyway stays.
 */
export function withoutRepeats(
  registered: readonly DataFolder[],
  found: readonly DataFolder[],
): DataFolder[] {
  const known = new Set(registered.flatMap(({ documents }) => documents.map(({ url }) => url)))
  const rest = found.flatMap((folder) => {
    const documents = folder.documents.filter(({ url }) => !known.has(url))
    const isEmptied = documents.length === 0 && folder.documents.length > 0
    return isEmptied ? [] : [{ ...folder, documents }]
  })
  return [...registered, ...rest]
}

/** Whether a container below /data/ holds data, and not our own notes such as '_releases'. */
export function isDataContainer(member: Member): boolean {
  return member.isContainer && !lastSegment(member.url).startsWith('_')
}

/** 'https://alice.example/data/energy/raw/' → 'raw' */
export function lastSegment(url: string): string {
  return decodeURIComponent(url.split('/').findLast((each) => each !== '') ?? url)
}

/** The sum of the sizes that are known, in bytes; undefined when none is. */
export function totalSize(documents: readonly DataDocument[]): number | undefined {
  const sizes = documents.flatMap((each) => each.size ?? [])
  return sizes.length > 0 ? sizes.reduce((sum, size) => sum + size, 0) : undefined
}

function dataDocument({ url, size }: Member): DataDocument {
  return { url, size, month: /(\d{4}-(?:0[1-9]|1[0-2]))\.\w+$/.exec(url)?.[1] }
}

function newestFirst(one: DataDocument, other: DataDocument): number {
  return (other.month ?? '').localeCompare(one.month ?? '') || one.url.localeCompare(other.url)
}
