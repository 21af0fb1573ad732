// Meter readings of a document, and their sums by day and hour. Pure.
import { objectOf } from '../../../shapes/graph.ts'
import type { Graph } from '../../../shapes/graph.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { qudt } from '../../../vocab/generated/qudt.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { sosa } from '../../../vocab/generated/sosa.ts'
import { unit } from '../../../vocab/generated/unit.ts'

export interface Reading {
  /** Local civil time with its offset: '2012-03-11T23:45:00-05:00'. */
  readonly start: string
  readonly end: string
  readonly amount: number
  /** 'kWh' or 'm³'; '' when the unit is unknown. */
  readonly unit: string
  /** IRI of what was measured, such as electricity from the grid. */
  readonly property: string
}

/** Readings of one property and unit, in order of time. */
export interface Series {
  readonly property: string
  readonly unit: string
  readonly readings: readonly Reading[]
}

/** The sum of some readings: of a day ('2012-03-11') or an hour of it ('23'). */
export interface Sum {
  readonly key: string
  readonly amount: number
  readonly count: number
}

const units = new Map<string, { name: string; factor: number }>([
  [unit['W-HR'], { name: 'kWh', factor: 0.001 }],
  [unit['KiloW-HR'], { name: 'kWh', factor: 1 }],
  [unit.M3, { name: 'm³', factor: 1 }],
])

/** What a document of readings says. */
export interface Contents {
  readonly readings: readonly Reading[]
  /** The readings were generated for a demonstration and describe nobody. */
  readonly synthetic: boolean
}

/** The readings of the document at `url`, and whether they are real. */
export function contentsOf(graph: Graph, url: string): Contents {
  return {
    readings: readingsOf(graph),
    synthetic: objectOf(graph, url, fh.synthetic)?.value === 'true',
  }
}

/** All complete readings of a graph in order of time; [] when it has none. */
export function readingsOf(graph: Graph): Reading[] {
  return graph
    .getSubjects(rdf.type, sosa.Observation, null)
    .flatMap((subject) => readingOf(graph, subject.value) ?? [])
    .toSorted((one, other) => Date.parse(one.start) - Date.parse(other.start))
}

function readingOf(graph: Graph, subject: string): Reading | undefined {
  const value = (property: string) => objectOf(graph, subject, property)?.value
  const start = value(fh.intervalStart)
  const result = Number(value(sosa.hasSimpleResult) ?? Number.NaN)
  if (start === undefined || Number.isNaN(result)) return undefined
  const known = units.get(value(qudt.hasUnit) ?? '')
  return {
    start,
    end: value(fh.intervalEnd) ?? start,
    amount: result * (known?.factor ?? 1),
    unit: known?.name ?? '',
    property: value(sosa.observedProperty) ?? '',
  }
}

/** Readings divided by what they measure; the longest series first. */
export function seriesOf(readings: readonly Reading[]): Series[] {
  const series = groupBy(readings, (each) => `${each.property} ${each.unit}`)
  return [...series.values()]
    .flatMap((group) => {
      const [first] = group
      return first ? [{ property: first.property, unit: first.unit, readings: group }] : []
    })
    .toSorted((one, other) => other.readings.length - one.readings.length)
}

/** One sum a civil day of the meter, in order. */
export function sumsByDay(readings: readonly Reading[]): Sum[] {
  return sums(readings, (each) => each.start.slice(0, 10))
}

/** One sum an hour of the meter's civil day: '00' to '23'; only hours that have readings. */
export function sumsByHour(readings: readonly Reading[], day: string): Sum[] {
  const ofDay = readings.filter((each) => each.start.startsWith(day))
  return sums(ofDay, (each) => each.start.slice(11, 13))
}

function sums(readings: readonly Reading[], keyOf: (reading: Reading) => string): Sum[] {
  return [...groupBy(readings, keyOf)].map(([key, group]) => ({
    key,
    amount: group.reduce((sum, each) => sum + each.amount, 0),
    count: group.length,
  }))
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group) group.push(value)
    else groups.set(keyOf(value), [value])
  }
  return groups
}
