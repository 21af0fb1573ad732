// Accounts: a name, a password, a WebID, and the pod that comes with it.
import { Problem } from '../../http/problem.ts'
import { Stale } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import { podWrites } from '../provision.ts'
import { newCredentials } from './credentials.ts'
import { jsonWrite, readJsonEntry } from './json-entries.ts'
import { generatePassword, hashPassword, isPassword } from './passwords.ts'

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

interface AccountRecord {
  readonly name: string
  readonly passwordHash: string
  /** Milliseconds. */
  readonly created: number
}

/**
 * Creates account, pod and client credentials in one commit.
 * @throws Problem unprocessable when a value is not possible, conflict when the name is taken
 */
export async function createAccount(world: AccountsWorld, asked: NewAccount): Promise<Account> {
  checkNewAccount(asked)
  const { store, baseUrl, issuer, mediator } = world
  const { name, password = generatePassword(), displayName = name } = asked
  const webId = webIdOf(baseUrl, name)
  if (await hasAccount(store, webId)) throw nameTaken(name)

  const now = world.now()
  const record: AccountRecord = { name, passwordHash: await hashPassword(password), created: now }
  const { credentials, writes } = newCredentials({ webId, name: 'first' }, now)
  const pod = podWrites({ name, webId, issuer, mediator, displayName, now, baseUrl })
  const key = accountKey(webId)
  try {
    await store.commit(
      [jsonWrite(key, record), ...writes, ...pod.writes],
      [{ key, absent: true }, ...pod.conditions],
    )
  } catch (error) {
    throw error instanceof Stale ? nameTaken(name) : error
  }
  return { webId, storage: `${baseUrl}/${name}/`, issuer, ...credentials, password }
}

/** Whether a WebID has an account here. */
export async function hasAccount(store: Store, webId: string): Promise<boolean> {
  return (await readAccount(store, webId)) !== undefined
}

/** The WebID that signs in with this name and password, or undefined; equally slow in both cases. */
export async function webIdFor(
  { store, baseUrl }: Pick<AccountsWorld, 'store' | 'baseUrl'>,
  name: string,
  password: string,
): Promise<string | undefined> {
  const webId = isName(name) ? webIdOf(baseUrl, name) : undefined
  const record = webId === undefined ? undefined : await readAccount(store, webId)
  return (await isPassword(record?.passwordHash, password)) ? webId : undefined
}

/** 'alice' → 'https://pods.example/alice/profile/card#me' */
function webIdOf(baseUrl: string, name: string): string {
  return `${baseUrl}/${name}/profile/card#me`
}

function readAccount(store: Store, webId: string): Promise<AccountRecord | undefined> {
  return readJsonEntry<AccountRecord>(store, accountKey(webId))
}

function accountKey(webId: string) {
  return ['identity', 'accounts', webId]
}

/** Names that would hide a part of the server. */
const reserved = new Set(['vocab', 'assets'])

function isName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(name) && !reserved.has(name)
}

function checkNewAccount({ name, password, displayName }: NewAccount) {
  if (!isName(name)) {
    throw new Problem(
      'unprocessable',
      'name: up to 63 lower-case letters, digits and hyphens, a letter or digit first; not "vocab" or "assets"',
    )
  }
  if (password !== undefined && !hasLength(password, 8, 200)) {
    throw new Problem('unprocessable', 'password: 8 to 200 characters, or leave it out')
  }
  if (displayName !== undefined && !isDisplayName(displayName)) {
    throw new Problem('unprocessable', 'displayName: 1 to 100 characters, on one line')
  }
}

function isDisplayName(text: string): boolean {
  return hasLength(text.trim(), 1, 100) && !/[\p{Cc}\p{Cs}]/u.test(text)
}

function hasLength(text: string, least: number, most: number): boolean {
  return text.length >= least && text.length <= most
}

function nameTaken(name: string): Problem {
  return new Problem('conflict', `The name "${name}" is taken: choose another`)
}
