// What a released file of energy readings holds, and what was found wrong with it.
import type { Quality, Service } from './codes.ts'
import type { LocalTime } from './local-time.ts'

export interface Meter {
  /** Made of letters, digits and hyphens, the same in every file of the supplier: '9B6C7066-5446AF3F'. */
  readonly id: string
  /** The supplier's name for it: 'Front Electric Meter'; '' when it has none. */
  readonly name: string
  readonly service: Service
  readonly localTime: LocalTime
}

/** What a meter recorded in one interval. */
export interface Reading {
  readonly meter: Meter
  /** IRI of what is measured: fh:ElectricityImported. */
  readonly property: string
  /** Start in seconds since 1970, UTC. */
  readonly start: number
  readonly durationSeconds: number
  /** The amount as xsd:decimal, exactly as released. */
  readonly value: string
  /** IRI of the QUDT unit. */
  readonly unit: string
  readonly quality: Quality | undefined
  readonly cost: { readonly value: string; readonly currency: string } | undefined
}

/** Intervals in a row that have no reading although there are some before and after. */
export interface Gap {
  readonly meter: string
  /** Local start of the first missing interval: '2012-03-01T05:15:00-05:00'. */
  readonly from: string
  /** Local end of the last one. */
  readonly to: string
  readonly count: number
}

/** Readings that were recognised but not taken. */
export interface Rejection {
  readonly reason: string
  readonly line: number
  readonly count: number
}

export interface ReleaseReport {
  /** Readings found in the file: kept + duplicates + conflicts + rejected. */
  readonly read: number
  readonly kept: number
  /** Readings that repeat another one exactly. */
  readonly duplicates: number
  /** Readings of an interval that the file gives again with other values further down; the last is kept. */
  readonly conflicts: number
  /** Intervals without reading, between the first and the last of each series. */
  readonly missing: number
  readonly gaps: readonly Gap[]
  /** Kept readings that begin before another one of the same meter has ended. */
  readonly overlaps: number
  readonly rejected: readonly Rejection[]
  /** What else a person should know, as sentences. */
  readonly notes: readonly string[]
}

export interface GreenButtonRelease {
  readonly title: string
  /** True when the title says so: the file was generated and describes nobody. */
  readonly synthetic: boolean
  readonly meters: readonly Meter[]
  /** In order of meter, property and time. */
  readonly readings: readonly Reading[]
  readonly report: ReleaseReport
}
