// Small Green Button files for tests, in which every part can be replaced.

export interface Interval {
  readonly start: number
  readonly value?: string | number
  readonly duration?: number
  readonly cost?: number
  readonly quality?: readonly number[]
}

export interface GreenButtonParts {
  readonly intervals?: readonly Interval[]
  readonly title?: string
  /** ServiceCategory/kind */
  readonly service?: number
  /** Elements inside ReadingType, by name; undefined leaves one out. */
  readonly type?: Readonly<Record<string, string | number | undefined>>
  /** Elements inside LocalTimeParameters; undefined for a file without. */
  readonly time?: Readonly<Record<string, string | number>> | undefined
}

/** New York, as American suppliers write it. */
export const newYork = {
  tzOffset: -18_000,
  dstOffset: 3600,
  dstStartRule: '360E2000',
  dstEndRule: 'B40E2000',
}

const root = '/espi/1_1/resource'
const point = `${root}/RetailCustomer/1/UsagePoint/2`

/** A file with one meter; by default two quarter-hours of 1 March 2012 in New York. */
export function greenButton({
  intervals = [
    { start: 1330578000, value: 282 },
    { start: 1330578900, value: 323 },
  ],
  title = 'Test file',
  service = 0,
  type = {},
  ...rest
}: GreenButtonParts = {}): string {
  const time = 'time' in rest ? rest.time : newYork
  const readingType = { currency: 840, flowDirection: 1, intervalLength: 900, uom: 72, ...type }
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>${title}</title>`,
    entry(point, [`${point}/MeterReading`, `${root}/LocalTimeParameters/1`], {
      UsagePoint: `<ServiceCategory><kind>${service}</kind></ServiceCategory>`,
    }),
    time ? entry(`${root}/LocalTimeParameters/1`, [], { LocalTimeParameters: elements(time) }) : '',
    entry(
      `${point}/MeterReading/3`,
      [`${point}/MeterReading/3/IntervalBlock`, `${root}/ReadingType/4`],
      { MeterReading: '' },
    ),
    entry(`${root}/ReadingType/4`, [], { ReadingType: elements(readingType) }),
    entry(`${point}/MeterReading/3/IntervalBlock/5`, [], {
      IntervalBlock: `\n${intervals.map(interval).join('\n')}\n`,
    }),
    '</feed>',
  ].join('\n')
}

function entry(self: string, related: readonly string[], content: Record<string, string>): string {
  const up = self.replace(/\/[^/]+$/, '')
  const links = related.map((href) => `<link rel="related" href="${href}"/>`).join('')
  const inside = Object.entries(content).map(
    ([name, text]) => `<${name} xmlns="http://naesb.org/espi">${text}</${name}>`,
  )
  return `<entry><link rel="self" href="${self}"/><link rel="up" href="${up}"/>${links}<title>Meter</title><content>${inside.join('')}</content></entry>`
}

function interval({ start, value = 100, duration = 900, cost, quality = [] }: Interval): string {
  const qualities = quality.map(
    (each) => `<ReadingQuality>${elements({ quality: each })}</ReadingQuality>`,
  )
  const price = cost === undefined ? '' : elements({ cost })
  const period = `<timePeriod>${elements({ duration, start })}</timePeriod>`
  return `<IntervalReading>${price}${qualities.join('')}${period}${elements({ value })}</IntervalReading>`
}

function elements(parts: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(parts)
    .map(([name, text]) => (text === undefined ? '' : `<${name}>${text}</${name}>`))
    .join('')
}
