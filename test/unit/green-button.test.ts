// Reading Green Button files: what is kept, what is noticed, what is refused.
import { describe, expect, it } from 'vitest'
import { readGreenButton } from '../../client/sdk/release/green-button.ts'
import { civilDateTime } from '../../client/sdk/release/local-time.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { unit } from '../../vocab/generated/unit.ts'
import { greenButton } from '../support/green-button.ts'
import type { GreenButtonParts } from '../support/green-button.ts'

const start = 1330578000

function read(parts?: GreenButtonParts) {
  return readGreenButton(greenButton(parts))
}

function scaledValue(powerOfTenMultiplier: number, value: string): string | undefined {
  return read({ type: { powerOfTenMultiplier }, intervals: [{ start, value }] }).readings[0]?.value
}

function day(from: string, to: string) {
  return readGreenButton(syntheticGreenButton({ seed: 7, from, to, zone: 'America/New_York' }))
}

describe('a Green Button file', () => {
  it('gives readings of a meter, with amount, unit, cost and quality', () => {
    const { readings, report } = read({
      intervals: [{ start, value: 282, cost: 974, quality: [8] }],
    })

    expect(readings).toHaveLength(1)
    expect(readings[0]).toMatchObject({
      meter: { id: '1-2', name: 'Meter', service: 'electricity' },
      property: fh.ElectricityImported,
      start,
      durationSeconds: 900,
      value: '282',
      unit: unit['W-HR'],
      quality: 'estimated',
      cost: { value: '0.00974', currency: 'USD' },
    })
    expect(report).toMatchObject({ read: 1, kept: 1, duplicates: 0, missing: 0, rejected: [] })
  })

  it('scales amounts exactly, however large or small', () => {
    expect(scaledValue(3, '12')).toBe('12000')
    expect(scaledValue(-3, '12')).toBe('0.012')
    expect(scaledValue(-1, '100')).toBe('10')
    expect(scaledValue(-12, '999999999999999999')).toBe('999999.999999999999')
    expect(scaledValue(6, '999999999999999999')).toBe('999999999999999999000000')
    expect(scaledValue(-5, '0')).toBe('0')
  })

  it.each([
    [0, 1, 72, fh.ElectricityImported, unit['W-HR']],
    [0, 19, 72, fh.ElectricityExported, unit['W-HR']],
    [1, 1, 42, fh.GasImported, unit.M3],
    [1, undefined, 72, fh.GasImported, unit['W-HR']],
  ])('of service %s, direction %s, unit %s is told apart', (service, flow, uom, property, iri) => {
    const { readings } = read({ service, type: { flowDirection: flow, uom } })

    expect(readings[0]).toMatchObject({ property, unit: iri })
  })

  it.each([
    [[14], 'measured'],
    [[0, 17], 'measured'],
    [[8], 'estimated'],
    [[14, 9], 'estimated'],
    [[7], undefined],
    [[99], undefined],
    [[], undefined],
  ])('with quality codes %j is %s', (quality, expected) => {
    expect(read({ intervals: [{ start, quality }] }).readings[0]?.quality).toBe(expected)
  })

  it('may use prefixes and absolute links instead', () => {
    const xml = greenButton()
      .replaceAll(/<(\/?)(feed|entry|link|title|content)\b/g, '<$1a:$2')
      .replace('xmlns="http://www.w3.org/2005/Atom"', 'xmlns:a="http://www.w3.org/2005/Atom"')
      .replaceAll('rel="related" href="/', 'rel="related" href="https://supplier.example/')

    expect(readGreenButton(xml)).toEqual(readGreenButton(greenButton()))
  })

  it('without time zone is read in UTC, and says so', () => {
    const { readings, report } = read({ time: undefined })

    expect(civilDateTime(readings[0]!.meter.localTime, start)).toBe('2012-03-01T05:00:00Z')
    expect(report.notes).toEqual([expect.stringContaining('no time zone')])
  })

  it('loses costs in a currency that is not known, and says how many', () => {
    const { readings, report } = read({
      type: { currency: 999 },
      intervals: [{ start, cost: 5 }, { start: start + 900 }],
    })

    expect(readings[0]?.cost).toBeUndefined()
    expect(report.notes).toEqual([expect.stringContaining('1 costs were left out')])
  })
})

