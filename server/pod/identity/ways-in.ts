// The ways into an account, a password and passkeys: changing them, and never removing the last.
import { Problem } from '../../http/problem.ts'
import { retryWhenStale } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import { readAccount } from './accounts.ts'
import type { AccountRecord, KeptAccount } from './accounts.ts'
import { jsonWrite } from './json-entries.ts'
import { Refusal } from './pages/refusal.ts'
import { goneWrites, listPasskeys } from './passkeys/passkeys.ts'
import { passwordFault } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { generationWrite } from './standing.ts'
import type { Change } from './standing.ts'

type StoreWorld = { readonly store: Store }

export async function hasPassword(store: Store, webId: string): Promise<boolean> {
  return (await readAccount(store, webId))?.record.passwordHash !== undefined
}

/**
 * The write that gives an account a password, first or other, to be committed under its condition.
 * @throws Refusal unprocessable for a password that is too easy, not-found without an account
 */
export async function passwordWrites(
  { store }: StoreWorld,
  webId: string,
  password: string,
): Promise<Change> {
  const account = await accountOf(store, webId)
  checkPassword(password, account.record.name)
  const passwordHash = await hashPassword(password)
  return accountWrites(account, { ...account.record, passwordHash })
}

/** @throws Refusal unprocessable for a password that is too easy, not-found without an account */
export async function changePassword(
  world: StoreWorld,
  webId: string,
  password: string,
): Promise<void> {
  await retryWhenStale(async () => {
    const { writes, conditions } = await passwordWrites(world, webId, password)
    await world.store.commit(writes, conditions)
  })
}

/** @throws Refusal conflict when the account has no passkey */
export async function removePassword({ store }: StoreWorld, webId: string): Promise<void> {
  await retryWhenStale(async () => {
    const account = await accountOf(store, webId)
    const { passwordHash: _removed, ...record } = account.record
    if ((await listPasskeys(store, webId)).length === 0) throw new Refusal('conflict', 'lastWayIn')
    const { writes, conditions } = accountWrites(account, record)
    await store.commit(writes, conditions)
  })
}

/**
 * Removes a passkey, by the id that `listPasskeys` gives; nothing when the account has no such one.
 * @throws Refusal conflict when it is the last way in
 */
export async function removePasskey(
  { store }: StoreWorld,
  webId: string,
  id: string,
): Promise<void> {
  await retryWhenStale(async () => {
    const account = await accountOf(store, webId)
    const passkeys = await listPasskeys(store, webId)
    if (!passkeys.some((each) => each.id === id)) return
    const isLast = passkeys.length === 1 && account.record.passwordHash === undefined
    if (isLast) throw new Refusal('conflict', 'lastWayIn')
    const { writes, conditions } = accountWrites(account, account.record)
    await store.commit([...writes, ...goneWrites(webId, id)], conditions)
  })
}

/** @throws Refusal unprocessable that says what is too easy about a password */
export function checkPassword(password: string, name: string): void {
  const fault = passwordFault(password, name)
  if (fault) throw new Refusal('unprocessable', fault)
}

/**
 * Writes an account under the condition that nobody else has since it was read. Whoever removes a way
 * in writes it, changed or not, so that two who remove different ones do not both think another is left.
 */
export function accountWrites(
  { entry: { key, revision } }: KeptAccount,
  record: AccountRecord,
): Change {
  return {
    writes: [jsonWrite(key, record), generationWrite(key.at(-1)!)],
    conditions: [{ key, revision }],
  }
}

/** @throws Problem not-found without an account */
export async function accountOf(store: Store, webId: string): Promise<KeptAccount> {
  const account = await readAccount(store, webId)
  if (account) return account
  throw new Problem('not-found', 'There is no such account')
}
