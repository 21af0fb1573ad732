// How many bytes a storage counts, and how many it may. What a commit adds follows from the records
// that it writes, so that no write can forget to count.
import { Problem } from '../../http/problem.ts'
import { countOf } from '../../store/store.ts'
import type { Condition, Store, Write } from '../../store/store.ts'
import type { RecordChange } from '../notifications/changes.ts'
import type { Ask, Pod } from './ask.ts'
import { metaKey, pathOfMeta, usedKey } from './keys.ts'
import type { Permit } from './permit.ts'
import { readMeta } from './records.ts'
import type { Meta } from './records.ts'

/** What every resource counts beside its content, for its record and its place in listings. */
export const bytesPerResource = 512

export interface Usage {
  readonly used: number
  readonly limit: number
}

export async function readUsage(
  { store, quotaBytes }: Pick<Pod, 'store' | 'quotaBytes'>,
  storage: string,
): Promise<Usage> {
  const entry = await store.get(usedKey(storage))
  return { used: Math.max(0, countOf(entry?.value)), limit: quotaBytes }
}

/** What the records among some writes count, if there was nothing before. */
export function bytesIn(writes: readonly Write[]): number {
  return writes.filter(isRecord).reduce((sum, { value }) => sum + bytesOf(metaIn(value)), 0)
}

export interface Counting {
  readonly writes: readonly Write[]
  /** That the records are still what was counted, and that there is room if more is needed. */
  readonly conditions: readonly Condition[]
  /** The records that change, as they were and as they will be. */
  readonly records: readonly RecordChange[]
}

/** What must be committed beside some writes to a storage, to count what they change. */
export async function counting(
  pod: Pick<Pod, 'store' | 'quotaBytes'>,
  storage: string,
  writes: readonly Write[],
): Promise<Counting> {
  const changing = writes.filter(isRecord)
  const before = await Promise.all(changing.map(({ key }) => readRecord(pod.store, key)))
  const conditions: Condition[] = before.map(({ condition }) => condition)
  const records = changing.map(({ key, value }, index) => ({
    path: pathOfMeta(key)!,
    before: before[index]!.meta,
    after: metaIn(value),
  }))
  const added = records.reduce((sum, each) => sum + bytesOf(each.after) - bytesOf(each.before), 0)
  const key = usedKey(storage)
  if (added === 0) return { writes: [], conditions, records }
  // What makes a storage smaller is always welcome, also when it is over its limit already.
  if (added > 0) conditions.push({ key, atMost: pod.quotaBytes })
  return { writes: [{ key, add: added }], conditions, records }
}

/** How many bytes of content there is room for, where it replaces what is there. */
export async function roomFor(pod: Pod, { id, method }: Ask): Promise<number> {
  const { used, limit } = await readUsage(pod, id.storage)
  const replaced =
    method === 'PUT' ? bytesOf((await readRecord(pod.store, metaKey(id.path))).meta) : 0
  return Math.max(replaced, limit - used + replaced) - bytesPerResource
}

/** The refusal of what does not fit; who may write may also know how much there is. */
export async function quotaProblem(pod: Pod, ask: Ask, permitted: Permit): Promise<Problem> {
  const detail = 'Delete something first, or ask the host of this pod for more space'
  const mayKnow = permitted.user.has('write')
  const members = mayKnow ? { ...(await readUsage(pod, ask.id.storage)) } : {}
  return new Problem('quota-exceeded', detail, { members })
}

const [recordRoot] = metaKey('')

type RecordWrite = Write & { readonly value: Uint8Array | null }

function isRecord(write: Write): write is RecordWrite {
  return write.key[0] === recordRoot && 'value' in write
}

async function readRecord(
  store: Store,
  key: Write['key'],
): Promise<{ meta: Meta | undefined; condition: Condition }> {
  const entry = await store.get(key)
  if (!entry) return { meta: undefined, condition: { key, absent: true } }
  return { meta: readMeta(entry.value), condition: { key, revision: entry.revision } }
}

function metaIn(record: Uint8Array | null): Meta | undefined {
  return record === null ? undefined : readMeta(record)
}

function bytesOf(meta: Meta | undefined): number {
  return meta === undefined ? 0 : meta.size + bytesPerResource
}
