// One interval of a Green Button file as a reading. Pure.
// Source: NAESB REQ.21 ESPI, IntervalReading
import { qualityOf } from './codes.ts'
import { scaled } from './decimal.ts'
import { espiChildren, espiText } from './espi.ts'
import type { Reading } from './release.ts'
import { ReleaseProblem } from './release-problem.ts'
import type { Series } from './series.ts'
import type { Element } from './xml.ts'

const yearSeconds = 366 * 86_400
/** The end of the year 9999: later instants have no xsd:dateTime with four digits. */
const lastInstant = 253_402_300_799
/** Costs are in hundred thousandths of the currency. Source: ESPI, IntervalReading/cost. */
const costPower = -5

/**
 * The reading, or a sentence why its interval cannot be used.
 * @throws ReleaseProblem when the amount is no number or negative: the file cannot be trusted then
 */
export function readingOf(element: Element, series: Series): Reading | string {
  const start = wholeNumber(espiText(element, 'timePeriod', 'start'))
  const duration = espiText(element, 'timePeriod', 'duration')
  const durationSeconds = wholeNumber(duration ?? String(series.intervalSeconds))
  const value = scaled(amountOf(element), series.power)
  if (start === undefined) return 'The interval has no start in seconds since 1970'
  if (!durationSeconds || durationSeconds > yearSeconds) {
    return 'The interval has no duration between a second and a year'
  }
  if (start + durationSeconds > lastInstant) return 'The interval lies beyond the year 9999'
  return {
    meter: series.meter,
    property: series.property,
    start,
    durationSeconds,
    value,
    unit: series.unit,
    quality: qualityOf(qualityCodes(element, series)),
    cost: costOf(element, series),
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}

function amountOf(element: Element): string {
  const value = espiText(element, 'value')
  if (value !== undefined && /^\d{1,18}$/.test(value)) return value
  const found = value === undefined ? 'has no value' : `has the value "${value.slice(0, 40)}"`
  throw new ReleaseProblem(
    `The reading at line ${element.line} ${found}, where only whole numbers from 0 can be. The supplier has to correct the file`,
    { line: element.line },
  )
}

function qualityCodes(element: Element, { defaultQuality }: Series): string[] {
  const own = espiChildren(element, 'ReadingQuality').map((each) => espiText(each, 'quality') ?? '')
  if (own.length > 0) return own
  return defaultQuality === undefined ? [] : [defaultQuality]
}

function costOf(element: Element, { currency }: Series): Reading['cost'] {
  const cost = espiText(element, 'cost')
  if (cost === undefined || currency === undefined || !/^-?\d{1,18}$/.test(cost)) return undefined
  return { value: scaled(cost, costPower), currency }
}
