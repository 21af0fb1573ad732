// Reads a Green Button (ESPI) file of electricity or gas readings. Pure.
import { espiChildren, espiText, isLinked, readFeed, theOne } from './espi.ts'
import type { Feed, Resource } from './espi.ts'
import { readingOf } from './intervals.ts'
import { utc } from './local-time.ts'
import { gaps, overlaps, unique } from './quality-check.ts'
import type { GreenButtonRelease, Meter, Reading, Rejection, ReleaseReport } from './release.ts'
import { ReleaseProblem } from './release-problem.ts'
import { seriesOf } from './series.ts'
import type { Series } from './series.ts'

/** Name and version that a manifest records: raise it when the same file would give other data. */
export const importer = 'freehold green-button 1'

/** Readings of a block that are taken, and those that are not. */
interface Found {
  readonly readings: readonly Reading[]
  readonly rejected: readonly Rejection[]
  /** Costs that could not be kept, for want of a known currency. */
  readonly lostCosts: number
}

/**
 * The readings of a file, each interval once, with a report of what was odd about it.
 * @throws ReleaseProblem when nothing of the file can be trusted or used; says what would help
 */
export function readGreenButton(xml: string): GreenButtonRelease {
  const feed = readFeed(xml)
  const blocks = feed.resources.get('IntervalBlock') ?? []
  if (blocks.length === 0) {
    throw new ReleaseProblem(
      'The feed holds no interval blocks, so no readings: ask the supplier for interval data, not for bills only',
    )
  }
  const found = blocks.flatMap((block) => readBlock(feed, block))
  const { readings, ...counts } = unique(found.flatMap((each) => each.readings))
  const rejected = together(found.flatMap((each) => each.rejected))
  if (readings.length === 0) throw nothingLeft(rejected)
  const meters = [...new Map(readings.map(({ meter }) => [meter.id, meter])).values()]
  const lostCosts = found.reduce((sum, each) => sum + each.lostCosts, 0)
  return {
    title: feed.title,
    synthetic: /\bsynthetic\b/i.test(feed.title),
    meters,
    readings,
    report: reportOf(readings, counts, rejected, notesOf(meters, lostCosts)),
  }
}

function readBlock(feed: Feed, block: Resource): Found {
  const intervals = espiChildren(block.element, 'IntervalReading')
  const series = seriesOfBlock(feed, block)
  if (typeof series === 'string') {
    const rejection = { reason: series, line: block.element.line, count: intervals.length }
    return { readings: [], rejected: [rejection], lostCosts: 0 }
  }
  const results = intervals.map((element) => ({ element, result: readingOf(element, series) }))
  const readings = results.flatMap(({ result }) => (typeof result === 'string' ? [] : [result]))
  const rejected = results.flatMap(({ element, result }) =>
    typeof result === 'string' ? [{ reason: result, line: element.line, count: 1 }] : [],
  )
  const lostCosts = results.filter(
    ({ element, result }) =>
      typeof result !== 'string' && !result.cost && espiText(element, 'cost') !== undefined,
  ).length
  return { readings, rejected, lostCosts }
}

function seriesOfBlock(feed: Feed, block: Resource): Series | string {
  const meterReadings = feed.resources.get('MeterReading') ?? []
  const meterReading = theOne(meterReadings, (each) => isLinked(each, block))
  if (!meterReading) return 'The feed does not say which meter reading they belong to'
  return seriesOf(feed, meterReading)
}

/** One entry a reason, at the line of the first: a broken file may reject thousands alike. */
function together(rejections: readonly Rejection[]): Rejection[] {
  const byReason = new Map<string, Rejection>()
  for (const each of rejections) {
    const before = byReason.get(each.reason)
    byReason.set(each.reason, before ? { ...before, count: before.count + each.count } : each)
  }
  return [...byReason.values()].filter(({ count }) => count > 0)
}

function nothingLeft(rejected: readonly Rejection[]): ReleaseProblem {
  const reasons = rejected.map(({ reason, count, line }) => `${reason} (${count}, line ${line})`)
  const why = reasons.length === 0 ? 'its interval blocks are empty' : reasons.join('; ')
  return new ReleaseProblem(`The file has no reading that can be used: ${why}`, {
    line: rejected[0]?.line,
  })
}

function notesOf(meters: readonly Meter[], lostCosts: number): string[] {
  const noZone = meters.some(({ localTime }) => localTime === utc)
  const notes = []
  if (noZone) notes.push('The file names no time zone: times and months are in UTC')
  if (lostCosts > 0) notes.push(`${lostCosts} costs were left out: their currency is not known`)
  return notes
}

function reportOf(
  readings: readonly Reading[],
  { duplicates, conflicts }: { duplicates: number; conflicts: number },
  rejected: readonly Rejection[],
  notes: readonly string[],
): ReleaseReport {
  const found = gaps(readings)
  const rejectedCount = rejected.reduce((sum, { count }) => sum + count, 0)
  return {
    read: readings.length + duplicates + conflicts + rejectedCount,
    kept: readings.length,
    duplicates,
    conflicts,
    missing: found.reduce((sum, { count }) => sum + count, 0),
    gaps: found,
    overlaps: overlaps(readings),
    rejected,
    notes,
  }
}
