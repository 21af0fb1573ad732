// Taking the readings of a file into the document of a month that may hold some already. Pure.
import type { Graph, Quad } from '../../../shapes/graph.ts'
import { fh } from '../../../vocab/generated/fh.ts'

export interface Merge {
  /** What the document holds afterwards. */
  readonly quads: readonly Quad[]
  /** False when it held everything already. */
  readonly isChanged: boolean
}

/**
 * A reading that is there already stays as it is; one of which the file says something else is
 * replaced, as suppliers correct estimates later. Everything else in the document stays.
 */
export function mergeMonth(url: string, present: Graph, planned: readonly Quad[]): Merge {
  const items = byItem(url, present.getQuads(null, null, null, null))
  let isChanged = false
  for (const [item, quads] of byItem(url, planned)) {
    const old = items.get(item) ?? []
    const missing = quads.filter((each) => !present.has(each))
    const holdsMore = item !== other && old.length !== quads.length
    if (missing.length === 0 && !holdsMore) continue
    items.set(item, item === other ? [...old, ...missing] : quads)
    isChanged = true
  }
  return { quads: [...items.values()].flat(), isChanged }
}

/** Generated readings must never be taken for those of a person, nor the other way round. */
export function mixesSynthetic(url: string, present: Graph, planned: readonly Quad[]): boolean {
  const isMarked = planned.some((each) => each.predicate.value === fh.synthetic)
  return present.size > 0 && isMarked !== present.countQuads(url, fh.synthetic, null, null) > 0
}

/** The key of all that is no reading: the document itself, and meters. */
const other = ''

/** Triples by the reading they are about; a cost belongs to its reading. */
function byItem(url: string, quads: readonly Quad[]): Map<string, Quad[]> {
  const items = new Map<string, Quad[]>()
  for (const each of quads) {
    const subject = each.subject.value
    const item = subject.startsWith(`${url}#`) ? subject.replace(/-cost$/, '') : other
    const group = items.get(item)
    if (group) group.push(each)
    else items.set(item, [each])
  }
  return items
}
