// PUT of a document, an ACL or a description: creates or replaces it.
import { ldp } from '../../../vocab/generated/ldp.ts'
import { linkedAs } from '../../http/links.ts'
import { Problem } from '../../http/problem.ts'
import { retryWhenStale } from '../../store/store.ts'
import { putNeeds } from '../access/modes.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { commitDecision } from './commit.ts'
import { discard, receive } from './content.ts'
import type { Received } from './content.ts'
import { permit } from './permit.ts'
import type { Permit } from './permit.ts'
import { creationWrites, findPlace, requireFree } from './place.ts'
import type { Place } from './place.ts'
import { isIdentity, protectIdentity } from './protected.ts'
import { documentWrites, dropWrites, metaOf, readLocalGraph } from './records.ts'
import { requirePreconditions } from './refusals.ts'
import { etagsOf } from './representation.ts'
import { writeAnswer } from './write-answer.ts'

/** 201 when the document is new, with all containers above it; 204 when it was replaced. */
export async function putDocument(pod: Pod, ask: Ask): Promise<Answer> {
  if (linkedAs(ask.req.headers.link, 'type').some((type) => containerTypes.has(type))) {
    throw new Problem('conflict', 'The URL of a container ends in a slash')
  }
  // Nobody sends a body for nothing: what can be refused now is.
  const { permitted } = await examine(pod, ask)
  const received = await receive(pod, ask, permitted)
  try {
    return await retryWhenStale(() => replace(pod, ask, received))
  } catch (error) {
    await discard(pod, received)
    throw error
  }
}

const containerTypes = new Set<string>([ldp.Container, ldp.BasicContainer])

interface Examined {
  readonly place: Place
  readonly permitted: Permit
}

/** What can be said before the body is there. */
async function examine(pod: Pod, ask: Ask): Promise<Examined> {
  const place = await findPlace(pod.store, ask.id.path)
  const exists = place.meta !== undefined
  const permitted = await permit(pod, ask, putNeeds(exists), place.container)
  requireFree(place)
  const { meta } = place
  requirePreconditions(ask, meta && { etags: etagsOf(meta), modified: meta.modified })
  return { place, permitted }
}

async function replace(pod: Pod, ask: Ask, { content, quads }: Received): Promise<Answer> {
  const { place, permitted } = await examine(pod, ask)
  const now = pod.now()
  await protect(pod, ask, quads)
  const { path } = ask.id
  return commitDecision(pod, ask, {
    permitted,
    answer: writeAnswer(ask, place.meta === undefined, metaOf(content, now)),
    writes: [
      ...dropWrites(place.meta),
      ...documentWrites(path, content, now),
      ...(place.meta ? [] : creationWrites(place, path, now)),
    ],
    conditions: place.conditions,
    droppedBlob: place.meta?.blob,
  })
}

/** @throws Problem conflict or unprocessable for a profile that must not become this */
async function protect(pod: Pod, ask: Ask, quads: Received['quads']): Promise<void> {
  const graph = isIdentity(ask)
    ? await readLocalGraph(pod.store, pod.baseUrl, ask.id.path)
    : undefined
  const before = graph?.getQuads(null, null, null, null) ?? []
  protectIdentity(ask, before, quads)
}
