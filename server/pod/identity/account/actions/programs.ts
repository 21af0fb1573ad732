// Making and removing the credentials of programs.
import { Problem } from '../../../../http/problem.ts'
import { makeCredentials, removeCredentials } from '../../programs/credentials.ts'
import { textIn } from '../../forms/forms.ts'
import { commitAs } from '../../sign-ins/signed-in.ts'
import { endOfDay } from '../end-of-day.ts'
import { AccountFault } from '../fault.ts'
import { newProgram } from '../sections/programs.ts'
import type { Action, Outcome, Visit } from './action.ts'

export const programActions: readonly Action[] = [
  { path: 'programs', section: 'programs', needsProof: true, run: add },
  { path: 'programs/remove', section: 'programs', needsProof: true, run: remove },
]

async function add({ world, visitor, req, words }: Visit): Promise<Outcome> {
  const { webId } = visitor
  const name = textIn(req, 'name').trim()
  if (name === '' || name.length > 100 || /[\p{Cc}\p{Cs}\p{Cf}]/u.test(name)) {
    throw new AccountFault('programName')
  }
  const expires = endOfDay(textIn(req, 'ends'), world.now())
  const { credentials, decide } = makeCredentials(world, { webId, name, expires })
  await commitAs(world.store, visitor, decide).catch(tellFull)
  return { once: newProgram(credentials, words) }
}

async function remove({ world, visitor, req }: Visit): Promise<Outcome> {
  await removeCredentials(world.store, visitor.webId, textIn(req, 'id')).catch(tellGone)
  return { done: 'programRemoved' }
}

function tellFull(error: unknown): never {
  throw error instanceof Problem && error.type === 'conflict'
    ? new AccountFault('programsFull', 'conflict')
    : error
}

function tellGone(error: unknown): never {
  throw error instanceof Problem && error.type === 'not-found'
    ? new AccountFault('gone', 'not-found')
    : error
}
