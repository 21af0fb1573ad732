// How a person signs in: passkeys, password, recovery codes. Passkeys are added by `passkeys/routes.ts`.
import { retryWhenStale } from '../../../../store/store.ts'
import type { Store } from '../../../../store/store.ts'
import { textIn } from '../../forms/forms.ts'
import { renamePasskey } from '../../passkeys/passkeys.ts'
import { newCodes } from '../../recovery/codes.ts'
import { sessionsEnding } from '../../sign-ins/sessions.ts'
import { commitAs, together } from '../../sign-ins/signed-in.ts'
import type { SignedIn } from '../../sign-ins/signed-in.ts'
import type { Change } from '../../sign-ins/standing.ts'
import { passkeyRemoval, passwordChange, passwordRemoval } from '../../accounts/ways-in.ts'
import { AccountFault } from '../fault.ts'
import { codesShown } from '../sections/codes.ts'
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
  const { store } = world
  await commitAs(store, visitor, async () => {
    const removal = await passkeyRemoval(store, visitor.webId, textIn(req, 'id'))
    if (!removal) throw new AccountFault('gone', 'not-found')
    return together(removal, await othersEnding(store, visitor))
  })
  return { done: 'passkeyRemoved' }
}

async function setPassword({ world, visitor, req }: Visit): Promise<Outcome> {
  const { store } = world
  const password = textIn(req, 'password')
  if (password !== textIn(req, 'again')) throw new AccountFault('passwordsDiffer')
  await commitAs(store, visitor, async () => {
    const change = await passwordChange(store, visitor.webId, password)
    return together(change, await othersEnding(store, visitor))
  })
  return { done: 'passwordSet' }
}

async function dropPassword({ world, visitor }: Visit): Promise<Outcome> {
  const { store } = world
  await commitAs(store, visitor, async () => {
    const removal = await passwordRemoval(store, visitor.webId)
    return together(removal, await othersEnding(store, visitor))
  })
  return { done: 'passwordRemoved' }
}

/** Whoever came in by what is no longer good is signed out with it. */
function othersEnding(store: Store, { webId, sessionId }: SignedIn): Promise<Change> {
  return sessionsEnding(store, webId, (id) => id === sessionId)
}

async function renewCodes({ world, visitor, words }: Visit): Promise<Outcome> {
  const { codes, write } = newCodes(visitor.webId)
  await commitAs(world.store, visitor, async () => ({ writes: [write], conditions: [] }))
  return { once: codesShown(codes, words) }
}

function passkeyName(text: string): string {
  const name = text.trim()
  if (name !== '' && name.length <= 60 && !/[\p{Cc}\p{Cs}\p{Cf}]/u.test(name)) return name
  throw new AccountFault('passkeyName')
}
