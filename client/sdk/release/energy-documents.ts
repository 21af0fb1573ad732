// From a released file to documents in a pod: one a month, in the time of the place. Pure.
import type { Quad } from '../../../shapes/graph.ts'
import { documentQuads, readingQuads, sensorQuads } from './energy-terms.ts'
import { civilMonth } from './local-time.ts'
import type { GreenButtonRelease, Meter, Reading } from './release.ts'

export interface EnergyDocument {
  /** Below the storage: 'data/energy/raw/2012-03.ttl' */
  readonly path: string
  readonly url: string
  /** How many readings it gets. */
  readonly readings: number
  readonly quads: readonly Quad[]
}

export interface EnergyPlan {
  /** The storage, with a slash at the end: 'https://pods.example/alice/' */
  readonly base: string
  /** IRI of the release that the readings come from. */
  readonly manifest: string
}

/** Where readings as recorded are, below the storage. */
export const energyFolder = 'data/energy/raw/'

/** One document for each civil month in which a reading starts, in order of time. */
export function energyDocuments(
  { readings, synthetic }: GreenButtonRelease,
  { base, manifest }: EnergyPlan,
): EnergyDocument[] {
  return [...byMonth(readings)].map(([month, ofMonth]) => {
    const path = `${energyFolder}${month}.ttl`
    const url = base + path
    const quads = [
      ...documentQuads(url, manifest, synthetic),
      ...metersOf(ofMonth).flatMap((meter) => sensorQuads(base, meter)),
      ...ofMonth.flatMap((reading) => readingQuads(base, url, reading)),
    ]
    return { path, url, readings: ofMonth.length, quads }
  })
}

function byMonth(readings: readonly Reading[]): Map<string, Reading[]> {
  const months = new Map<string, Reading[]>()
  for (const reading of readings) {
    const month = civilMonth(reading.meter.localTime, reading.start)
    const group = months.get(month)
    if (group) group.push(reading)
    else months.set(month, [reading])
  }
  return new Map([...months].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function metersOf(readings: readonly Reading[]): Meter[] {
  return [...new Map(readings.map(({ meter }) => [meter.id, meter])).values()]
}
