// What can be patched, in one form: how it is found, read, and stored again.
import type { Quad } from '../../../shapes/graph.ts'
import { turtleType } from '../../../shapes/graph.ts'
import type { Current } from '../../http/preconditions.ts'
import { Problem } from '../../http/problem.ts'
import { essenceOf, isRdfType, isUnreadable, parseRdf, writeRdf } from '../../rdf/rdf.ts'
import type { RdfType } from '../../rdf/rdf.ts'
import type { Condition, Write } from '../../store/store.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { findAuxiliary } from './auxiliary-place.ts'
import { mostRdfBytes } from './content.ts'
import { containerTarget } from './patch-container.ts'
import { bodyKey } from './keys.ts'
import { creationWrites, findPlace, requireFree } from './place.ts'
import { protectIdentity } from './protected.ts'
import { auxiliaryChange, protectAuxiliary } from './put-auxiliary.ts'
import { documentWrites, metaOf } from './records.ts'
import type { Content, Meta } from './records.ts'
import { patchTypeProblem } from './refusals.ts'
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
    return { current: currentOf(meta), read: () => readQuads(pod, ask, meta), store }
  }

  async function store(before: readonly Quad[], after: readonly Quad[], now: number) {
    protectIdentity(ask, before, after)
    const content = await contentLike(pod, ask, meta, after)
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
  return { current: currentOf(meta), read: () => readQuads(pod, ask, meta), store }

  async function store(_before: readonly Quad[], after: readonly Quad[], now: number) {
    await protectAuxiliary(pod, ask, after)
    const content = await contentLike(pod, ask, meta, after)
    const answer = writeAnswer(ask, meta === undefined, metaOf(content, now))
    return { answer, writes: auxiliaryChange(ask, content, now), conditions }
  }
}

function currentOf(meta: Meta | undefined): Current | undefined {
  return meta && { etags: etagsOf(meta), modified: meta.modified }
}

/** @throws Problem unsupported-media-type when it is no RDF */
function rdfTypeOf(meta: Meta | undefined): RdfType {
  const type = meta ? essenceOf(meta.type) : turtleType
  if (!isRdfType(type)) throw patchTypeProblem()
  return type
}

async function readQuads(pod: Pod, ask: Ask, meta: Meta | undefined): Promise<readonly Quad[]> {
  const type = rdfTypeOf(meta)
  if (!meta) return []
  return parseRdf(type, await storedText(pod, ask), ask.url)
}

/** The quads in the syntax, and with the prefixes, of what they replace. */
async function contentLike(
  pod: Pod,
  ask: Ask,
  meta: Meta | undefined,
  quads: readonly Quad[],
): Promise<Content> {
  const like = { text: meta ? await storedText(pod, ask) : '', base: ask.url }
  const type = rdfTypeOf(meta)
  const text = writeRdf(type, quads, like)
  const bytes = Buffer.from(text)
  if (bytes.length > mostRdfBytes || isUnreadable(type, text))
    throw new Problem('too-large', 'The document would grow too large')
  return { type: meta?.type ?? turtleType, bytes }
}

async function storedText(pod: Pod, ask: Ask): Promise<string> {
  const entry = await pod.store.get(bodyKey(ask.id.path))
  return Buffer.from(entry?.value ?? '').toString()
}
