// Readings as RDF: which terms say what, and how things are named. Pure.
import { literal, namedNode, quad } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { dct } from '../../../vocab/generated/dct.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { prov } from '../../../vocab/generated/prov.ts'
import { qudt } from '../../../vocab/generated/qudt.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { saref } from '../../../vocab/generated/saref.ts'
import { schema } from '../../../vocab/generated/schema.ts'
import { sosa } from '../../../vocab/generated/sosa.ts'
import { unit } from '../../../vocab/generated/unit.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import { civilDateTime } from './local-time.ts'
import type { Meter, Reading } from './release.ts'

/** For people who open a document of readings: `r:` is the document itself. */
export function energyPrefixes(url: string): Record<string, string> {
  return {
    r: `${url}#`,
    dct: dct[''],
    fh: fh[''],
    prov: prov[''],
    qudt: qudt[''],
    saref: saref[''],
    schema: schema[''],
    sosa: sosa[''],
    unit: unit[''],
    xsd: xsd[''],
  }
}

const propertySlugs = new Map<string, string>([
  [fh.ElectricityImported, 'used'],
  [fh.ElectricityExported, 'exported'],
  [fh.GasImported, 'gas'],
])

/**
 * The IRI of a reading: the same for the same meter, property and interval, in whichever file it comes.
 * '…/2012-03.ttl#9B6C7066-5446AF3F-used-20120301T050000Z-900'
 */
export function readingIri(url: string, { meter, property, start, durationSeconds }: Reading) {
  const instant = `${new Date(start * 1000).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
  const slug = propertySlugs.get(property) ?? 'other'
  return `${url}#${meter.id}-${slug}-${instant}-${durationSeconds}`
}

/** What a document says of itself: raw readings, and which release they come from. */
export function documentQuads(url: string, manifest: string, synthetic: boolean): Quad[] {
  const it = namedNode(url)
  const mark = literal('true', namedNode(xsd.boolean))
  return [
    quad(it, namedNode(fh.dataType), namedNode(fh.EnergyConsumptionType)),
    quad(it, namedNode(fh.granularity), namedNode(fh.Raw)),
    quad(it, namedNode(prov.wasDerivedFrom), namedNode(manifest)),
    ...(synthetic ? [quad(it, namedNode(fh.synthetic), mark)] : []),
  ]
}

/** The meter, named the same in all documents of a pod so that its months can be added up. */
export function sensorIri(base: string, meter: Meter): string {
  return `${base}data/energy/#meter-${meter.id}`
}

export function sensorQuads(base: string, meter: Meter): Quad[] {
  const it = namedNode(sensorIri(base, meter))
  return [
    quad(it, namedNode(rdf.type), namedNode(sosa.Sensor)),
    quad(it, namedNode(dct.identifier), literal(meter.id)),
    ...(meter.name ? [quad(it, namedNode(dct.title), literal(meter.name))] : []),
  ]
}

export function readingQuads(base: string, url: string, reading: Reading): Quad[] {
  const { meter, start, durationSeconds } = reading
  const it = namedNode(readingIri(url, reading))
  const says = (property: string, object: Quad['object']) => quad(it, namedNode(property), object)
  return [
    says(rdf.type, namedNode(sosa.Observation)),
    says(rdf.type, namedNode(saref.Measurement)),
    says(sosa.observedProperty, namedNode(reading.property)),
    says(sosa.hasSimpleResult, decimal(reading.value)),
    says(qudt.hasUnit, namedNode(reading.unit)),
    says(fh.intervalStart, dateTime(civilDateTime(meter.localTime, start))),
    says(fh.intervalEnd, dateTime(civilDateTime(meter.localTime, start + durationSeconds))),
    says(sosa.madeBySensor, namedNode(sensorIri(base, meter))),
    ...qualityQuads(it, reading),
    ...costQuads(it, reading),
  ]
}

function qualityQuads(it: Quad['subject'], { quality }: Reading): Quad[] {
  if (!quality) return []
  const concept = quality === 'measured' ? fh.Measured : fh.Estimated
  return [quad(it, namedNode(fh.readingQuality), namedNode(concept))]
}

function costQuads(it: Quad['subject'], { cost }: Reading): Quad[] {
  if (!cost) return []
  const amount = namedNode(`${it.value}-cost`)
  return [
    quad(it, namedNode(fh.cost), amount),
    quad(amount, namedNode(rdf.type), namedNode(schema.MonetaryAmount)),
    quad(amount, namedNode(schema.value), decimal(cost.value)),
    quad(amount, namedNode(schema.currency), literal(cost.currency)),
  ]
}

function decimal(text: string) {
  return literal(text, namedNode(xsd.decimal))
}

function dateTime(text: string) {
  return literal(text, namedNode(xsd.dateTime))
}
