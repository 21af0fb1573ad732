// Terms such as P30D: in words, added to a date, and the shorter ones a person may choose. Pure.

const pattern =
  /^P(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?)?$/

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes'] as const
const dayMs = 24 * 60 * 60 * 1000
const usualDays = [1, 7, 30, 90, 180]

/** The non-zero parts of an ISO 8601 duration, or undefined when it cannot be read. */
function partsOf(term: string): ReadonlyMap<(typeof units)[number], number> | undefined {
  const groups = pattern.exec(term)?.groups
  if (!groups) return undefined
  const parts = units.map((unit) => [unit, Number(groups[unit] ?? 0)] as const)
  const filled = new Map(parts.filter(([, value]) => value > 0))
  return filled.size > 0 ? filled : undefined
}

/** 'P30D' → '30 days'; the text itself when it cannot be read. */
export function termInWords(locale: string, term: string): string {
  const parts = partsOf(term)
  if (!parts) return term
  const words = [...parts].map(([unit, value]) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: unit.slice(0, -1),
      unitDisplay: 'long',
    }).format(value),
  )
  return new Intl.ListFormat(locale, { type: 'unit' }).format(words)
}

/** The moment a term that begins now ends, in milliseconds; undefined when it cannot be read. */
export function endOfTerm(now: number, term: string): number | undefined {
  const parts = partsOf(term)
  if (!parts) return undefined
  const part = (unit: (typeof units)[number]) => parts.get(unit) ?? 0
  const end = new Date(now)
  end.setUTCFullYear(end.getUTCFullYear() + part('years'), end.getUTCMonth() + part('months'))
  const days = part('weeks') * 7 + part('days')
  return end.getTime() + days * dayMs + part('hours') * 3_600_000 + part('minutes') * 60_000
}

/** At most two usual numbers of days that end before the term does: 'P30D' → [1, 7] */
export function shorterDays(now: number, term: string): number[] {
  const end = endOfTerm(now, term)
  if (end === undefined) return []
  return usualDays.filter((days) => now + days * dayMs < end).slice(-2)
}

/** The last moment of a day picked by the person, but never after the end of the term. */
export function endOfDay(day: string, latest: number): number {
  return Math.min(new Date(`${day}T23:59:59`).getTime(), latest)
}

/** The moment some days from now. */
export function daysFrom(now: number, days: number): number {
  return now + days * dayMs
}
