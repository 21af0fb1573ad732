// The keys of the OpenID provider: made once, kept in the store, so that a restart signs nobody out.
import { randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import type { JWK } from 'jose'
import { Stale } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import { readJsonEntry, jsonWrite } from './json-entries.ts'

export interface Keys {
  /** Private keys, ES256 first. */
  readonly signing: readonly JWK[]
  /** Cookies are signed with the first; all of them are accepted. */
  readonly cookies: readonly string[]
  /** From this the secrets of the server's own agents are derived. */
  readonly services: string
}

const key = ['identity', 'keys']

/** The keys of this store, made on the first call. */
export async function openKeys(store: Store): Promise<Keys> {
  const kept = await readJsonEntry<Keys>(store, key)
  if (kept) return kept
  const made = await makeKeys()
  try {
    await store.commit([jsonWrite(key, made)], [{ key, absent: true }])
    return made
  } catch (error) {
    // Another process was faster: its keys are the keys.
    if (error instanceof Stale) return openKeys(store)
    throw error
  }
}

/** The public halves, as served at the jwks_uri. */
export function publicKeys({ signing }: Keys): { keys: JWK[] } {
  return { keys: signing.map(publicHalf) }
}

function publicHalf({ kty, kid, alg, use, crv, x, y, n, e }: JWK): JWK {
  const all = { kty, kid, alg, use, crv, x, y, n, e }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

async function makeKeys(): Promise<Keys> {
  const signing = await Promise.all(['ES256', 'RS256'].map(makeSigningKey))
  return { signing, cookies: [secret()], services: secret() }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

async function makeSigningKey(alg: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, alg, use: 'sig', kid: await calculateJwkThumbprint(jwk) }
}
