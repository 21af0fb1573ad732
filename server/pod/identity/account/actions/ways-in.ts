// How a person signs in: passkeys, password, recovery codes. Passkeys are added by `passkeys/routes.ts`.
import { retryWhenStale } from '../../../../store/store.ts'
import { textIn } from '../../forms.ts'
import { renamePasskey } from '../../passkeys/passkeys.ts'
import { newRecoveryCodes } from '../../recovery/codes.ts'
import { sessionsEnding } from '../../sessions.ts'
import { passwordWrites, removePasskey, removePassword } from '../../ways-in.ts'
import { AccountFault } from '../fault.ts'
import { newCodes } from '../sections/codes.ts'
import type { Action, Outcome, Visit } from './action.ts'

export const wayInActions: readonly Action[] = [
  { path: 'passkeys/rename', section: 'passkeys', needsProof: true, run: rename },
  { path: 'passkeys/remove', section: 'passkeys', needsProof: true, run: removeOne },
  { path: 'password', section: 'password', needsProof: true, run: setPassword },
  { path: 'password/remove', section: 'password', needsProof: true, run: dropPassword },
  { path: 'codes', section: 'codes', needsProof: true, run: renewCodes },
]

async function rename({ world, visitor, req }: Visit): Promise<Outcome> {
  const name = passkeyName(textIn(req, 'name'))
  const which = { webId: visitor.webId, id: textIn(req, 'id') }
  const isThere = await retryWhenStale(() => renamePasskey(world.store, which, name))
  if (!isThere) throw new AccountFault('gone', 'not-found')
  return { done: 'passkeyRenamed' }
}

async function removeOne({ world, visitor, req }: Visit): Promise<Outcome> {
  await removePasskey(world, visitor.webId, textIn(req, 'id'))
  return { done: 'passkeyRemoved' }
}

/** Whoever may know the old password is signed out with it. */
async function setPassword({ world, visitor, req }: Visit): Promise<Outcome> {
  const { store } = world
  const { webId, sessionId } = visitor
  const password = textIn(req, 'password')
  if (password !== textIn(req, 'again')) throw new AccountFault('passwordsDiffer')
  await retryWhenStale(async () => {
    const set = await passwordWrites(world, webId, password)
    const ended = await sessionsEnding(store, webId, (id) => id === sessionId)
    await store.commit([...set.writes, ...ended.writes], [...set.conditions, ...ended.conditions])
  })
  return { done: 'passwordSet' }
}

async function dropPassword({ world, visitor }: Visit): Promise<Outcome> {
  await removePassword(world, visitor.webId)
  return { done: 'passwordRemoved' }
}

async function renewCodes({ world, visitor, words }: Visit): Promise<Outcome> {
  return { once: newCodes(await newRecoveryCodes(world.store, visitor.webId), words) }
}

function passkeyName(text: string): string {
  const name = text.trim()
  if (name !== '' && name.length <= 60 && !/[\p{Cc}\p{Cs}\p{Cf}]/u.test(name)) return name
  throw new AccountFault('passkeyName')
}
