// Civil time by the daylight saving rules of Green Button files.
import { describe, expect, it } from 'vitest'
import {
  civilDateTime,
  civilMonth,
  dstRule,
  offsetAt,
} from '../../client/sdk/release/local-time.ts'
import type { DstRule, LocalTime } from '../../client/sdk/release/local-time.ts'

function rule(hex: string): DstRule {
  const decoded = dstRule(hex)
  if (!decoded || decoded === 'invalid') throw new Error(`${hex} is no rule`)
  return decoded
}

const zone = (hours: number, start: string, end: string): LocalTime => ({
  standardOffset: hours * 3600,
  summerOffset: 3600,
  start: rule(start),
  end: rule(end),
})

/** The rules of ESPI for some places, and the same places as the platform knows them. */
const places: [string, LocalTime][] = [
  ['America/New_York', zone(-5, '360E2000', 'B40E2000')],
  ['America/Los_Angeles', zone(-8, '360E2000', 'B40E2000')],
  ['Europe/Paris', zone(1, '3E0E2000', 'AE0E3000')],
  ['Europe/London', zone(0, '3E0E1000', 'AE0E2000')],
  ['Australia/Sydney', zone(10, 'A40E2000', '440E3000')],
]

/** What the platform's time zone data say: '2012-03-11T03:00:00-04:00'. */
function platformClock(place: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: place,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  return (instant) => {
    const civil = format.format(instant * 1000).replace(' ', 'T')
    const hours = (Date.parse(`${civil}Z`) / 1000 - instant) / 3600
    const text = String(Math.abs(hours)).padStart(2, '0')
    return civil + (hours === 0 ? 'Z' : `${hours < 0 ? '-' : '+'}${text}:00`)
  }
}

/** Seconds of summer time at noon of 9 to 13 April 2024. */
function aprilOffsets(startRule: string): number[] {
  return [9, 10, 11, 12, 13].map((day) =>
    offsetAt(zone(0, startRule, 'B40E2000'), Date.UTC(2024, 3, day, 12) / 1000),
  )
}

describe('a daylight saving rule', () => {
  it('is decoded from its bits', () => {
    expect(dstRule('360E2000')).toEqual({
      month: 3,
      operator: 3,
      dayOfMonth: 0,
      weekday: 7,
      secondOfDay: 7200,
    })
    expect(dstRule('FFFFFFFF')).toBeUndefined()
  })

  it.each(['', 'x', '00000000', 'D00E2000', '3E0E2FFF', '3E002000', '360F8000', '123456789'])(
    'is not %j',
    (hex) => expect(dstRule(hex)).toBe('invalid'),
  )

  it('may name a day of the month, or a weekday on or after one', () => {
    // 11 April 2024 was a Thursday, the 13th a Saturday.
    expect(aprilOffsets('40B02000')).toEqual([0, 0, 3600, 3600, 3600])
    expect(aprilOffsets('42BC2000')).toEqual([0, 0, 0, 0, 3600])
  })
})

describe('civil time', () => {
  it.each(places)(
    'in %s is as the platform knows it, every half hour of a year',
    (place, local) => {
      const first = Date.UTC(2023, 11, 31) / 1000
      const instants = Array.from({ length: 367 * 48 }, (_, index) => first + index * 1800)
      const clock = platformClock(place)

      expect(instants.filter((each) => civilDateTime(local, each) !== clock(each))).toEqual([])
    },
  )

  it('puts the last quarter of a month into that month', () => {
    const [, newYork] = places[0]!

    expect(civilMonth(newYork, Date.UTC(2012, 3, 1, 3, 45) / 1000)).toBe('2012-03')
    expect(civilMonth(newYork, Date.UTC(2012, 3, 1, 4, 0) / 1000)).toBe('2012-04')
  })
})
