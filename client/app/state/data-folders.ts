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
