// POST into a container: the server chooses the name, near to the one wished for.
import { randomUUID } from 'node:crypto'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { linkedAs } from '../../http/links.ts'
import { Problem } from '../../http/problem.ts'
import { isWithinLimits } from '../../http/target.ts'
import { retryWhenStale } from '../../store/store.ts'
import { postNeeds } from '../access/modes.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { commitDecision } from './commit.ts'
import { containerCurrent } from './container-current.ts'
import { containerQuads } from './container-triples.ts'
import { discard, receive } from './content.ts'
import type { Received } from './content.ts'
import { permit } from './permit.ts'
import type { Permit } from './permit.ts'
import { creationWrites, findPlace } from './place.ts'
import type { Place } from './place.ts'
import { clientQuads } from './protected.ts'
import { clientTurtle, receiveTriples } from './put-container.ts'
import { containerWrites, documentWrites, metaOf, secondsOf } from './records.ts'
import { methodProblem, requirePreconditions } from './refusals.ts'
import { nameBeside, nameFromSlug } from './slug.ts'
import { createdAnswer } from './write-answer.ts'

/** 201 with the URL of the new document, or of the new container if the ask links to that type. */
export async function postInto(pod: Pod, ask: Ask): Promise<Answer> {
  const permitted = await examine(pod, ask)
  const types = linkedAs(ask.req.headers.link, 'type')
  return types.some((type) => containerTypes.has(type))
    ? postContainer(pod, ask, permitted)
    : postDocument(pod, ask, permitted)
}

/** Documents take nothing in; who may not write them is told nothing more. */
export async function postToDocument(pod: Pod, ask: Ask): Promise<Answer> {
  await permit(pod, ask, postNeeds)
  const { meta } = await findPlace(pod.store, ask.id.path)
  throw meta ? methodProblem(ask) : new Problem('not-found', 'There is no container here')
}

const containerTypes = new Set<string>([ldp.Container, ldp.BasicContainer])

async function examine(pod: Pod, ask: Ask): Promise<Permit> {
  const permitted = await permit(pod, ask, postNeeds)
  const current = await containerCurrent(pod, ask)
  if (!current) throw new Problem('not-found', 'There is no container here')
  requirePreconditions(ask, current)
  return permitted
}

async function postDocument(pod: Pod, ask: Ask, permitted: Permit): Promise<Answer> {
  const received = await receive(pod, ask, permitted)
  try {
    return await retryWhenStale(() => createDocument(pod, ask, received))
  } catch (error) {
    await discard(pod, received)
    throw error
  }
}

async function createDocument(pod: Pod, ask: Ask, { content }: Received): Promise<Answer> {
  const permitted = await examine(pod, ask)
  const { path, place } = await freePlace(pod, ask, '')
  const now = pod.now()
  return commitDecision(pod, ask, {
    permitted,
    answer: createdAnswer(ask, path, metaOf(content, now)),
    writes: [...documentWrites(path, content, now), ...creationWrites(place, path, now)],
    conditions: place.conditions,
  })
}

async function postContainer(pod: Pod, ask: Ask, first: Permit): Promise<Answer> {
  const sent = await receiveTriples(pod, ask, first)
  return retryWhenStale(async () => {
    const permitted = await examine(pod, ask)
    const { path, place } = await freePlace(pod, ask, '/')
    const now = pod.now()
    const url = pod.baseUrl + path
    const own = clientQuads(url, containerQuads(url, secondsOf(now), false), sent)
    return commitDecision(pod, ask, {
      permitted,
      answer: createdAnswer(ask, path, undefined),
      writes: [
        ...containerWrites(path, now, clientTurtle(own)),
        ...creationWrites(place, path, now),
      ],
      conditions: place.conditions,
    })
  })
}

/** A path in the container that nothing has, with or without a slash. */
async function freePlace(
  pod: Pod,
  ask: Ask,
  end: '' | '/',
): Promise<{ path: string; place: Place }> {
  const wished = nameFromSlug(ask.req.headers['slug'])
  const names = wished === undefined ? [] : [wished, nameBeside(wished, randomUUID().slice(0, 8))]
  const paths = [...names, randomUUID()].map((name) => ask.id.path + name + end)
  for (const path of paths.filter(isWithinLimits)) {
    const place = await findPlace(pod.store, path)
    if (!place.meta && place.obstacle === undefined) return { path, place }
  }
  throw new Problem('uri-too-long', 'The URL of the container leaves no room for a name in it')
}
