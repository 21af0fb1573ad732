// The library's sessions and grants, kept in step with ours: a session of somebody whose sign-in has
// ended is not there, and cannot come back by a request that read it before.
import { retryWhenStale } from '../../../store/store.ts'
import type { Store } from '../../../store/store.ts'
import { grantById, grantEndings } from '../sign-ins/grants.ts'
import { hasSession, sessionKey } from '../sign-ins/sessions.ts'
import { generationWrite } from '../sign-ins/standing.ts'
import type { Adapter } from './adapter.ts'
import { recordWrites } from './records.ts'
import type { Payload } from './records.ts'

interface GuardedWorld {
  readonly store: Store
  /** Milliseconds. */
  readonly now: () => number
}

export interface GuardedSessionsWorld extends GuardedWorld {
  /** The error that tells a browser that its sign-in is over. */
  readonly over: () => Error
}

/** The storage of the library's sessions. */
export function createSessionAdapter(records: Adapter, world: GuardedSessionsWorld): Adapter {
  const { store, now, over } = world
  return { ...records, upsert, find, findByUid }

  async function upsert(id: string, payload: Payload, expiresInSeconds?: number) {
    const { accountId, uid } = payload
    if (typeof accountId !== 'string') return records.upsert(id, payload, expiresInSeconds)
    const key = sessionKey(accountId, String(uid))
    const writes = recordWrites('Session', id, payload, now() + expiresInSeconds! * 1000)
    await retryWhenStale(async () => {
      const session = await store.get(key)
      if (!session) throw over()
      await store.commit(writes, [{ key, revision: session.revision }])
    })
  }

  async function find(id: string) {
    return unlessOver(await records.find(id))
  }

  async function findByUid(uid: string) {
    return unlessOver(await records.findByUid(uid))
  }

  async function unlessOver(payload: Payload | undefined): Promise<Payload | undefined> {
    const { accountId, uid } = payload ?? {}
    if (typeof accountId !== 'string') return payload
    return (await hasSession(store, accountId, String(uid))) ? payload : undefined
  }
}

/** The storage of the library's grants: it only ever ends them, when a code or token is used twice. */
export function createGrantAdapter(records: Adapter, { store, now }: GuardedWorld): Adapter {
  return { ...records, destroy }

  async function destroy(id: string) {
    const grant = await grantById(store, id, now())
    if (grant) await store.commit([...grantEndings([grant]), generationWrite(grant.webId)])
  }
}
