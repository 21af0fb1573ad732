// What rows look up about resources, always by following links and reading lists.
import assert from 'node:assert/strict'
import { linked } from '../../client/sdk/links.ts'
import type { Graph } from '../../shapes/graph.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { graphOf, isSuccess } from './expect.ts'
import { turtle } from './setting.ts'
import type { Target } from './target.ts'

/** The Link header that asks for a type: typed(ldp.BasicContainer) → { link: '<…>; rel="type"' } */
export function typed(iri: string): { readonly link: string } {
  return { link: `<${iri}>; rel="type"` }
}

/** The URL of the description of a resource, as its owner is told by HEAD. */
export async function descriptionOf({ alice }: Target, url: string): Promise<string> {
  const response = await alice.fetch(url, { method: 'HEAD' })
  const [target] = linked(response, url, 'describedby')
  assert.ok(target, `HEAD ${url} (${response.status}) links to no description`)
  return target
}

/** The URLs of a container's members, as its owner reads them. */
export async function membersOf({ alice }: Target, container: string): Promise<string[]> {
  const response = await alice.fetch(container, { headers: { accept: turtle } })
  const graph = await graphOf(response, container)
  return graph.getObjects(container, ldp.contains, null).map(({ value }) => value)
}

/** The body of a resource, as its owner reads it; undefined when there is nothing. */
export async function contentOf({ alice }: Target, url: string): Promise<string | undefined> {
  const response = await alice.fetch(url)
  if (response.status === 404 || response.status === 410) return undefined
  await isSuccess(response, `GET ${url}`)
  return response.text()
}

/** The URL of what a POST has made. */
export function locationOf(response: Response, url: string): string {
  const location = response.headers.get('location')
  assert.ok(location, `${response.status} without a Location`)
  return new URL(location, url).href
}

/** The modes in a WAC-Allow header, sorted; 'none' when a group is not in it. */
export function wacAllow(response: Response): { user: string[]; public: string[] } {
  const header = response.headers.get('wac-allow') ?? ''
  const modes = (group: string) => {
    const text = new RegExp(`(?:^|,)\\s*${group}="([a-z ]*)"`).exec(header)?.[1] ?? 'none'
    return text.split(' ').filter(Boolean).toSorted()
  }
  return { user: modes('user'), public: modes('public') }
}

/** Fails unless two lists of triples are the same, blank nodes left out of account. */
export function sameTriples(actual: Graph, expected: Graph): void {
  assert.deepEqual(linesOf(actual), linesOf(expected))
}

function linesOf(graph: Graph): string[] {
  return graph
    .toArray()
    .map(({ subject, predicate, object }) => [subject, predicate, object].map(textOf).join(' '))
    .toSorted()
}

function textOf({
  termType,
  value,
}: {
  readonly termType: string
  readonly value: string
}): string {
  return termType === 'BlankNode' ? '_:' : value
}
