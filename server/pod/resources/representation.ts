// In which form a stored resource is sent. Pure.
import { turtleType } from '../../../shapes/graph.ts'
import { negotiate } from '../../http/accept.ts'
import { essenceOf, isRdfType, jsonLdType } from '../../rdf/rdf.ts'

export interface Representation {
  /** The Content-Type. */
  readonly type: string
  readonly etag: string
  /** The bytes as they are stored; otherwise they are converted. */
  readonly isVerbatim: boolean
}

export interface Choice {
  readonly chosen: Representation
  /** The ETags of all representations, the chosen one first. */
  readonly etags: readonly string[]
}

/**
 * The representation that the Accept header likes best; undefined when none is acceptable. An ETag
 * differs per representation: the digest alone is that of the stored bytes.
 */
export function chooseRepresentation(
  accept: string | undefined,
  { type, digest }: { readonly type: string; readonly digest: string },
): Choice | undefined {
  const essence = essenceOf(type)
  const others = isRdfType(essence) ? readable.filter((each) => each !== essence) : []
  const chosen = negotiate(accept, [essence, ...others])
  if (chosen === undefined) return undefined
  const isVerbatim = chosen === essence
  const etagOf = (each: string) => (each === essence ? `"${digest}"` : convertedEtag(digest, each))
  const rest = [essence, ...others].filter((each) => each !== chosen).map(etagOf)
  const etag = etagOf(chosen)
  return { chosen: { type: isVerbatim ? type : chosen, etag, isVerbatim }, etags: [etag, ...rest] }
}

/** The representation of a container, which is made for every answer. */
export function chooseListing(accept: string | undefined, digest: string): Choice | undefined {
  const chosen = negotiate(accept, readable)
  if (chosen === undefined) return undefined
  const etag = convertedEtag(digest, chosen)
  const rest = readable.filter((each) => each !== chosen).map((each) => convertedEtag(digest, each))
  return { chosen: { type: chosen, etag, isVerbatim: false }, etags: [etag, ...rest] }
}

/** The ETags of all representations of a document. */
export function etagsOf(meta: {
  readonly type: string
  readonly digest: string
}): readonly string[] {
  return chooseRepresentation(undefined, meta)?.etags ?? []
}

/** Whatever was written, RDF can be read in these. */
const readable = [turtleType, jsonLdType]

function convertedEtag(digest: string, type: string): string {
  return `"${digest}.${type === jsonLdType ? 'ld' : 'ttl'}"`
}
