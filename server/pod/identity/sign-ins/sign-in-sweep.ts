// Removes sign-ins on which nothing can hang any more: the browser has forgotten them, and no app can
// get a token from them. Never decides anything: what is removed was good for nothing.
import { Stale, entriesBelow } from '../../../store/store.ts'
import type { Condition, Entry, Key, Store, Write } from '../../../store/store.ts'
import { grantById, grantEndings, grantsOf } from './grants.ts'
import type { Grant } from './grants.ts'
import { jsonOf } from '../json-entries.ts'
import { hasExpired } from '../provider/records.ts'
import type { SessionsWorld } from './sessions.ts'

/** How long after its last use something is left alone: tokens that were just got may be in use. */
const restMs = 3_600_000

/** Returns how many sign-ins it removed. */
export async function sweepSignIns(world: SessionsWorld): Promise<number> {
  const { store } = world
  let removed = 0
  for await (const session of entriesBelow(store, ['identity', 'sessions'])) {
    if (await sweepOne(world, session)) removed++
  }
  return removed
}

async function sweepOne(world: SessionsWorld, { key, value, revision }: Entry): Promise<boolean> {
  const { store, now } = world
  const [, , webId = '', id = ''] = key
  const { lastUsed } = jsonOf(value) as { readonly lastUsed: number }
  if (lastUsed + restMs > now() || (await isLive(world, ['oidc', '@uid', id]))) return false
  const grants = await grantsOf(store, webId, id)
  const isOver = await Promise.all(grants.map((each) => isUseless(world, each)))
  const ended = grantEndings(grants.filter((_, index) => isOver[index]))
  const isGone = isOver.every(Boolean)
  const writes = isGone ? [...ended, { key, value: null }] : ended
  return (await committed(store, writes, [{ key, revision }])) && isGone
}

/** No code and no token for later is left, or the grant itself has ended. */
async function isUseless(world: SessionsWorld, { id }: Grant): Promise<boolean> {
  if (!(await grantById(world.store, id, world.now()))) return true
  for await (const entry of entriesBelow(world.store, ['oidc', '@grant', id])) {
    if (!hasExpired(entry, world.now())) return false
  }
  return true
}

async function isLive({ store, now }: SessionsWorld, key: Key): Promise<boolean> {
  const entry = await store.get(key)
  return entry !== undefined && !hasExpired(entry, now())
}

/** False when the sign-in was used meanwhile. */
async function committed(store: Store, writes: Write[], conditions: Condition[]): Promise<boolean> {
  if (writes.length === 0) return true
  try {
    await store.commit(writes, conditions)
    return true
  } catch (error) {
    if (error instanceof Stale) return false
    throw error
  }
}
