// What a container says about itself and its members, in Turtle.
import { ldp } from '../../vocab/generated/ldp.ts'
import type { Graph } from '../../shapes/graph.ts'
import { graphOf } from './expect.ts'
import type { Fetch } from './target.ts'

const headers = { accept: 'text/turtle' }

/** The graph of a container, as somebody sees it. */
export async function listingOf({ fetch }: { readonly fetch: Fetch }, url: string): Promise<Graph> {
  return graphOf(await fetch(url, { headers }), url)
}

/** The URLs of the members, in order. */
export function membersIn(listing: Graph, container: string): string[] {
  return listing
    .getObjects(container, ldp.contains, null)
    .map(({ value }) => value)
    .toSorted()
}
