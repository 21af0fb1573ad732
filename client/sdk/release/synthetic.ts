// Generates Green Button files for demonstrations and tests: plausible, deterministic, labelled. Pure.
import { civilDateTime, dstRule, offsetAt } from './local-time.ts'
import type { LocalTime } from './local-time.ts'
import { household } from './synthetic-household.ts'

export interface SyntheticFile {
  /** The same seed gives the same file, and another seed another household. */
  readonly seed: number
  /** First civil day: '2024-03-01'. */
  readonly from: string
  /** The civil day after the last. */
  readonly to: string
  readonly zone?: ZoneName
}

export type ZoneName = keyof typeof zones

/** Offsets in seconds, and daylight saving rules as ESPI encodes them. */
const zones = {
  'Europe/Paris': { offset: 3600, start: '3E0E2000', end: 'AE0E3000', currency: 978 },
  'Europe/London': { offset: 0, start: '3E0E1000', end: 'AE0E2000', currency: 826 },
  'America/New_York': { offset: -18_000, start: '360E2000', end: 'B40E2000', currency: 840 },
} as const

const quarterSeconds = 900
const resource = '/espi/1_1/resource'
const espi = 'xmlns="http://naesb.org/espi"'
const maxDays = 3660

/**
 * A feed with one electricity meter and a reading for every quarter-hour.
 * @throws RangeError when the days are not civil dates in order, or more than ten years
 */
export function syntheticGreenButton({ seed, from, to, zone = 'Europe/Paris' }: SyntheticFile) {
  const days = daysBetween(from, to)
  const local = localTimeOf(zone)
  const curve = household(seed)
  const blocks = days.map((day, index) => {
    const start = midnight(local, day)
    const end = midnight(local, days[index + 1] ?? to)
    const readings = []
    for (let at = start; at < end; at += quarterSeconds) readings.push(reading(at, local, curve))
    return block({ seed, day, start, seconds: end - start, readings })
  })
  return feed(seed, zone, `${from}T00:00:00Z`, blocks)
}

function daysBetween(from: string, to: string): string[] {
  const first = Date.parse(`${from}T00:00:00Z`)
  const count = (Date.parse(`${to}T00:00:00Z`) - first) / 86_400_000
  if (!Number.isInteger(count) || count < 1 || count > maxDays) {
    throw new RangeError(`From ${from} to ${to} are not between one and ${maxDays} days`)
  }
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * 86_400_000).toISOString().slice(0, 10),
  )
}

function localTimeOf(zone: ZoneName): LocalTime {
  const { offset, start, end } = zones[zone]
  return { standardOffset: offset, summerOffset: 3600, start: rule(start), end: rule(end) }
}

function rule(hex: string) {
  const decoded = dstRule(hex)
  return decoded === 'invalid' ? undefined : decoded
}

/** The instant at which a civil day begins: none of our zones changes its clocks at midnight. */
function midnight(local: LocalTime, day: string): number {
  const civil = Date.parse(`${day}T00:00:00Z`) / 1000
  return civil - offsetAt(local, civil - local.standardOffset)
}

function reading(at: number, local: LocalTime, curve: ReturnType<typeof household>): string {
  const { wattHours, isEstimated } = curve(civilDateTime(local, at))
  const quality = isEstimated ? '<ReadingQuality><quality>8</quality></ReadingQuality>' : ''
  // A quarter of a euro, pound or dollar per kilowatt-hour, in hundred thousandths.
  return `<IntervalReading><cost>${wattHours * 25}</cost>${quality}<timePeriod><duration>${quarterSeconds}</duration><start>${at}</start></timePeriod><value>${wattHours}</value></IntervalReading>`
}

interface Block {
  readonly seed: number
  readonly day: string
  readonly start: number
  readonly seconds: number
  readonly readings: readonly string[]
}

function block({ seed, day, start, seconds, readings }: Block): string {
  const collection = `${meterPath(seed)}/MeterReading/01/IntervalBlock`
  const content = `<IntervalBlock ${espi}><interval><duration>${seconds}</duration><start>${start}</start></interval>
${readings.join('\n')}
</IntervalBlock>`
  return entry({ self: `${collection}/${day}`, up: collection, title: day, content })
}

function meterPath(seed: number): string {
  return `${resource}/RetailCustomer/synthetic-${seed}/UsagePoint/01`
}

interface Entry {
  readonly self: string
  readonly up: string
  readonly title: string
  readonly content: string
  readonly related?: readonly string[]
}

function entry({ self, up, title, content, related = [] }: Entry): string {
  const links = related.map((href) => `<link rel="related" href="${href}"/>`).join('')
  return `<entry><id>urn:freehold:synthetic:${self}</id><link rel="self" href="${self}"/><link rel="up" href="${up}"/>${links}<title>${title}</title><content>${content}</content></entry>`
}

function feed(seed: number, zone: ZoneName, updated: string, blocks: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:freehold:synthetic:${seed}</id><title>Synthetic Green Button file (generated, describes nobody)</title><updated>${updated}</updated>
${[...placeEntries(seed, zone), ...seriesEntries(seed, zone), ...blocks].join('\n')}
</feed>
`
}

/** The meter, and the time zone that it is in. */
function placeEntries(seed: number, zone: ZoneName): string[] {
  const { offset, start, end } = zones[zone]
  const meter = meterPath(seed)
  return [
    entry({
      self: meter,
      up: meter.replace(/\/01$/, ''),
      related: [`${meter}/MeterReading`, `${resource}/LocalTimeParameters/01`],
      title: 'Synthetic electricity meter',
      content: `<UsagePoint ${espi}><ServiceCategory><kind>0</kind></ServiceCategory></UsagePoint>`,
    }),
    entry({
      self: `${resource}/LocalTimeParameters/01`,
      up: `${resource}/LocalTimeParameters`,
      title: zone,
      content: `<LocalTimeParameters ${espi}><dstEndRule>${end}</dstEndRule><dstOffset>3600</dstOffset><dstStartRule>${start}</dstStartRule><tzOffset>${offset}</tzOffset></LocalTimeParameters>`,
    }),
  ]
}

/** What the readings mean: watt-hours used, per quarter-hour. */
function seriesEntries(seed: number, zone: ZoneName): string[] {
  const meter = meterPath(seed)
  return [
    entry({
      self: `${meter}/MeterReading/01`,
      up: `${meter}/MeterReading`,
      related: [`${meter}/MeterReading/01/IntervalBlock`, `${resource}/ReadingType/07`],
      title: 'Electricity used per quarter-hour',
      content: `<MeterReading ${espi}/>`,
    }),
    entry({
      self: `${resource}/ReadingType/07`,
      up: `${resource}/ReadingType`,
      title: 'Watt-hours used per quarter-hour',
      content: `<ReadingType ${espi}><accumulationBehaviour>4</accumulationBehaviour><commodity>1</commodity><currency>${zones[zone].currency}</currency><dataQualifier>12</dataQualifier><defaultQuality>14</defaultQuality><flowDirection>1</flowDirection><intervalLength>900</intervalLength><kind>12</kind><powerOfTenMultiplier>0</powerOfTenMultiplier><uom>72</uom></ReadingType>`,
    }),
  ]
}
