// Whether graphs say the same, whatever their blank nodes are called.
import { describe, expect, it } from 'vitest'
import { sameQuads } from '../../server/rdf/isomorphic.ts'
import { parseTurtle } from '../../shapes/graph.ts'

const quads = (text: string) =>
  parseTurtle(text.replaceAll(/\b([a-z])\b/g, '<urn:$1>'), 'urn:base').getQuads(
    null,
    null,
    null,
    null,
  )
const same = (one: string, other: string) => sameQuads(quads(one), quads(other))

const ring = (sizes: readonly number[]) =>
  sizes
    .flatMap((size, ring) =>
      Array.from({ length: size }, (_, at) => `_:r${ring}n${at} c _:r${ring}n${(at + 1) % size} .`),
    )
    .join(' ')

describe('two graphs', () => {
  it.each([
    ['nothing', '', ''],
    ['any order', 'a b c . c b a .', 'c b a . a b c .'],
    ['another label', 'a b _:x1 . _:x1 c "1" .', 'a b _:y1 . _:y1 c "1" .'],
    ['two that differ', 'a b [ c "1" ], [ c "2" ] .', 'a b [ c "2" ], [ c "1" ] .'],
    ['a chain', 'a b [ c [ c [ c "end" ] ] ] .', 'a b _:y1 . _:y1 c _:y2 . _:y2 c [ c "end" ] .'],
    ['another case of a language', 'a b "x"@en-GB .', 'a b "x"@en-gb .'],
  ])('are the same with %s', (_what, one, other) => {
    expect(same(one, other)).toBe(true)
  })

  it.each([
    ['more', 'a b c .', 'a b c . c b a .'],
    ['another value', 'a b [ c "1" ] .', 'a b [ c "2" ] .'],
    ['another language', 'a b "x"@en .', 'a b "x"@fr .'],
    ['a text for a name', 'a b "urn:c" .', 'a b c .'],
    [
      'values joined otherwise',
      'a b [ c "1", "2" ], [ c "3" ] .',
      'a b [ c "1" ], [ c "2", "3" ] .',
    ],
    [
      'a ring closed otherwise',
      'a b _:x1 . _:x1 c _:x2 . _:x2 c _:x1 .',
      'a b _:x1 . _:x1 c _:x2 . _:x2 c _:x2 .',
    ],
  ])('are not the same with %s', (_what, one, other) => {
    expect(same(one, other)).toBe(false)
  })

  it('are not taken for the same where nobody could tell soon', () => {
    expect(same(ring([6]), ring([3, 3]))).toBe(false)
    expect(same(ring([6]), ring([6]))).toBe(false)
    expect(sameQuads(quads(ring([500])), quads(ring([500])))).toBe(false)
    const large = quads(ring([500]))
    expect(sameQuads(large, large.toReversed())).toBe(true)
  })
})
