// Bodies to attack with, and what a container says afterwards.
import { ldp } from '../../vocab/generated/ldp.ts'
import type { Sent, Target } from './attack.ts'

export const turtle = (body: string | Uint8Array): Sent => ({ type: 'text/turtle', body })
export const jsonLd = (body: unknown): Sent => ({
  type: 'application/ld+json',
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
export const sparql = (body: string): Sent => ({ type: 'application/sparql-update', body })
/** An N3 patch with these parts: 'solid:inserts { … }'. */
export const n3 = (parts: string): Sent => ({
  type: 'text/n3',
  body: `@prefix solid: <http://www.w3.org/ns/solid/terms#> . @prefix ex: <http://ex/> . _:p a solid:InsertDeletePatch; ${parts} .`,
})
/** So many pieces of text, side by side. */
export const many = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ')
/** A long IRI, to be shortened by a prefix. */
export const prefixOf = (length: number) => `http://ex/${'x'.repeat(length)}/`

/** The names of the members of a container of alice's. */
export async function members({ alice, baseUrl }: Target, container: string): Promise<string[]> {
  const { body } = await alice('GET', container, {
    headers: { accept: 'application/ld+json' },
  })
  const nodes = JSON.parse(body) as Record<string, { '@id': string }[]>[]
  const contained = nodes.flatMap((node) => node[ldp.contains] ?? [])
  return contained.map((each) => each['@id'].replace(baseUrl + container, ''))
}
