// What the readings of one Green Button meter reading mean: meter, unit, scale, currency. Pure.
// Source: NAESB REQ.21 ESPI (UsagePoint, MeterReading, ReadingType, LocalTimeParameters)
import { currencyOf, propertyOf, serviceOf, unitOf } from './codes.ts'
import type { Service } from './codes.ts'
import { espiText, isLinked, theOne } from './espi.ts'
import type { Feed, Resource } from './espi.ts'
import { dstRule, utc } from './local-time.ts'
import type { LocalTime } from './local-time.ts'
import { ReleaseProblem } from './release-problem.ts'
import type { Meter } from './release.ts'

export interface Series {
  readonly meter: Meter
  readonly property: string
  readonly unit: string
  /** Values are multiplied by ten to this power. */
  readonly power: number
  readonly currency: string | undefined
  /** Seconds of an interval that does not say; 0 when the file does not either. */
  readonly intervalSeconds: number
  readonly defaultQuality: string | undefined
}

/** Use per interval; running totals and momentary values are something else. */
const perInterval = ['0', '4']
/** Not qualified, or qualified as normal; minimum, maximum and average are something else. */
const normal = ['0', '12']

/**
 * The meaning of a meter reading, or a sentence why it is not taken.
 * @throws ReleaseProblem for an unknown unit: amounts of it must not be mistaken for another
 */
export function seriesOf(feed: Feed, meterReading: Resource): Series | string {
  const point = theOne(all(feed, 'UsagePoint'), (each) => isLinked(each, meterReading))
  const type = theOne(all(feed, 'ReadingType'), (each) => isLinked(meterReading, each))
  if (!point) return 'The feed does not say which usage point (meter) they belong to'
  if (!type) return 'The feed does not say of which reading type they are'
  const service = serviceOf(espiText(point.element, 'ServiceCategory', 'kind'))
  if (!service) return 'They are not of electricity or gas'
  const reason = whyNotUse(type)
  if (reason) return reason
  const property = propertyOf(service, espiText(type.element, 'flowDirection'))
  if (!property) return 'Their flow direction is neither use (1) nor export (19)'
  return {
    meter: meterOf(feed, point, service),
    property,
    unit: knownUnit(type, service),
    power: powerOf(type),
    currency: currencyOf(espiText(type.element, 'currency')),
    intervalSeconds: Number(espiText(type.element, 'intervalLength') ?? 0),
    defaultQuality: espiText(type.element, 'defaultQuality'),
  }
}

function all(feed: Feed, name: string): readonly Resource[] {
  return feed.resources.get(name) ?? []
}

function whyNotUse({ element }: Resource): string | undefined {
  if (!perInterval.includes(espiText(element, 'accumulationBehaviour') ?? '4')) {
    return 'They are running totals or momentary values, not use per interval'
  }
  if (!normal.includes(espiText(element, 'dataQualifier') ?? '0')) {
    return 'They are minimums, maximums or averages, not use per interval'
  }
  return undefined
}

function knownUnit({ element }: Resource, service: Service): string {
  const uom = espiText(element, 'uom')
  const unit = unitOf(service, uom)
  if (unit) return unit
  throw new ReleaseProblem(
    `The readings of ${service} are in the unknown unit ${uom ?? '(none named)'}: watt-hours (72) can be read, and cubic metres (42) for gas. Ask the supplier for a file in one of these`,
    { line: element.line },
  )
}

function powerOf({ element }: Resource): number {
  const text = espiText(element, 'powerOfTenMultiplier') ?? '0'
  const power = Number(text)
  if (Number.isInteger(power) && Math.abs(power) <= 12) return power
  throw new ReleaseProblem(
    `The multiplier of the readings, "${text}", is not a power of ten from -12 to 12`,
    { line: element.line },
  )
}

function meterOf(feed: Feed, point: Resource, service: Service): Meter {
  return { id: meterId(point), name: point.title, service, localTime: localTimeOf(feed, point) }
}

/** From the customer's and the meter's part of the path, which suppliers keep from file to file. */
function meterId({ self, id }: Resource): string {
  const named = /RetailCustomer\/([^/]+)\/UsagePoint\/([^/]+)$/.exec(self)?.slice(1).join('-')
  const source = named ?? (self === '' ? id.replace('urn:uuid:', '') : self)
  return source.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'meter'
}

function localTimeOf(feed: Feed, point: Resource): LocalTime {
  const found = theOne(all(feed, 'LocalTimeParameters'), (each) => isLinked(point, each))
  if (!found) return utc
  const { element } = found
  return {
    standardOffset: secondsOf(found, 'tzOffset'),
    summerOffset: secondsOf(found, 'dstOffset'),
    start: ruleOf(espiText(element, 'dstStartRule'), element.line),
    end: ruleOf(espiText(element, 'dstEndRule'), element.line),
  }
}

function secondsOf({ element }: Resource, name: string): number {
  const seconds = Number(espiText(element, name) ?? 0)
  const isOffset = Number.isInteger(seconds) && seconds % 60 === 0 && Math.abs(seconds) <= 14 * 3600
  if (isOffset) return seconds
  throw new ReleaseProblem(`The time zone's ${name} is not a number of whole minutes in seconds`, {
    line: element.line,
  })
}

function ruleOf(hex: string | undefined, line: number) {
  const rule = hex === undefined ? undefined : dstRule(hex)
  if (rule !== 'invalid') return rule
  throw new ReleaseProblem(
    `The daylight saving rule "${hex}" means no day of the year, so that local times would be wrong`,
    { line },
  )
}
