// Data types and purposes by the names that people type. Pure.
import { dataTypes, purposes } from '../../vocab/generated/concepts.ts'
import type { DataType, Purpose } from '../../vocab/concept.ts'
import { table } from './table.ts'
import { UsageError } from './usage.ts'

/**
 * 'energy' or its IRI → the data type.
 * @throws UsageError listing all of them
 */
export function dataTypeNamed(name: string): DataType {
  const found = dataTypes.find(({ slug, iri }) => name === slug || name === iri)
  if (found) return found
  const choices = dataTypes.map(({ slug, label }) => [`  ${slug}`, label.en])
  throw new UsageError(`There is no data type '${name}'.\n${table(['Possible:', ''], choices)}`)
}

/**
 * 'CompareAndSwitch', 'OptimisationForConsumer' (as in the Data Privacy Vocabulary) or an IRI of either
 * → the purpose.
 * @throws UsageError listing all of them
 */
export function purposeNamed(name: string): Purpose {
  const found =
    purposes.find((each) => name === each.iri || name === shortName(each)) ??
    purposes.find(({ standard }) => name === standard || name === lastPart(standard))
  if (found) return found
  const choices = purposes.map((each) => [`  ${shortName(each)}`, each.label.en])
  throw new UsageError(`There is no purpose '${name}'.\n${table(['Possible:', ''], choices)}`)
}

/** How people call a data type: 'Energy use at home'; its IRI when we do not know it. */
export function dataTypeLabel(iri: string): string {
  return dataTypes.find((each) => each.iri === iri)?.label.en ?? iri
}

/** How people call a purpose: 'Find me a better deal'; its IRI when we do not know it. */
export function purposeLabel(iri: string): string {
  const found = purposes.find((each) => each.standard === iri || each.iri === iri)
  return found?.label.en ?? iri
}

/** 'https://w3id.org/freehold#purpose-CompareAndSwitch' → 'CompareAndSwitch' */
function shortName({ iri }: Purpose): string {
  return lastPart(iri).replace(/^purpose-/, '')
}

function lastPart(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1)
}
