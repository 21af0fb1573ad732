// How often a firm may ask one person: often enough for honest firms, too seldom to bury what others
// ask of her.
import { Problem } from '../http/problem.ts'
import type { Condition, Store, Write } from '../store/store.ts'
import { keys, put, readRecord } from './records.ts'
import type { AskedRecord, RequestRecord } from './records.ts'

const mostADay = 20
const dayMs = 86_400_000

/**
 * The write that counts a request of a firm to a person, and the condition under which the count is
 * right.
 * @throws Problem too-many-requests when there were too many within a day
 */
export async function countedRequest(
  store: Store,
  { person, firm, received }: RequestRecord,
): Promise<{ readonly write: Write; readonly condition: Condition }> {
  const key = keys.asked(person, firm)
  const kept = await readRecord<AskedRecord>(store, key)
  const isSameDay = kept !== undefined && received < kept.value.since + dayMs
  const { since, count } = isSameDay ? kept.value : { since: received, count: 0 }
  if (count >= mostADay) throw tooMany(since + dayMs - received)
  const asked: AskedRecord = { since, count: count + 1 }
  return { write: put(key, asked), condition: kept?.unchanged ?? { key, absent: true } }
}

function tooMany(waitMs: number): Problem {
  const detail = `A firm may ask one person ${mostADay} times a day; ask again later`
  const headers = { 'Retry-After': String(Math.ceil(waitMs / 1000)) }
  return new Problem('too-many-requests', detail, { headers })
}
