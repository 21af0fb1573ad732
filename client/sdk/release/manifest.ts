// The manifest of a release: which file, read by what, with which result. Pure.
import { literal, namedNode, quad } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { dct } from '../../../vocab/generated/dct.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import type { ReleaseReport } from './release.ts'

export interface Manifest {
  /** IRI of the release, a fragment of the manifest's document. */
  readonly iri: string
  readonly fileName: string
  /** In hexadecimal. */
  readonly sha256: string
  readonly importer: string
  readonly created: Date
  readonly synthetic: boolean
  readonly title: string
  readonly report: ReleaseReport
}

export const manifestPrefixes: Readonly<Record<string, string>> = {
  dct: dct[''],
  fh: fh[''],
  xsd: xsd[''],
}

/** The same file has the same manifest: '…/data/_releases/d2c1….ttl#release' */
export function manifestIri(base: string, sha256: string): string {
  return `${base}data/_releases/${sha256.slice(0, 32)}.ttl#release`
}

export function manifestQuads(manifest: Manifest): Quad[] {
  const { iri, fileName, sha256, importer, created, synthetic, title, report } = manifest
  const says = (property: string, object: Quad['object']) =>
    quad(namedNode(iri), namedNode(property), object)
  const text = (property: string, value: string) => says(property, literal(value))
  const typed = (property: string, value: string, type: string) =>
    says(property, literal(value, namedNode(type)))
  return [
    says(rdf.type, namedNode(fh.Release)),
    ...(title ? [text(dct.title, title)] : []),
    text(fh.fileName, fileName),
    text(fh.sha256, sha256),
    text(fh.importer, importer),
    typed(dct.created, created.toISOString(), xsd.dateTime),
    says(fh.dataType, namedNode(fh.EnergyConsumptionType)),
    ...(synthetic ? [typed(fh.synthetic, 'true', xsd.boolean)] : []),
    ...countsOf(report).map(([property, count]) => typed(property, String(count), xsd.integer)),
    ...remarksOf(report).map((remark) => text(dct.description, remark)),
  ]
}

function countsOf(report: ReleaseReport): [string, number][] {
  return [
    [fh.rowsRead, report.read],
    [fh.rowsKept, report.kept],
    [fh.rowsDuplicate, report.duplicates],
    [fh.rowsConflicting, report.conflicts],
    [fh.rowsMissing, report.missing],
    [fh.rowsOverlapping, report.overlaps],
    [fh.rowsRejected, rejectedCount(report)],
  ]
}

/** How many readings were recognised but not taken, for whatever reason. */
export function rejectedCount({ rejected }: ReleaseReport): number {
  return rejected.reduce((sum, { count }) => sum + count, 0)
}

function remarksOf({ rejected, notes }: ReleaseReport): string[] {
  const reasons = rejected.map(
    ({ reason, count, line }) => `${count} rejected (line ${line}): ${reason}`,
  )
  return [...reasons, ...notes]
}
