// GET and HEAD of a container: its own triples and its members, made for this asker.
import { turtleType, writeTurtle } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { checkRead } from '../../http/preconditions.ts'
import { Problem } from '../../http/problem.ts'
import { writeJsonLd } from '../../rdf/json-ld.ts'
import { readNeeds } from '../access/modes.ts'
import { recordRead } from './access-log.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { containerPrefixes, memberQuads } from './container-triples.ts'
import type { Listed } from './container-triples.ts'
import { containerState, listingDigest, memberPages, ownQuads } from './listing.ts'
import type { ContainerState } from './listing.ts'
import { permit } from './permit.ts'
import { absenceProblem, negotiationProblem } from './refusals.ts'
import { chooseListing } from './representation.ts'
import { readHeaders } from './response-headers.ts'
import { visibilityFor } from './visibility.ts'
import type { Visibility } from './visibility.ts'

/** The listing in one piece, or as a stream when it has more than a page of members. */
export async function readContainer(pod: Pod, ask: Ask): Promise<Answer> {
  const permitted = await permit(pod, ask, readNeeds)
  const state = await containerState(pod.store, ask.id.path)
  if (!state) throw absenceProblem(ask)
  const visibility = await visibilityFor(pod, ask)
  const isMinimal = prefersMinimal(ask)
  const digest = listingDigest(state, isMinimal ? 'minimal' : visibility.digest)
  const choice = chooseListing(ask.req.headers.accept, digest)
  if (!choice) throw negotiationProblem(turtleType)
  const { type, etag } = choice.chosen
  const { modified } = state
  const headers = {
    ...readHeaders(ask, permitted, { type, etag, modified, isRdf: true }),
    ...(isMinimal && { 'Preference-Applied': 'return=representation' }),
  }
  const outcome = checkRead(ask.req.headers, { etags: choice.etags, modified })
  if (outcome === 'failed') throw new Problem('precondition-failed', 'It has another ETag now')
  const answer =
    outcome === 'not-modified'
      ? { status: 304, headers }
      : await listingAnswer(pod, ask, { state, headers, type, visibility, isMinimal })
  await recordRead(pod, ask, permitted, answer)
  return answer
}

interface Listing {
  readonly state: ContainerState
  readonly headers: Record<string, string>
  readonly type: string
  readonly visibility: Visibility
  readonly isMinimal: boolean
}

async function listingAnswer(pod: Pod, ask: Ask, listing: Listing): Promise<Answer> {
  const { headers, type } = listing
  if (ask.method === 'HEAD') return { status: 200, headers }
  const pieces = piecesOf(pod, ask, listing)
  const first = await pieces.next()
  const second = await pieces.next()
  if (!first.done && !second.done) {
    return { status: 200, headers, body: () => texts(type, [first.value, second.value], pieces) }
  }
  const body = Buffer.from(textOf(type, first.value ?? []))
  return { status: 200, headers: { ...headers, 'Content-Length': String(body.length) }, body }
}

/** The triples of a container: its own with the first page of members, then the other pages. */
async function* piecesOf(pod: Pod, ask: Ask, listing: Listing): AsyncGenerator<Quad[], undefined> {
  const { path } = ask.id
  const own = await ownQuads(pod.store, pod.baseUrl, path, listing.state)
  if (listing.isMinimal) {
    yield own
    return
  }
  const pages = memberPages(pod.store, path, listing.visibility.isReadable)
  const first = await pages.next()
  const members: Listed[] = first.done ? [] : first.value
  yield [...own, ...memberQuads(ask.url, members)]
  for await (const page of pages) yield memberQuads(ask.url, page)
}

async function* texts(
  type: string,
  begun: readonly (Quad[] | undefined)[],
  rest: AsyncIterable<Quad[]>,
): AsyncGenerator<Uint8Array> {
  const isTurtle = type === turtleType
  let separator = isTurtle ? '' : '['
  for (const quads of begun) {
    if (quads) yield Buffer.from(separator + part(type, quads))
    separator = isTurtle ? '\n' : ','
  }
  for await (const quads of rest) yield Buffer.from(separator + part(type, quads))
  if (!isTurtle) yield Buffer.from(']')
}

/** Text that stands beside others: statements of Turtle, or the inside of a JSON array. */
function part(type: string, quads: readonly Quad[]): string {
  const text = textOf(type, quads)
  return type === turtleType ? text : text.slice(1, -1)
}

function textOf(type: string, quads: readonly Quad[]): string {
  return type === turtleType ? writeTurtle(quads, containerPrefixes) : writeJsonLd(quads)
}

/** Whether the asker wants no members. Source: LDP §4.2.2.1, Prefer */
function prefersMinimal({ req }: Ask): boolean {
  const preferences = [req.headers.prefer ?? []].flat().join(',')
  const named = (parameter: string) =>
    new RegExp(`${parameter}\\s*=\\s*"([^"]*)"`).exec(preferences)?.[1]?.split(/\s+/) ?? []
  const wanted = named('include')
  if (wanted.includes(ldp.PreferContainment)) return false
  return (
    wanted.includes(ldp.PreferMinimalContainer) || named('omit').includes(ldp.PreferContainment)
  )
}
