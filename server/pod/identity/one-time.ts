// What is good once and for a while: challenges, invitations, links. Only digests of them are kept.
import { createHash, randomBytes } from 'node:crypto'
import { Stale, entriesBelow } from '../../store/store.ts'
import type { Condition, Key, Store, Write } from '../../store/store.ts'
import { jsonOf, jsonWrite } from './json-entries.ts'

export type Kind = 'challenge' | 'invitation' | 'recovery'

export interface OneTimeWorld {
  readonly store: Store
  /** Milliseconds. */
  readonly now: () => number
}

/** Something that can be used, and the commit that uses it up, to be made with what it allows. */
export interface Found {
  /** What it is for: the WebID of a recovery, the sign-in of a challenge. */
  readonly subject: string
  /** Milliseconds. */
  readonly expires: number
  readonly writes: readonly Write[]
  readonly conditions: readonly Condition[]
}

interface Kept {
  readonly subject: string
  /** Milliseconds. */
  readonly expires: number
}

/** A new secret of 256 bits, which can be used until it has been, or until its time is over. */
export async function issueOnce(
  { store, now }: OneTimeWorld,
  kind: Kind,
  { subject, lastsMs }: { readonly subject: string; readonly lastsMs: number },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const kept: Kept = { subject, expires: now() + lastsMs }
  await store.commit([jsonWrite(keyOf(kind, secret), kept)])
  return secret
}

/** What this secret is good for; undefined when it is unknown, used, or its time is over. */
export async function findOnce(
  { store, now }: OneTimeWorld,
  kind: Kind,
  secret: string,
): Promise<Found | undefined> {
  const key = keyOf(kind, secret)
  const entry = await store.get(key)
  const kept = entry && (jsonOf(entry.value) as Kept)
  if (!kept || kept.expires <= now()) return undefined
  return {
    ...kept,
    writes: [{ key, value: null }],
    conditions: [{ key, revision: entry.revision }],
  }
}

/** Uses a secret up; what it was good for, or undefined when it is good for nothing, or just was used. */
export async function takeOnce(
  world: OneTimeWorld,
  kind: Kind,
  secret: string,
): Promise<string | undefined> {
  const found = await findOnce(world, kind, secret)
  if (!found) return undefined
  try {
    await world.store.commit(found.writes, found.conditions)
    return found.subject
  } catch (error) {
    if (error instanceof Stale) return undefined
    throw error
  }
}

/** Removes what nobody has used in its time. */
export async function sweepOnce({ store, now }: OneTimeWorld): Promise<void> {
  for await (const { key, value } of entriesBelow(store, ['identity', 'once'])) {
    // Without a condition: nothing is written twice under a key.
    if ((jsonOf(value) as Kept).expires <= now()) await store.commit([{ key, value: null }])
  }
}

function keyOf(kind: Kind, secret: string): Key {
  const digest = createHash('sha256').update(secret).digest('base64url')
  return ['identity', 'once', kind, digest]
}
