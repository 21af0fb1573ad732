// Dates, months, sizes and amounts as people of a locale write them. Pure.

const dayMs = 24 * 60 * 60 * 1000

/** '2026-12-22T10:00:00Z' → '22 December 2026' */
export function longDate(locale: string, time: string | number | Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(time))
}

/** '22 Dec 2026' */
export function shortDate(locale: string, time: string | number | Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(time))
}

/** '22 Dec, 10:05' */
export function dateAndTime(locale: string, time: string | number | Date): string {
  const format = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(locale, format).format(new Date(time))
}

/** '10:05' */
export function clockTime(locale: string, time: string | number | Date): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(time))
}

/** A civil month, whatever the time zone of the reader: '2012-03' → 'March 2012' */
export function monthName(locale: string, month: string): string {
  return civil(locale, `${month}-01`, { month: 'long', year: 'numeric' })
}

/** A civil day, whatever the time zone of the reader: '2012-03-11' → 'Sunday 11 March' */
export function dayName(locale: string, day: string): string {
  return civil(locale, day, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** '2012-03-11' → '11 March' */
export function shortDay(locale: string, day: string): string {
  return civil(locale, day, { day: 'numeric', month: 'short' })
}

function civil(locale: string, day: string, format: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...format, timeZone: 'UTC' }).format(new Date(day))
}

/** 1234567 → '1.2 MB' */
export function sizeOf(locale: string, bytes: number): string {
  if (bytes < 1000) return unit(locale, bytes, 'byte')
  if (bytes < 1_000_000) return unit(locale, bytes / 1000, 'kilobyte')
  return unit(locale, bytes / 1_000_000, 'megabyte')
}

function unit(locale: string, value: number, name: string): string {
  const maximumFractionDigits = value < 10 && name !== 'byte' ? 1 : 0
  const format = { style: 'unit', unit: name, maximumFractionDigits } as const
  return new Intl.NumberFormat(locale, format).format(value)
}

/** 2 decimals below ten, 1 below a hundred, else none; with the unit: '0.12 kWh' */
export function amountOf(locale: string, value: number, unitName: string): string {
  const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0
  const format = { maximumFractionDigits: digits }
  return `${new Intl.NumberFormat(locale, format).format(value)} ${unitName}`.trim()
}

/** 2976 → '2,976' */
export function countOf(locale: string, value: number): string {
  return new Intl.NumberFormat(locale).format(value)
}

/** Whole days from now until a time, the running one counted; 0 when it is over. */
export function daysUntil(now: number, until: string): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / dayMs))
}
