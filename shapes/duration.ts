// Lengths of time as xsd:duration writes them, added to dates by the calendar in UTC. Pure.
// Source: https://www.w3.org/TR/xmlschema11-2/#duration

export interface Duration {
  readonly months: number
  readonly seconds: number
}

const form =
  /^P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,8})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?)?$/

/**
 * 'P1Y2M3DT4H5M6.5S' → { months: 14, seconds: 273906.5 }. Undefined for what is not a duration,
 * has more digits than any term needs, or runs backwards ('-P1D').
 */
export function readDuration(text: string): Duration | undefined {
  const parts = form.exec(text)
  if (!parts || /[PT]$/.test(text)) return undefined
  const [years, months, days, hours, minutes, seconds] = parts.slice(1).map((each) => +(each ?? 0))
  return {
    months: years! * 12 + months!,
    seconds: ((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!,
  }
}

/**
 * The moment that lies a duration after another: first the months, where a day that the month does
 * not have becomes its last day ('2026-01-31' + P1M → '2026-02-28'), then the seconds.
 * @throws RangeError when that is later than any Date
 */
export function addDuration(start: Date, { months, seconds }: Duration): Date {
  const end = new Date(start)
  const day = start.getUTCDate()
  end.setUTCMonth(start.getUTCMonth() + months)
  if (end.getUTCDate() !== day) end.setUTCDate(0)
  end.setTime(end.getTime() + seconds * 1000)
  if (Number.isNaN(end.getTime())) throw new RangeError('The duration ends later than any date')
  return end
}
