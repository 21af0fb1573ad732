// The life of an access request, and of the grant it may become, as a table. Pure.

import type { State } from '../../client/sdk/mediator.ts'

export type { State }

export type Step = 'grant' | 'activate' | 'refuse' | 'cancel' | 'withdraw' | 'revoke' | 'expire'

/** Withdrawing is the person's act, revoking the firm's. Nothing leads out of an ended state. */
const table: Readonly<Record<State, Partial<Record<Step, State>>>> = {
  requested: { grant: 'agreed', refuse: 'refused', cancel: 'cancelled' },
  agreed: { activate: 'active', withdraw: 'withdrawn', revoke: 'revoked', expire: 'expired' },
  active: { withdraw: 'withdrawn', revoke: 'revoked', expire: 'expired' },
  refused: {},
  cancelled: {},
  expired: {},
  withdrawn: {},
  revoked: {},
}

/** The state after a step, or undefined when the step is not possible in this state. */
export function after(state: State, step: Step): State | undefined {
  return table[state][step]
}

/** The state of a grant at a moment: its end needs no timer, the clock alone decides. */
export function stateAt(grant: { state: State; until: number }, now: number): State {
  if (now < grant.until) return grant.state
  return after(grant.state, 'expire') ?? grant.state
}
