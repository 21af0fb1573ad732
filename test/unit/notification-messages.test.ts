// What changes mean to channels, and how messages are written.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Graph, parseTurtle } from '../../shapes/graph.ts'
import { as } from '../../vocab/generated/as.ts'
import { context } from '../../vocab/generated/context.ts'
import { activitiesOf } from '../../server/pod/notifications/changes.ts'
import type { RecordChange } from '../../server/pod/notifications/changes.ts'
import { activitiesFor, messageId, messageText } from '../../server/pod/notifications/messages.ts'
import type { Message } from '../../server/pod/notifications/messages.ts'
import { createPace } from '../../server/pod/notifications/pace.ts'
import { parseRdf } from '../../server/rdf/rdf.ts'

const meta = (digest: string) => ({ type: 'text/turtle', size: 1, modified: 1, digest })
const [one, two] = [meta('one'), meta('two')]

const told = (records: readonly RecordChange[]) =>
  activitiesOf(records).map(({ type, object, target }) =>
    `${type} ${object} ${target ?? ''}`.trim(),
  )

describe('what records become', () => {
  it.each<[string, RecordChange[], string[]]>([
    ['nothing', [], []],
    [
      'a new document',
      [{ path: '/a/x', before: undefined, after: one }],
      ['Create /a/x', 'Add /a/x /a/'],
    ],
    ['a new root', [{ path: '/a/', before: undefined, after: one }], ['Create /a/']],
    ['other bytes', [{ path: '/a/x', before: one, after: two }], ['Update /a/x']],
    ['the same bytes', [{ path: '/a/x', before: one, after: meta('one') }], []],
    [
      'no document',
      [{ path: '/a/x', before: one, after: undefined }],
      ['Delete /a/x', 'Remove /a/x /a/'],
    ],
    ['what was never there', [{ path: '/a/x', before: undefined, after: undefined }], []],
    ['an ACL', [{ path: '/a/x.acl', before: undefined, after: one }], ['Create /a/x.acl']],
    [
      'a description',
      [{ path: '/a/x.meta', before: one, after: two }],
      ['Update /a/x.meta', 'Update /a/x'],
    ],
    [
      'a description that goes with its document',
      [
        { path: '/a/x', before: one, after: undefined },
        { path: '/a/x.meta', before: one, after: undefined },
      ],
      ['Delete /a/x', 'Remove /a/x /a/', 'Delete /a/x.meta'],
    ],
  ])('%s', (_what, records, expected) => {
    expect(told(records)).toEqual(expected)
  })
})

describe('a channel', () => {
  const change = {
    at: 10,
    activities: activitiesOf([{ path: '/a/b/x', before: undefined, after: one }]),
  }

  it.each([
    [['/a/b/x'], undefined, ['Create']],
    [['/a/b/'], undefined, ['Add']],
    [['/a/b/', '/a/b/x'], undefined, ['Create', 'Add']],
    [['/a/', '/a/b', '/a/b/x/'], undefined, []],
    [['/a/b/x'], 10, ['Create']],
    [['/a/b/x'], 11, []],
  ])('for %j from %s on is told %j', (topics, startAt, expected) => {
    expect(activitiesFor({ topics, startAt }, change).map(({ type }) => type)).toEqual(expected)
  })
})

function triplesIn(graph: Graph): Set<string> {
  const quads = graph.getQuads(null, null, null, null)
  return new Set(
    quads.map(({ subject, predicate, object }) =>
      [subject, predicate, object].map(({ value }) => value).join(' '),
    ),
  )
}

describe('a message', () => {
  const message: Message = {
    id: messageId('channel', 'place', '0'),
    type: 'Add',
    object: 'https://pods.example/a/b',
    target: 'https://pods.example/a/',
    state: '"etag"',
    published: Date.UTC(2026, 0, 1),
  }

  it.each(['notifications-context/v1', 'notification/v1'] as const)(
    'says the same in JSON-LD with %s as in Turtle',
    async (name) => {
      const json = messageText(message, { accept: 'application/ld+json', context: context[name] })
      const turtle = messageText(message, { accept: 'text/turtle', context: context[name] })

      const read = new Graph(await parseRdf('application/ld+json', json, 'https://x.example/'))
      expect(triplesIn(read)).toEqual(triplesIn(parseTurtle(turtle, '')))
      expect(read.getObjects(message.id, as.object, null)[0]?.value).toBe(message.object)
    },
  )

  it('has the same id whenever it is made, and another than every other', () => {
    const ids = [messageId('a', 'b'), messageId('a', 'c'), messageId('ab', '')]

    expect(messageId('a', 'b')).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) {
      expect(id).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
      )
    }
  })
})

function due(object: string, at: number) {
  const change = { at, activities: [], place: String(at) }
  return { change, activity: { type: 'Update', object } as const }
}

describe('a pace', () => {
  it('keeps its distance, and lets the last of every topic through in the end', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('x', 'y', 'z'), fc.nat(30)), { minLength: 1 })
    fc.assert(
      fc.property(steps, (list) => {
        const pace = createPace(10)
        const sent: { object: string; at: number; place: string }[] = []
        const last = new Map<string, string>()
        let now = 0
        const send = () => {
          const next = pace.next(now)
          if (next) sent.push({ object: next.activity.object, at: now, place: next.change.place })
        }
        for (const [index, [object, passing]] of list.entries()) {
          now += passing
          pace.add(due(object, index))
          last.set(object, String(index))
          send()
        }
        while (pace.waitMs(now) < Infinity) {
          now += pace.waitMs(now)
          send()
        }

        const gaps = sent.slice(1).map(({ at }, index) => at - sent[index]!.at)
        expect(gaps.every((gap) => gap >= 10)).toBe(true)
        const final = new Map(sent.map(({ object, place }) => [object, place]))
        expect(final).toEqual(last)
      }),
    )
  })
})
