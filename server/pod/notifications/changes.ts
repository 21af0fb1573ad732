// The log of what changes in a storage: one entry a commit, written with it, kept for a day. Who
// sends notifications reads from here, so none can be told that did not happen, and none is lost.
import { isAclPath, parentOf, subjectPath } from '../resources/identifier.ts'
import type { Meta } from '../resources/records.ts'
import type { Entry, Key, Store, Write } from '../../store/store.ts'

export type ActivityType = 'Create' | 'Update' | 'Delete' | 'Add' | 'Remove'

/** Something that happened to one resource, in the words of Activity Streams. */
export interface Activity {
  readonly type: ActivityType
  /** The path of what was changed, or of what came into a container or left it: '/alice/a.ttl'. */
  readonly object: string
  /** The container that something came into or left: '/alice/'. */
  readonly target?: string
}

/** What one commit changed. */
export interface Change {
  /** Epoch milliseconds. */
  readonly at: number
  readonly activities: readonly Activity[]
}

/** A change where it stands in the log: places sort in the order of commits. */
export interface PlacedChange extends Change {
  readonly place: string
}

/** The record of a resource before and after a commit; undefined where there is none. */
export interface RecordChange {
  readonly path: string
  readonly before: Meta | undefined
  readonly after: Meta | undefined
}

/** Below it the changes of a storage, oldest first. */
export const changesKey = (root: string): Key => ['change', root]

/** How long changes are kept: who was away for a day finds all of them. */
export const keptMilliseconds = 25 * 60 * 60 * 1000

/**
 * The write that notes what some records of a storage have become; [] when nobody could see a
 * difference. To be committed with the records; then tell the bus of 'change' and the root.
 */
export function changeWrites(root: string, records: readonly RecordChange[], at: number): Write[] {
  const activities = activitiesOf(records)
  if (activities.length === 0) return []
  const change: Change = { at, activities }
  return [{ key: changesKey(root), append: Buffer.from(JSON.stringify(change)) }]
}

/** What the change of some records means; the same bytes written again mean nothing. */
export function activitiesOf(records: readonly RecordChange[]): Activity[] {
  const own = records.flatMap(activityOf)
  const done = new Set(own.map(({ object }) => object))
  return own.flatMap((each) => [each, ...membershipOf(each), ...descriptionOf(each, done)])
}

/** The changes behind a place ('' for the beginning), in order; at most `limit`. */
export async function readChanges(
  store: Store,
  root: string,
  after: string,
  limit = 100,
): Promise<PlacedChange[]> {
  const log = changesKey(root)
  const page = after === '' ? { limit } : { limit, after: [...log, after] }
  return (await store.list(log, page)).map(placed)
}

/** The place of the latest change; '' when there is none. Whoever reads behind it misses nothing. */
export async function latestPlace(store: Store, root: string): Promise<string> {
  const [latest] = await store.list(changesKey(root), { limit: 1, backwards: true })
  return latest?.key.at(-1) ?? ''
}

/**
 * Removes what has been kept for long enough, in all storages; how many entries. Nothing is removed
 * behind the place of a log that `toldUpTo` says, since somebody is still to be told of it.
 */
export async function sweepChanges(
  store: Store,
  now: number,
  toldUpTo: (root: string) => Promise<string> = async () => behindAll,
): Promise<number> {
  let removed = 0
  for await (const root of rootsWithChanges(store)) {
    const last = await toldUpTo(root)
    const isOver = ({ at, place }: PlacedChange) => at < now - keptMilliseconds && place <= last
    removed += await sweepLog(store, root, isOver)
  }
  return removed
}

/** Behind every place of a log: places are digits. */
export const behindAll = '~'

function activityOf({ path, before, after }: RecordChange): Activity[] {
  if (!after) return before ? [{ type: 'Delete', object: path }] : []
  if (before?.digest === after.digest) return []
  return [{ type: before ? 'Update' : 'Create', object: path }]
}

/** What came to be or went is told of its container too; what belongs to a resource is no member. */
function membershipOf({ type, object }: Activity): Activity[] {
  const target = subjectPath(object) === object ? parentOf(object) : undefined
  if (target === undefined || type === 'Update') return []
  return [{ type: type === 'Create' ? 'Add' : 'Remove', object, target }]
}

/** Who reads a resource may read its description: a change there is one of the resource. */
function descriptionOf({ object }: Activity, done: ReadonlySet<string>): Activity[] {
  const subject = subjectPath(object)
  if (subject === object || isAclPath(object) || done.has(subject)) return []
  return [{ type: 'Update', object: subject }]
}

function placed({ key, value }: Entry): PlacedChange {
  return { ...(JSON.parse(Buffer.from(value).toString()) as Change), place: key.at(-1)! }
}

async function* rootsWithChanges(store: Store): AsyncGenerator<string> {
  let [next] = await store.list(['change'], { limit: 1 })
  while (next) {
    const root = next.key[1]!
    yield root
    const after = [...changesKey(root), behindAll]
    next = (await store.list(['change'], { after, limit: 1 }))[0]
  }
}

/** Removes the changes at the beginning of a log that are over, page by page; how many. */
async function sweepLog(
  store: Store,
  root: string,
  isOver: (change: PlacedChange) => boolean,
): Promise<number> {
  for (let removed = 0; ;) {
    const page = await store.list(changesKey(root))
    const old = page.filter((entry) => isOver(placed(entry)))
    if (old.length > 0) await store.commit(old.map(({ key }) => ({ key, value: null })))
    removed += old.length
    if (old.length < page.length || page.length === 0) return removed
  }
}
