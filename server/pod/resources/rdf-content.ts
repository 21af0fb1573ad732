// RDF as it is stored: read as quads, and written again in the syntax of what it replaces.
import { turtleType } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { Problem } from '../../http/problem.ts'
import { essenceOf, isRdfType, isUnreadable, parseRdf, writeRdf } from '../../rdf/rdf.ts'
import type { RdfType } from '../../rdf/rdf.ts'
import type { Store } from '../../store/store.ts'
import { mostRdfBytes } from './content.ts'
import { bodyKey } from './keys.ts'
import type { Content, Meta } from './records.ts'
import { patchTypeProblem } from './refusals.ts'

/** A stored document: its path, its URL, and what is known of it, if it is there. */
export interface Stored {
  readonly path: string
  readonly url: string
  readonly meta: Meta | undefined
}

/** [] when it is not there. @throws Problem unsupported-media-type when it is no RDF */
export async function storedQuads(store: Store, stored: Stored): Promise<readonly Quad[]> {
  const type = rdfTypeOf(stored.meta)
  if (!stored.meta) return []
  return parseRdf(type, await storedText(store, stored), stored.url)
}

/**
 * The quads in the syntax, and with the prefixes, of what they replace.
 * @throws Problem too-large, or unsupported-media-type when that is no RDF
 */
export async function contentLike(
  store: Store,
  stored: Stored,
  quads: readonly Quad[],
): Promise<Content> {
  const { meta, url } = stored
  const like = { text: meta ? await storedText(store, stored) : '', base: url }
  const type = rdfTypeOf(meta)
  const text = writeRdf(type, quads, like)
  const bytes = Buffer.from(text)
  if (bytes.length > mostRdfBytes || isUnreadable(type, text))
    throw new Problem('too-large', 'The document would grow too large')
  return { type: meta?.type ?? turtleType, bytes }
}

function rdfTypeOf(meta: Meta | undefined): RdfType {
  const type = meta ? essenceOf(meta.type) : turtleType
  if (!isRdfType(type)) throw patchTypeProblem()
  return type
}

async function storedText(store: Store, { path }: Stored): Promise<string> {
  const entry = await store.get(bodyKey(path))
  return Buffer.from(entry?.value ?? '').toString()
}
