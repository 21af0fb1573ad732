// Civil time from the time parameters of a Green Button file: offsets, daylight saving, months. Pure.
// Source: NAESB REQ.21 ESPI, LocalTimeParameters and DstRuleType

/** When daylight saving starts or ends: a day of the month found by an operator, and a time of day. */
export interface DstRule {
  /** 1 (January) to 12. */
  readonly month: number
  /** 0 that day; 1 the weekday on or after that day; 2 to 6 the first to fifth weekday; 7 the last. */
  readonly operator: number
  readonly dayOfMonth: number
  /** 1 (Monday) to 7 (Sunday), 0 when only the day of the month counts. */
  readonly weekday: number
  /** Seconds after midnight, on the clock in use just before the change. */
  readonly secondOfDay: number
}

export interface LocalTime {
  /** Seconds east of Greenwich in winter: -18000 in New York. */
  readonly standardOffset: number
  /** Seconds added in summer: 3600, or 0 where there is no summer time. */
  readonly summerOffset: number
  readonly start: DstRule | undefined
  readonly end: DstRule | undefined
}

/** Greenwich all year: what holds when a file names no time zone. */
export const utc: LocalTime = {
  standardOffset: 0,
  summerOffset: 0,
  start: undefined,
  end: undefined,
}

const daySeconds = 86_400
const disabled = 0xffffffff

/**
 * The rule behind eight hexadecimal digits: '360E2000' → second Sunday of March at 2:00.
 * Undefined for 'FFFFFFFF' (no summer time) and 'invalid' when the bits mean nothing.
 */
export function dstRule(hex: string): DstRule | undefined | 'invalid' {
  if (!/^[0-9a-f]{1,8}$/i.test(hex)) return 'invalid'
  const bits = Number.parseInt(hex, 16)
  if (bits === disabled) return undefined
  const seconds = bits & 0xfff
  const hours = (bits >>> 12) & 0x1f
  const rule: DstRule = {
    month: bits >>> 28,
    operator: (bits >>> 25) & 0x7,
    dayOfMonth: (bits >>> 20) & 0x1f,
    weekday: (bits >>> 17) & 0x7,
    secondOfDay: hours * 3600 + seconds,
  }
  const isPossible = seconds < 3600 && hours < 24 && isDay(rule)
  return isPossible ? rule : 'invalid'
}

function isDay({ month, operator, dayOfMonth, weekday }: DstRule): boolean {
  if (month < 1 || month > 12) return false
  const needsDay = operator <= 1
  const needsWeekday = operator >= 1
  return (!needsDay || dayOfMonth > 0) && (!needsWeekday || weekday > 0)
}

/** Seconds east of Greenwich at an instant (seconds since 1970): -14400 in a New York summer. */
export function offsetAt(local: LocalTime, instant: number): number {
  const { standardOffset, summerOffset, start, end } = local
  if (!start || !end || summerOffset === 0) return standardOffset
  const year = new Date((instant + standardOffset) * 1000).getUTCFullYear()
  const from = civilSeconds(start, year) - standardOffset
  const to = civilSeconds(end, year) - standardOffset - summerOffset
  // South of the equator summer spans the new year, so that it ends before it starts.
  const isSummer = from < to ? instant >= from && instant < to : instant >= from || instant < to
  return isSummer ? standardOffset + summerOffset : standardOffset
}

function civilSeconds(rule: DstRule, year: number): number {
  const first = Date.UTC(year, rule.month - 1, 1) / 1000
  return first + (dayOf(rule, year) - 1) * daySeconds + rule.secondOfDay
}

function dayOf({ month, operator, dayOfMonth, weekday }: DstRule, year: number): number {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const onOrAfter = (day: number) => day + ((weekday - weekdayOf(year, month, day) + 7) % 7)
  if (operator === 0) return Math.min(dayOfMonth, length)
  if (operator === 1) return onOrAfter(dayOfMonth)
  if (operator === 7) return onOrAfter(length - 6)
  const day = onOrAfter(1) + (operator - 2) * 7
  return day > length ? day - 7 : day
}

/** 1 (Monday) to 7 (Sunday). */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
}

/** An instant as xsd:dateTime with its local offset: '2012-03-11T01:45:00-05:00'. */
export function civilDateTime(local: LocalTime, instant: number): string {
  const offset = offsetAt(local, instant)
  return new Date((instant + offset) * 1000).toISOString().slice(0, 19) + offsetText(offset)
}

/** The civil month of an instant: '2012-03'. */
export function civilMonth(local: LocalTime, instant: number): string {
  return new Date((instant + offsetAt(local, instant)) * 1000).toISOString().slice(0, 7)
}

function offsetText(offset: number): string {
  if (offset === 0) return 'Z'
  const minutes = Math.abs(offset) / 60
  return `${offset < 0 ? '-' : '+'}${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0')
}
