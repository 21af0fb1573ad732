// The ways into an account, a password and passkeys: changing them, and never removing the last.
import { Problem } from '../../../http/problem.ts'
import type { Store } from '../../../store/store.ts'
import { readAccount } from './accounts.ts'
import type { AccountRecord, KeptAccount } from './accounts.ts'
import { jsonWrite } from '../json-entries.ts'
import { Refusal } from '../pages/refusal.ts'
import { checkRoom, goneWrites, listPasskeys } from '../passkeys/passkeys.ts'
import { passwordFault } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { together } from '../sign-ins/signed-in.ts'
import { generationWrite } from '../sign-ins/standing.ts'
import type { Change } from '../sign-ins/standing.ts'

/**
 * What gives an account a password, first or other.
 * @throws Refusal unprocessable for a password that is too easy, not-found without an account
 */
export async function passwordChange(
  store: Store,
  webId: string,
  password: string,
): Promise<Change> {
  const account = await accountOf(store, webId)
  checkPassword(password, account.record.name)
  const passwordHash = await hashPassword(password)
  return accountWrites(account, { ...account.record, passwordHash })
}

/** @throws Refusal conflict when the account has no passkey */
export async function passwordRemoval(store: Store, webId: string): Promise<Change> {
  const account = await accountOf(store, webId)
  const { passwordHash: _removed, ...record } = account.record
  if ((await listPasskeys(store, webId)).length === 0) throw new Refusal('conflict', 'lastWayIn')
  return accountWrites(account, record)
}

/**
 * What adds a passkey, as `newPasskeyWrites` keeps it.
 * @throws Refusal conflict when the account has as many passkeys as it may
 */
export async function passkeyAddition(store: Store, webId: string, kept: Change): Promise<Change> {
  const account = await accountOf(store, webId)
  await checkRoom(store, webId)
  return together(kept, accountWrites(account, account.record))
}

/**
 * What removes a passkey, by the id that `listPasskeys` gives; undefined when the account has no such.
 * @throws Refusal conflict when it is the last way in
 */
export async function passkeyRemoval(
  store: Store,
  webId: string,
  id: string,
): Promise<Change | undefined> {
  const account = await accountOf(store, webId)
  const passkeys = await listPasskeys(store, webId)
  if (!passkeys.some((each) => each.id === id)) return undefined
  const isLast = passkeys.length === 1 && account.record.passwordHash === undefined
  if (isLast) throw new Refusal('conflict', 'lastWayIn')
  const { writes, conditions } = accountWrites(account, account.record)
  return { writes: [...writes, ...goneWrites(webId, id)], conditions }
}

/** @throws Refusal unprocessable that says what is too easy about a password */
export function checkPassword(password: string, name: string): void {
  const fault = passwordFault(password, name)
  if (fault) throw new Refusal('unprocessable', fault)
}

/**
 * Writes an account under the condition that nobody else has since it was read. Whoever adds or
 * removes a way in writes it, changed or not: so two who remove different ones do not both think another
 * is left, and whoever recovers the account misses none that comes just then.
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
