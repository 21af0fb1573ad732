// Accounts: a name, a WebID, the ways in, and the pod that comes with it.
import { Problem } from '../../../http/problem.ts'
import { Stale } from '../../../store/store.ts'
import type { Condition, Entry, Key, Store, Write } from '../../../store/store.ts'
import { podWrites } from '../../provision.ts'
import { newCredentials } from '../programs/credentials.ts'
import { jsonOf, jsonWrite } from '../json-entries.ts'
import { isDisplayName, isName, likenessOf } from './names.ts'
import { generatePassword, hashPassword, isPassword } from './passwords.ts'
import type { NewLogin } from '../provider/provider.ts'

export interface NewAccount {
  /** Becomes the first segment of the pod's address: 'alice'. */
  readonly name: string
  /** Made up when undefined. */
  readonly password: string | undefined
  /** The name of the person or firm in the profile; the account's name when undefined. */
  readonly displayName: string | undefined
}

/** All that is needed to sign in, told once: secret and password are kept as digests only. */
export interface Account {
  readonly webId: string
  readonly storage: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly password: string
}

export interface AccountsWorld {
  readonly store: Store
  readonly baseUrl: string
  readonly issuer: string
  readonly mediator: string | undefined
  readonly now: () => number
}

export interface AccountRecord {
  readonly name: string
  /** Absent when the person signs in by passkeys alone. */
  readonly passwordHash?: string
  /** Milliseconds. */
  readonly created: number
  /** When it was recovered last, in milliseconds. */
  readonly recovered?: number
}

/** What an account begins with; `writes` and `conditions` belong to the same commit. */
export interface Founding {
  readonly name: string
  readonly displayName: string
  readonly passwordHash: string | undefined
  readonly writes: readonly Write[]
  readonly conditions?: readonly Condition[]
}

/**
 * Creates account, pod and client credentials in one commit.
 * @throws Problem unprocessable when a value is not possible, conflict when the name is taken
 */
export async function createAccount(world: AccountsWorld, asked: NewAccount): Promise<Account> {
  checkNewAccount(asked)
  const { store, baseUrl, issuer } = world
  const { name, password = generatePassword(), displayName = name } = asked
  const webId = webIdOf(baseUrl, name)
  if (await hasAccount(store, webId)) throw nameTaken(name)

  const passwordHash = await hashPassword(password)
  const { credentials, writes } = newCredentials({ webId, name: 'first' }, world.now())
  try {
    await foundAccount(world, { name, displayName, passwordHash, writes })
  } catch (error) {
    throw error instanceof Stale ? nameTaken(name) : error
  }
  return { webId, storage: `${baseUrl}/${name}/`, issuer, ...credentials, password }
}

/**
 * Creates an account and its pod in one commit; returns the WebID. The caller has checked the values.
 * @throws Stale when the name is taken by now, or one of the conditions does not hold
 */
export async function foundAccount(world: AccountsWorld, founding: Founding): Promise<string> {
  const { baseUrl, issuer, mediator } = world
  const { name, displayName, passwordHash } = founding
  const webId = webIdOf(baseUrl, name)
  const now = world.now()
  const record = { name, ...(passwordHash === undefined ? {} : { passwordHash }), created: now }
  const pod = podWrites({ name, webId, issuer, mediator, displayName, now, baseUrl })
  const key = accountKey(webId)
  await world.store.commit(
    [
      jsonWrite(key, record satisfies AccountRecord),
      jsonWrite(likenessKey(name), { name }),
      ...pod.writes,
      ...founding.writes,
    ],
    [{ key, absent: true }, ...pod.conditions, ...(founding.conditions ?? [])],
  )
  return webId
}

/** Whether a WebID has an account here. */
export async function hasAccount(store: Store, webId: string): Promise<boolean> {
  return (await readAccount(store, webId)) !== undefined
}

/** Who comes in with this name and password, or undefined; equally slow in both cases. */
export async function loginBy(
  { store, baseUrl }: Pick<AccountsWorld, 'store' | 'baseUrl'>,
  name: string,
  password: string,
): Promise<NewLogin | undefined> {
  const webId = webIdOf(baseUrl, isName(name) ? name : '-')
  const found = await readAccount(store, webId)
  const isRight = await isPassword(found?.record.passwordHash, password)
  if (!found || !isRight) return undefined
  return { accountId: webId, by: 'password', account: found.entry.revision }
}

/** 'alice' → 'https://pods.example/alice/profile/card#me' */
export function webIdOf(baseUrl: string, name: string): string {
  return `${baseUrl}/${name}/profile/card#me`
}

export interface KeptAccount {
  readonly record: AccountRecord
  readonly entry: Entry
}

/** An account with its entry, for commits that must not be made on an old one. */
export async function readAccount(store: Store, webId: string): Promise<KeptAccount | undefined> {
  const entry = await store.get(accountKey(webId))
  return entry && { record: jsonOf(entry.value) as AccountRecord, entry }
}

/** Where an account is kept. */
export function accountKey(webId: string): Key {
  return ['identity', 'accounts', webId]
}

/** Where the last account with a name like this is kept. */
export function likenessKey(name: string): Key {
  return ['identity', 'likeness', likenessOf(name)]
}

function checkNewAccount({ name, password, displayName }: NewAccount) {
  if (!isName(name)) {
    throw new Problem(
      'unprocessable',
      'name: up to 63 lower-case letters, digits and hyphens, a letter or digit first; not "vocab" or "assets", nor a device such as "con"',
    )
  }
  if (password !== undefined && (password.length < 8 || password.length > 200)) {
    throw new Problem('unprocessable', 'password: 8 to 200 characters, or leave it out')
  }
  if (displayName !== undefined && !isDisplayName(displayName)) {
    throw new Problem('unprocessable', 'displayName: 1 to 100 characters, on one line')
  }
}

function nameTaken(name: string): Problem {
  return new Problem('conflict', `The name "${name}" is taken: choose another`)
}
