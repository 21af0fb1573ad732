// Refresh tokens: good once. One that was used is not kept; its name says that it was one of ours, and of
// which grant, so that its second use ends the grant however long ago the first was.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Stale } from '../../../store/store.ts'
import type { Store } from '../../../store/store.ts'
import type { Keys } from '../keys/key-times.ts'
import type { Adapter } from './adapter.ts'
import { envelopeOf, indexKeys, recordKey } from './records.ts'
import type { Payload } from './records.ts'

const model = 'RefreshToken'

export interface RefreshTokensWorld {
  readonly store: Store
  readonly keys: Keys
  /** The storage of grants. */
  readonly grants: Pick<Adapter, 'destroy'>
  /** The error that tells a client that what it sent was used before. */
  readonly alreadyUsed: (what: string) => Error
}

/** The storage of refresh tokens. Source: OAuth 2.0 Security Best Current Practice, §4.14.2. */
export function createRefreshTokenAdapter(records: Adapter, world: RefreshTokensWorld): Adapter {
  const { store, keys, grants, alreadyUsed } = world
  return { ...records, find, consume }

  async function find(id: string): Promise<Payload | undefined> {
    const payload = await records.find(id)
    const grantId = payload ? undefined : grantNamedIn(id, keys)
    if (grantId !== undefined) await grants.destroy(grantId)
    return payload
  }

  async function consume(id: string) {
    const key = recordKey(model, id)
    const entry = await store.get(key)
    if (!entry) throw alreadyUsed(model)
    const gone = [key, ...indexKeys(model, id, envelopeOf(entry).payload as Payload)]
    try {
      await store.commit(
        gone.map((each) => ({ key: each, value: null })),
        [{ key, revision: entry.revision }],
      )
    } catch (error) {
      throw error instanceof Stale ? alreadyUsed(model) : error
    }
  }
}

/** A new name that nobody can guess, nor make one like it: 'GRANT.RANDOM.SEAL'. */
export function newTokenName(grantId: string, { cookies }: Keys): string {
  const name = `${grantId}.${randomBytes(32).toString('base64url')}`
  return `${name}.${sealOf(name, cookies[0]!).toString('base64url')}`
}

/** The grant in a name that we have made, now or with keys from before; undefined for all others. */
export function grantNamedIn(text: string, { cookies }: Keys): string | undefined {
  const [, name = '', grantId, seal = ''] = /^(([\w-]+)\.[\w-]{43})\.([\w-]{43})$/.exec(text) ?? []
  const given = Buffer.from(seal, 'base64url')
  const isOurs = cookies.some((key) => {
    const right = sealOf(name, key)
    return given.length === right.length && timingSafeEqual(given, right)
  })
  return isOurs ? grantId : undefined
}

function sealOf(name: string, key: string): Buffer {
  return createHmac('sha256', key).update(`refresh token ${name}`).digest()
}
