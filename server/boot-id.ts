// Which start of the machine this is: what was written but not flushed is lost at the next one.
import { existsSync, readFileSync } from 'node:fs'
import { uptime } from 'node:os'

const linuxFile = '/proc/sys/kernel/random/boot_id'
/** Clocks drift while a machine runs; it does not start twice within this. */
const driftMs = 5_000

/** The kernel's own id, or the time of the start in milliseconds: '1790000000000'. */
export function readBootId(now: number): string {
  if (existsSync(linuxFile)) return readFileSync(linuxFile, 'utf8').trim()
  return String(Math.round(now - uptime() * 1000))
}

/** Whether two ids mean the same start. */
export function isSameBoot(one: string, other: string): boolean {
  if (one === other) return true
  const areTimes = [one, other].every((each) => /^\d+$/.test(each))
  return areTimes && Math.abs(Number(one) - Number(other)) < driftMs
}
