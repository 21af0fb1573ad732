// The life of a request and of the grant it may become, as a table.
import { describe, expect, it } from 'vitest'
import { after, stateAt } from '../../server/mediator/lifecycle.ts'
import type { State, Step } from '../../server/mediator/lifecycle.ts'

const steps: Step[] = ['grant', 'activate', 'refuse', 'cancel', 'withdraw', 'revoke', 'expire']

describe('the life of a request', () => {
  const possible: [State, Step, State][] = [
    ['requested', 'grant', 'agreed'],
    ['requested', 'refuse', 'refused'],
    ['requested', 'cancel', 'cancelled'],
    ['agreed', 'activate', 'active'],
    ['agreed', 'withdraw', 'withdrawn'],
    ['agreed', 'revoke', 'revoked'],
    ['agreed', 'expire', 'expired'],
    ['active', 'withdraw', 'withdrawn'],
    ['active', 'revoke', 'revoked'],
    ['active', 'expire', 'expired'],
  ]

  it.each(possible)('from %s, %s leads to %s', (from, step, to) => {
    expect(after(from, step)).toBe(to)
  })

  it.each(['requested', 'agreed', 'active'] as const)('knows no other step from %s', (from) => {
    const known = possible.filter(([state]) => state === from).map(([, step]) => step)

    expect(steps.filter((step) => after(from, step)).toSorted()).toEqual(known.toSorted())
  })

  it.each(['refused', 'cancelled', 'expired', 'withdrawn', 'revoked'] as const)(
    'is over once it is %s',
    (ended) => expect(steps.filter((step) => after(ended, step))).toEqual([]),
  )
})

describe('the state of a grant at a moment', () => {
  it.each(['agreed', 'active'] as const)('is %s until its end, then expired', (state) => {
    expect(stateAt({ state, until: 1000 }, 999)).toBe(state)
    expect(stateAt({ state, until: 1000 }, 1000)).toBe('expired')
  })

  it.each(['withdrawn', 'revoked'] as const)('stays %s after its end', (state) => {
    expect(stateAt({ state, until: 1000 }, 2000)).toBe(state)
  })
})
