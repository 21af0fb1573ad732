// Who is served beside whom, and what comes next for one webhook.
import { describe, expect, it } from 'vitest'
import type { PlacedChange } from '../../server/pod/notifications/changes.ts'
import type { Channel } from '../../server/pod/notifications/channels.ts'
import type { Delivery } from '../../server/pod/notifications/webhooks/delivery.ts'
import { isDue, nextStep } from '../../server/pod/notifications/webhooks/plan.ts'
import { whoseTurn } from '../../server/pod/notifications/webhooks/turns.ts'

const now = 1_700_000_000_000

function turns(count: number, of: Partial<Record<'receiver' | 'creator', string>> = {}) {
  return Array.from({ length: count }, (_, number) => ({
    channel: `${of.receiver ?? ''}${of.creator ?? ''}${number}`,
    receiver: `host-${number}`,
    creator: `agent-${number}`,
    ...of,
  }))
}

describe('turns', () => {
  it('are never given to one channel twice at once', () => {
    const [one] = turns(1)

    expect(whoseTurn([one!, one!], [])).toEqual([one])
    expect(whoseTurn([one!], [one!])).toEqual([])
  })

  it('leave room beside a receiver with many channels', () => {
    const busy = turns(100, { receiver: 'slow.example' })
    const [other] = turns(1)

    expect(whoseTurn([...busy, other!], [])).toEqual([...busy.slice(0, 4), other])
  })

  it('leave room beside somebody with many receivers', () => {
    const busy = turns(100, { creator: 'busy' })
    const [other] = turns(1)

    expect(whoseTurn([...busy.slice(4), other!], busy.slice(0, 4))).toEqual([other])
  })

  it('are 64 at most', () => {
    expect(whoseTurn(turns(100), [])).toHaveLength(64)
    expect(whoseTurn(turns(100).slice(60), turns(60))).toHaveLength(4)
  })
})

const channel = { topics: ['/alice/a/', '/alice/b'], rate: undefined, startAt: undefined }
const delivery = {
  place: '00',
  told: 0,
  startAt: 0,
  toGreet: [],
  sentAt: undefined,
  paceMs: 0,
  trouble: undefined,
}

/** What creating a document below /alice/a/ looks like in the log. */
function creation(place: string, name: string): PlacedChange {
  const object = `/alice/a/${name}`
  const update = { type: 'Update', object: '/alice/a/' } as const
  return {
    place,
    at: now,
    activities: [{ type: 'Create', object }, { type: 'Add', object, target: '/alice/a/' }, update],
  }
}

const elsewhere: PlacedChange = {
  place: '01',
  at: now,
  activities: [{ type: 'Update', object: '/alice/else' }],
}

function step(changes: readonly PlacedChange[], differences: object = {}) {
  const asked = { ...channel, ...differences } as unknown as Channel
  const kept = { ...delivery, ...differences } as unknown as Delivery
  return nextStep(asked, kept, changes, now)
}

describe('the next step of a webhook', () => {
  it('is to tell the first that concerns it, and to remember the rest of the change', () => {
    const changes = [elsewhere, creation('02', 'x')]

    expect(step(changes)).toMatchObject({
      kind: 'tell',
      news: { activity: { type: 'Add' }, after: { place: '01', told: 1 } },
    })
    expect(step(changes.slice(1), { place: '01', told: 1 })).toMatchObject({
      news: { activity: { type: 'Update' }, after: { place: '02', told: 0 } },
    })
  })

  it('is to pass what does not concern it', () => {
    expect(step([elsewhere])).toEqual({ kind: 'pass', place: '01' })
  })

  it('is to pass what happened before its start', () => {
    const changes = [{ ...creation('02', 'x'), at: now - 2 }]

    expect(step(changes, { startAt: now - 1 })).toEqual({ kind: 'pass', place: '02' })
  })

  it('is, where there is a rate, the last of each topic', () => {
    const update: PlacedChange = {
      place: '03',
      at: now,
      activities: [{ type: 'Update', object: '/alice/b' }],
    }
    const changes = [creation('02', 'x'), update, creation('04', 'y')]

    expect(step(changes, { rate: 1_000 })).toMatchObject({
      news: { activity: { object: '/alice/b' }, after: { place: '03', told: 0 } },
    })
    expect(step(changes.slice(2), { rate: 1_000, place: '03' })).toMatchObject({
      news: { activity: { type: 'Update', object: '/alice/a/' }, after: { place: '04', told: 0 } },
    })
  })

  it('is to say how topics are, before anything else, to who has another state', () => {
    const changes = [creation('02', 'x')]

    expect(step(changes, { toGreet: undefined })).toEqual({ kind: 'compare' })
    expect(step(changes, { toGreet: ['/alice/b'] })).toEqual({ kind: 'greet', topic: '/alice/b' })
  })

  it.each([
    ['before its start', { startAt: now + 1 }],
    ['faster than agreed', { sentAt: now - 999, paceMs: 1_000 }],
    ['in a pause for its receiver', { trouble: { failures: 1, since: now, until: now + 1 } }],
  ])('is nothing %s', (_when, differences) => {
    expect(step([creation('02', 'x')], differences)).toEqual({ kind: 'rest' })
    expect(isDue({ ...delivery, ...differences } as unknown as Delivery, '02', now)).toBe(false)
  })

  it('is due when there is something behind its place, or a greeting', () => {
    expect(isDue(delivery as unknown as Delivery, '00', now)).toBe(false)
    expect(isDue(delivery as unknown as Delivery, '01', now)).toBe(true)
    expect(isDue({ ...delivery, toGreet: undefined } as unknown as Delivery, '00', now)).toBe(true)
  })
})
