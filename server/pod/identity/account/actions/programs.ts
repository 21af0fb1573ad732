// Making and removing the credentials of programs.
import { Problem } from '../../../../http/problem.ts'
import { addCredentials, removeCredentials } from '../../credentials.ts'
import { textIn } from '../../forms.ts'
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
  const expires = endOf(textIn(req, 'ends'), world.now())
  const made = await addCredentials(world, { webId, name, expires }).catch(tellFull)
  return { once: newProgram(made, words) }
}

async function remove({ world, visitor, req }: Visit): Promise<Outcome> {
  await removeCredentials(world.store, visitor.webId, textIn(req, 'id')).catch(tellGone)
  return { done: 'programRemoved' }
}

/** The end of a day: '2027-01-31'; undefined for none. */
function endOf(day: string, now: number): number | undefined {
  if (day === '') return undefined
  const end = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T23:59:59Z`) : NaN
  if (end > now) return end
  throw new AccountFault('programEnds')
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
