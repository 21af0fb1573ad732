// The day until which something is to last, as a form says it. Pure.
import { AccountFault } from './fault.ts'

/**
 * The last second of a day in UTC, in milliseconds: '2027-01-31'; undefined for no day.
 * @throws AccountFault when it is no day, or over
 */
export function endOfDay(day: string, now: number): number | undefined {
  if (day === '') return undefined
  const end = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T23:59:59Z`) : NaN
  if (end > now) return end
  throw new AccountFault('dayOver')
}
