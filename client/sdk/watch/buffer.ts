// What was told and not taken yet, never more than a bound: then details give way to hints.
import type { ResourceChange } from './change.ts'

export interface Buffer {
  readonly put: (change: ResourceChange) => void
  /** No more changes come; with an error, `next` throws it when all are taken. The first end counts. */
  readonly end: (error?: unknown) => void
  /** The next change, as soon as there is one; undefined at the end. */
  readonly next: () => Promise<ResourceChange | undefined>
}

/** A buffer of at most `size` changes of the topic and of what is in it; for one reader. */
export function createBuffer(size: number, topic: string): Buffer {
  const sleeping: (() => void)[] = []
  const held = { changes: [] as readonly ResourceChange[], ending: [] as readonly unknown[] }
  return { put, end, next }

  function put(change: ResourceChange) {
    if (held.ending.length === 0) held.changes = shortened([...held.changes, change], size, topic)
    wake()
  }

  function end(error?: unknown) {
    if (held.ending.length === 0) held.ending = [error]
    wake()
  }

  async function next(): Promise<ResourceChange | undefined> {
    while (held.changes.length + held.ending.length === 0) {
      await new Promise<void>((resolve) => sleeping.push(resolve))
    }
    const [first, ...rest] = held.changes
    held.changes = rest
    if (first === undefined && held.ending[0] !== undefined) throw held.ending[0]
    return first
  }

  function wake() {
    for (const resolve of sleeping.splice(0)) resolve()
  }
}

/** When there are too many: the last of each resource as a hint, else one hint on the whole topic. */
function shortened(
  changes: readonly ResourceChange[],
  size: number,
  topic: string,
): readonly ResourceChange[] {
  if (changes.length <= size) return changes
  const hints = [...new Map(changes.map((each) => [each.resource, hintOf(each)])).values()]
  const last = changes.at(-1)
  return hints.length <= size || !last ? hints : [{ ...hintOf(last), resource: topic }]
}

function hintOf({ resource, published, state }: ResourceChange): ResourceChange {
  return { type: 'Update', resource, published, ...(state === undefined ? {} : { state }) }
}
