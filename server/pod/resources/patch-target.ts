// What can be patched, in one form: how it is found, read, and stored again.
import type { Quad } from '../../../shapes/graph.ts'
import type { Current } from '../../http/preconditions.ts'
import type { Condition, Write } from '../../store/store.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { findAuxiliary } from './auxiliary-place.ts'
import { containerTarget } from './patch-container.ts'
import { creationWrites, findPlace, requireFree } from './place.ts'
import { protectIdentity } from './protected.ts'
import { auxiliaryChange, protectAuxiliary } from './put-auxiliary.ts'
import { contentLike, storedQuads } from './rdf-content.ts'
import { documentWrites, metaOf } from './records.ts'
import type { Meta } from './records.ts'
import { etagsOf } from './representation.ts'
import { writeAnswer } from './write-answer.ts'

export interface PatchTarget {
  /** For preconditions; undefined when it is not there yet. */
  readonly current: Current | undefined
  read(): Promise<readonly Quad[]>
  /** What storing the changed quads takes. @throws Problem conflict when they may not be */
  store(before: readonly Quad[], after: readonly Quad[], now: number): Promise<Stored>
}

export interface Stored {
  readonly answer: Answer
  readonly writes: readonly Write[]
  readonly conditions: readonly Condition[]
}

/** A target before access is decided: opening it tells whether it is there. */
export interface ClosedTarget {
  /** Auxiliary resources count as there: their subject decides. */
  readonly exists: boolean
  readonly container: string | undefined
  open(): Promise<PatchTarget>
}

export async function patchTarget(pod: Pod, ask: Ask): Promise<ClosedTarget> {
  const { kind, subject } = ask.id
  if (kind === 'container') return containerTarget(pod, ask)
  if (kind === 'document') return documentTarget(pod, ask)
  return { exists: true, container: subject, open: () => openAuxiliary(pod, ask) }
}

async function documentTarget(pod: Pod, ask: Ask): Promise<ClosedTarget> {
  const { path } = ask.id
  const place = await findPlace(pod.store, path)
  const { meta, container } = place
  return { exists: meta !== undefined, container, open }

  async function open(): Promise<PatchTarget> {
    requireFree(place)
    return {
      current: currentOf(meta),
      read: () => storedQuads(pod.store, storedAt(ask, meta)),
      store,
    }
  }

  async function store(before: readonly Quad[], after: readonly Quad[], now: number) {
    protectIdentity(ask, before, after)
    const content = await contentLike(pod.store, storedAt(ask, meta), after)
    const writes = documentWrites(path, content, now)
    return {
      answer: writeAnswer(ask, meta === undefined, metaOf(content, now)),
      writes: meta ? writes : [...writes, ...creationWrites(place, path, now)],
      conditions: place.conditions,
    }
  }
}

async function openAuxiliary(pod: Pod, ask: Ask): Promise<PatchTarget> {
  const { meta, conditions } = await findAuxiliary(pod.store, ask.id)
  return {
    current: currentOf(meta),
    read: () => storedQuads(pod.store, storedAt(ask, meta)),
    store,
  }

  async function store(_before: readonly Quad[], after: readonly Quad[], now: number) {
    await protectAuxiliary(pod, ask, after)
    const content = await contentLike(pod.store, storedAt(ask, meta), after)
    const answer = writeAnswer(ask, meta === undefined, metaOf(content, now))
    return { answer, writes: auxiliaryChange(ask, content, now), conditions }
  }
}

function currentOf(meta: Meta | undefined): Current | undefined {
  return meta && { etags: etagsOf(meta), modified: meta.modified }
}

function storedAt({ id, url }: Ask, meta: Meta | undefined) {
  return { path: id.path, url, meta }
}
