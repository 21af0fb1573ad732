// PUT of a container: makes it, or replaces what clients said about it.
import { writeTurtle } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { linkedAs } from '../../http/links.ts'
import { Problem } from '../../http/problem.ts'
import { retryWhenStale } from '../../store/store.ts'
import { putNeeds } from '../access/modes.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { commitDecision } from './commit.ts'
import { discard, hasBody, receive } from './content.ts'
import { containerCurrent } from './container-current.ts'
import { containerQuads } from './container-triples.ts'
import { parentOf } from './identifier.ts'
import { allQuads } from './listing.ts'
import { permit } from './permit.ts'
import type { Permit } from './permit.ts'
import { creationWrites, findPlace, requireFree } from './place.ts'
import type { Place } from './place.ts'
import { clientQuads, protectIdentity } from './protected.ts'
import { containerWrites, secondsOf } from './records.ts'
import { requirePreconditions } from './refusals.ts'
import { writeAnswer } from './write-answer.ts'
import type { ContainerCurrent } from './container-current.ts'

/** 201 when the container is new, 204 otherwise; what it contains stays as it is. */
export async function putContainer(pod: Pod, ask: Ask): Promise<Answer> {
  if (linkedAs(ask.req.headers.link, 'type').includes(ldp.NonRDFSource)) {
    throw new Problem('conflict', 'A URL that ends in a slash is a container')
  }
  const { permitted } = await examine(pod, ask)
  const sent = await receiveTriples(pod, ask, permitted)
  return retryWhenStale(() => store(pod, ask, sent))
}

/**
 * The triples that a client sends about a container; [] without a body.
 * @throws Problem unsupported-media-type for anything but RDF
 */
export async function receiveTriples(
  pod: Pod,
  ask: Ask,
  permitted: Permit,
): Promise<readonly Quad[]> {
  if (!hasBody(ask.req.headers)) return []
  const received = await receive(pod, ask, permitted)
  if (received.quads) return received.quads
  await discard(pod, received)
  throw new Problem('unsupported-media-type', 'A container is described in Turtle or JSON-LD')
}

/** What clients say about a container, as it is kept. */
export function clientTurtle(quads: readonly Quad[]): string {
  const triples = quads.filter(({ graph }) => graph.termType === 'DefaultGraph')
  return triples.length === 0 ? '' : writeTurtle(triples)
}

interface Examined {
  readonly place: Place
  readonly permitted: Permit
  readonly current: ContainerCurrent | undefined
}

async function examine(pod: Pod, ask: Ask): Promise<Examined> {
  const place = await findPlace(pod.store, ask.id.path)
  const permitted = await permit(pod, ask, putNeeds(place.meta !== undefined), place.container)
  requireFree(place)
  const current = await containerCurrent(pod, ask)
  requirePreconditions(ask, current)
  return { place, permitted, current }
}

async function store(pod: Pod, ask: Ask, sent: readonly Quad[]): Promise<Answer> {
  const { place, permitted, current } = await examine(pod, ask)
  const { path } = ask.id
  const now = pod.now()
  const server = current
    ? await allQuads(pod.store, pod.baseUrl, path, current.state)
    : containerQuads(ask.url, secondsOf(now), parentOf(path) === undefined)
  protectIdentity(ask, server, sent)
  const own = clientTurtle(clientQuads(ask.url, server, sent))
  return commitDecision(pod, ask, {
    permitted,
    answer: writeAnswer(ask, current === undefined, undefined),
    writes: [
      ...containerWrites(path, now, own),
      ...(current ? [] : creationWrites(place, path, now)),
    ],
    conditions: [...place.conditions, ...(current?.conditions ?? [])],
  })
}
