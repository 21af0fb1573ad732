// Durations as xsd:duration writes them.
import { describe, expect, it } from 'vitest'
import { addDuration, readDuration } from '../../shapes/duration.ts'

describe('a duration', () => {
  it.each([
    ['2026-02-01T10:00:00Z', 'P30D', '2026-03-03T10:00:00.000Z'],
    ['2026-01-31T00:00:00Z', 'P1M', '2026-02-28T00:00:00.000Z'],
    ['2024-01-31T00:00:00Z', 'P1M', '2024-02-29T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', 'P1Y', '2025-02-28T00:00:00.000Z'],
    ['2026-12-15T00:00:00Z', 'P1Y2M', '2028-02-15T00:00:00.000Z'],
    ['2026-01-31T00:00:00Z', 'P1M1D', '2026-03-01T00:00:00.000Z'],
    ['2026-03-28T12:00:00Z', 'P1DT12H30M', '2026-03-30T00:30:00.000Z'],
    ['2026-01-01T00:00:00Z', 'PT1.5S', '2026-01-01T00:00:01.500Z'],
    ['2026-01-01T00:00:00Z', 'PT0S', '2026-01-01T00:00:00.000Z'],
  ])('from %s, %s ends at %s', (start, text, end) => {
    expect(addDuration(new Date(start), readDuration(text)!).toISOString()).toBe(end)
  })

  it.each(['', 'P', 'PT', 'P1DT', '30D', 'P30', 'P1H', 'PT1D', 'P1M1Y', 'P-1D', '-P1D', 'p1d'])(
    'is not written as %j',
    (text) => expect(readDuration(text)).toBeUndefined(),
  )

  it.each([' P1D', 'P1D\n', 'P1.5D', 'P1D1D', 'P٣D', `P${'9'.repeat(400)}D`])(
    'is not written as %j either',
    (text) => expect(readDuration(text)).toBeUndefined(),
  )

  it('does not end later than any date', () => {
    expect(() => addDuration(new Date(0), readDuration('P999999Y')!)).toThrow(RangeError)
  })
})
