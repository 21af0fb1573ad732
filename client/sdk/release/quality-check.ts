// Duplicates, conflicts, gaps and overlaps among readings. Pure.
import { civilDateTime } from './local-time.ts'
import type { Gap, Reading } from './release.ts'

export interface Unique {
  /** Each interval once, in order of meter, property and time. */
  readonly readings: Reading[]
  readonly duplicates: number
  readonly conflicts: number
}

/**
 * Keeps each interval once. When a file gives an interval twice with different values, the last one
 * is kept: suppliers append corrections.
 */
export function unique(all: readonly Reading[]): Unique {
  const kept = new Map<string, Reading>()
  let duplicates = 0
  let conflicts = 0
  for (const reading of all) {
    const key = `${seriesKey(reading)} ${reading.start}`
    const before = kept.get(key)
    if (before && isSame(before, reading)) duplicates += 1
    else if (before) conflicts += 1
    kept.set(key, reading)
  }
  return { readings: [...kept.values()].toSorted(inOrder), duplicates, conflicts }
}

/** Readings of one length by one meter of one thing: quarter-hours and days are two series. */
function seriesKey({ meter, property, durationSeconds }: Reading): string {
  return `${meter.id} ${property} ${durationSeconds}`
}

function isSame(a: Reading, b: Reading): boolean {
  const sameCost = a.cost?.value === b.cost?.value && a.cost?.currency === b.cost?.currency
  return a.value === b.value && a.unit === b.unit && a.quality === b.quality && sameCost
}

function inOrder(a: Reading, b: Reading): number {
  return (
    byText(a.meter.id, b.meter.id) ||
    byText(a.property, b.property) ||
    a.start - b.start ||
    a.durationSeconds - b.durationSeconds
  )
}

function byText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

/** Runs of missing intervals between the first and the last reading of each series. */
export function gaps(readings: readonly Reading[]): Gap[] {
  const last = new Map<string, Reading>()
  return readings.flatMap((reading) => {
    const key = seriesKey(reading)
    const before = last.get(key)
    last.set(key, reading)
    return before ? gapBetween(before, reading) : []
  })
}

function gapBetween(before: Reading, after: Reading): Gap[] {
  const { meter, durationSeconds } = before
  const end = before.start + before.durationSeconds
  const count = Math.floor((after.start - end) / durationSeconds)
  if (count < 1) return []
  const at = (instant: number) => civilDateTime(meter.localTime, instant)
  return [{ meter: meter.id, from: at(end), to: at(after.start), count }]
}

/** How many readings begin before an earlier one of the same meter and property has ended. */
export function overlaps(readings: readonly Reading[]): number {
  const ends = new Map<string, number>()
  return readings.filter(({ meter, property, start, durationSeconds }) => {
    const key = `${meter.id} ${property}`
    const end = ends.get(key) ?? 0
    ends.set(key, Math.max(end, start + durationSeconds))
    return start < end
  }).length
}
