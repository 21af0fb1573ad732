// A month of quarter-hour readings as an importer would write them, from a formula.
import type { Graph } from '../../../shapes/graph.ts'
import { parseTurtle } from '../../../shapes/graph.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { qudt } from '../../../vocab/generated/qudt.ts'
import { sosa } from '../../../vocab/generated/sosa.ts'
import { unit } from '../../../vocab/generated/unit.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'

const quarterMs = 15 * 60 * 1000

/** Watt-hours for every quarter of an hour of a month: '2026-10' → 2976 readings. */
export function monthOfReadings(month: string, url: string): Graph {
  const start = Date.parse(`${month}-01T00:00:00Z`)
  const end = new Date(start)
  end.setUTCMonth(end.getUTCMonth() + 1)
  const count = (end.getTime() - start) / quarterMs
  const lines = Array.from({ length: count }, (_, index) => reading(start, index))
  return parseTurtle(lines.join('\n'), url)
}

function reading(start: number, index: number): string {
  const from = start + index * quarterMs
  return `<#r${index}> a <${sosa.Observation}> ;
    <${sosa.observedProperty}> <${fh.ElectricityImported}> ;
    <${sosa.hasSimpleResult}> ${wattHours(from)} ; <${qudt.hasUnit}> <${unit['W-HR']}> ;
    <${fh.intervalStart}> ${typed(from)} ; <${fh.intervalEnd}> ${typed(from + quarterMs)} .`
}

function typed(time: number): string {
  return `"${new Date(time).toISOString().slice(0, 19)}Z"^^<${xsd.dateTime}>`
}

/** Little at night, a peak in the morning, a higher one in the evening, more at weekends. */
function wattHours(time: number): number {
  const date = new Date(time)
  const hour = date.getUTCHours() + date.getUTCMinutes() / 60
  const peak = (at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2))
  const weekend = date.getUTCDay() % 6 === 0 ? 1.35 : 1
  const wave = 1 + 0.2 * Math.sin(date.getUTCDate() * 1.7)
  return Math.round((28 + 150 * peak(7.5, 1.4) + 240 * peak(19, 2.4)) * weekend * wave)
}