describe('the report of a Green Button file', () => {
  it('counts a repeated interval as duplicate and keeps it once', () => {
    const { readings, report } = read({
      intervals: [{ start, value: 5 }, { start: start + 900 }, { start, value: 5 }],
    })

    expect(readings.map((each) => each.start)).toEqual([start, start + 900])
    expect(report).toMatchObject({ read: 3, kept: 2, duplicates: 1, conflicts: 0 })
  })

  it('counts an interval with other values as conflict and keeps the last', () => {
    const { readings, report } = read({
      intervals: [
        { start, value: 5 },
        { start, value: 6 },
      ],
    })

    expect(readings.map(({ value }) => value)).toEqual(['6'])
    expect(report).toMatchObject({ read: 2, kept: 1, duplicates: 0, conflicts: 1 })
  })

  it('names the gaps between the first and the last interval, in local time', () => {
    const { report } = read({
      intervals: [{ start: start + 4 * 900 }, { start }, { start: start + 6 * 900 }],
    })

    expect(report.missing).toBe(4)
    expect(report.gaps).toEqual([
      {
        meter: '1-2',
        from: '2012-03-01T00:15:00-05:00',
        to: '2012-03-01T01:00:00-05:00',
        count: 3,
      },
      {
        meter: '1-2',
        from: '2012-03-01T01:15:00-05:00',
        to: '2012-03-01T01:30:00-05:00',
        count: 1,
      },
    ])
  })

  it('counts overlaps without dropping anything', () => {
    const { report } = read({ intervals: [{ start, duration: 1800 }, { start: start + 900 }] })

    expect(report).toMatchObject({ kept: 2, overlaps: 1 })
  })

  it.each<[string, GreenButtonParts, RegExp]>([
    ['without length', { intervals: [{ start }, { start: start + 900, duration: 0 }] }, /duration/],
    ['without end', { intervals: [{ start }, { start: start + 900, duration: 1e9 }] }, /duration/],
    ['after all calendars', { intervals: [{ start }, { start: 999_999_999_999 }] }, /9999/],
  ])('rejects an interval %s and says in which line', (_what, parts, reason) => {
    const { report } = read(parts)

    expect(report).toMatchObject({ read: 2, kept: 1 })
    expect(report.rejected).toEqual([
      { reason: expect.stringMatching(reason), line: expect.any(Number), count: 1 },
    ])
    const line = greenButton(parts).split('\n')[report.rejected[0]!.line - 1]
    expect(line).toContain('<IntervalReading>')
  })

  it('rejects a second meter reading that is something else, and keeps the first', () => {
    const demand = greenButton({ type: { accumulationBehaviour: 12 } })
      .replaceAll('MeterReading/3', 'MeterReading/33')
      .replaceAll('ReadingType/4', 'ReadingType/44')
    const entries = demand.slice(demand.indexOf('<entry>'), demand.indexOf('</feed>'))
    const others = entries
      .split('\n')
      .filter((line) => !/<(UsagePoint|LocalTimeParameters) /.test(line))
      .join('\n')

    const { report } = readGreenButton(greenButton().replace('</feed>', `${others}</feed>`))

    expect(report).toMatchObject({ read: 4, kept: 2 })
    expect(report.rejected).toEqual([
      { reason: expect.stringContaining('running totals'), line: expect.any(Number), count: 2 },
    ])
  })
})

describe('a day on which the clocks change', () => {
  it('has 92 quarter-hours in spring, from midnight to midnight, without a gap', () => {
    const { readings, report } = day('2012-03-11', '2012-03-12')
    const local = readings.map((each) => civilDateTime(each.meter.localTime, each.start))

    expect(report).toMatchObject({ kept: 92, missing: 0, overlaps: 0 })
    expect(local.slice(7, 9)).toEqual(['2012-03-11T01:45:00-05:00', '2012-03-11T03:00:00-04:00'])
    expect([local[0], local.at(-1)]).toEqual([
      '2012-03-11T00:00:00-05:00',
      '2012-03-11T23:45:00-04:00',
    ])
  })

  it('has 100 quarter-hours in autumn, four of them twice on the clock', () => {
    const { readings, report } = day('2012-11-04', '2012-11-05')
    const local = readings.map((each) => civilDateTime(each.meter.localTime, each.start))

    expect(report).toMatchObject({ kept: 100, duplicates: 0, missing: 0 })
    expect(local).toContain('2012-11-04T01:30:00-04:00')
    expect(local).toContain('2012-11-04T01:30:00-05:00')
  })
})
