// Ending what came in: sign-ins in other browsers, and apps. Closing needs no further proof.
import { revokeConsent } from '../../sign-ins/consents.ts'
import { textIn } from '../../forms/forms.ts'
import { endAllSessions, endSession } from '../../sign-ins/sessions.ts'
import type { Action, Outcome, Visit } from './action.ts'

export const accessActions: readonly Action[] = [
  { path: 'sessions/end', section: 'sessions', needsProof: false, run: endOne },
  { path: 'sessions/end-others', section: 'sessions', needsProof: false, run: endOthers },
  { path: 'apps/stop', section: 'apps', needsProof: false, run: stopApp },
]

async function endOne({ world, visitor, req }: Visit): Promise<Outcome> {
  await endSession(world, visitor.webId, textIn(req, 'id'))
  return { done: 'sessionEnded' }
}

async function endOthers({ world, visitor }: Visit): Promise<Outcome> {
  await endAllSessions(world, visitor.webId, { except: visitor.sessionId })
  return { done: 'sessionsEnded' }
}

async function stopApp({ world, visitor, req }: Visit): Promise<Outcome> {
  await revokeConsent(world, visitor.webId, textIn(req, 'client'))
  return { done: 'appStopped' }
}
