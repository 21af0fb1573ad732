// PATCH of what clients say about a container; what the server says is there to match, not to change.
import type { Quad } from '../../../shapes/graph.ts'
import { Problem } from '../../http/problem.ts'
import type { Ask, Pod } from './ask.ts'
import { containerCurrent } from './container-current.ts'
import { containerQuads, isManaged } from './container-triples.ts'
import { parentOf } from './identifier.ts'
import { allQuads } from './listing.ts'
import type { ClosedTarget, PatchTarget, Stored } from './patch-target.ts'
import { creationWrites, findPlace, requireFree } from './place.ts'
import { clientQuads, protectIdentity } from './protected.ts'
import { clientTurtle } from './put-container.ts'
import { containerWrites, secondsOf } from './records.ts'
import { writeAnswer } from './write-answer.ts'

export async function containerTarget(pod: Pod, ask: Ask): Promise<ClosedTarget> {
  const { path } = ask.id
  const place = await findPlace(pod.store, path)
  return { exists: place.meta !== undefined, container: place.container, open }

  async function open(): Promise<PatchTarget> {
    requireFree(place)
    const current = await containerCurrent(pod, ask)
    const isStorage = parentOf(path) === undefined
    return { current, read, store }

    async function read(): Promise<readonly Quad[]> {
      if (current) return allQuads(pod.store, pod.baseUrl, path, current.state)
      return containerQuads(ask.url, secondsOf(pod.now()), isStorage)
    }

    async function store(
      before: readonly Quad[],
      after: readonly Quad[],
      now: number,
    ): Promise<Stored> {
      requireKept(ask.url, before, after)
      protectIdentity(ask, before, after)
      const own = clientTurtle(clientQuads(ask.url, before, after))
      return {
        answer: writeAnswer(ask, current === undefined, undefined),
        writes: [
          ...containerWrites(path, now, own),
          ...(current ? [] : creationWrites(place, path, now)),
        ],
        conditions: [...place.conditions, ...(current?.conditions ?? [])],
      }
    }
  }
}

/** @throws Problem conflict when a triple of the server would go */
function requireKept(container: string, before: readonly Quad[], after: readonly Quad[]): void {
  const count = (quads: readonly Quad[]) =>
    quads.filter((each) => isManaged(each, container)).length
  if (count(before) === count(after)) return
  throw new Problem('conflict', 'What a container contains is not written, but follows from it')
}
