// What a server process costs: processor time and memory, as the system counts them, children included.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

/** The kernel counts in ticks of 10 ms. */
const microsecondsPerTick = 10_000

/** Processor time so far, in microseconds, user and system. */
export function processorTime(pid: number): number {
  return familyOf(pid).reduce((sum, each) => sum + timeOf(each), 0)
}

/** Resident memory now, in MiB. */
export function memory(pid: number): number {
  return familyOf(pid).reduce((sum, each) => sum + statusOf(each, 'VmRSS'), 0) / 1024
}

/** The most resident memory since `forgetPeak`, in MiB. */
export function peakMemory(pid: number): number {
  return familyOf(pid).reduce((sum, each) => sum + statusOf(each, 'VmHWM'), 0) / 1024
}

export function forgetPeak(pid: number): void {
  for (const each of familyOf(pid)) writeFileSync(`/proc/${each}/clear_refs`, '5')
}

/** A process and everything that it started. */
function familyOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
  )
  return [pid, ...children.flatMap((each) => familyOf(Number(each)))]
}

function timeOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name may hold spaces, so fields are counted from behind it. Source: proc(5)
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick
}

/** In KiB. */
function statusOf(pid: number, name: string): number {
  const [, value] =
    new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(value)
}
