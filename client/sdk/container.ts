// What a container holds.
import { irisOf, objectOf, textOf } from '../../shapes/graph.ts'
import type { Graph } from '../../shapes/graph.ts'
import { dct } from '../../vocab/generated/dct.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { ma } from '../../vocab/generated/ma.ts'
import { media } from '../../vocab/generated/media.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { stat } from '../../vocab/generated/stat.ts'
import { readDocument } from './document.ts'
import type { Fetch } from './request.ts'

export interface Member {
  readonly url: string
  readonly isContainer: boolean
  readonly modified: Date | undefined
  /** In bytes. */
  readonly size: number | undefined
  /** Media type: 'text/turtle'. */
  readonly type: string | undefined
}

/**
 * The members of a container, by address; [] when it is empty. What a provider lists that does not
 * lie directly in the container is left out.
 * @throws RequestError when the server refuses, with 404 when there is no such container
 */
export async function listContainer(fetch: Fetch, url: string): Promise<Member[]> {
  const { graph, url: container } = await readDocument(fetch, url)
  return irisOf(graph, container, ldp.contains)
    .filter((member) => isDirectlyIn(member, container))
    .map((member) => memberOf(graph, member))
    .toSorted((a, b) => (a.url < b.url ? -1 : 1))
}

function isDirectlyIn(member: string, container: string): boolean {
  return member.startsWith(container) && /^[^/?#]+\/?$/.test(member.slice(container.length))
}

function memberOf(graph: Graph, url: string): Member {
  const modified = new Date(objectOf(graph, url, dct.modified)?.value ?? Number.NaN)
  const size = Number(objectOf(graph, url, stat.size)?.value ?? Number.NaN)
  return {
    url,
    isContainer: url.endsWith('/'),
    modified: Number.isNaN(modified.getTime()) ? undefined : modified,
    size: Number.isNaN(size) ? undefined : size,
    type: mediaTypeOf(graph, url),
  }
}

/** Stated as text, or as a class: <…/media-types/text/turtle#Resource>. */
function mediaTypeOf(graph: Graph, url: string): string | undefined {
  const text = textOf(graph, url, ma.format) ?? textOf(graph, url, dct.format)
  const iri = irisOf(graph, url, rdf.type).find((each) => each.startsWith(media['']))
  return text ?? iri?.slice(media[''].length).replace(/#Resource$/, '')
}
