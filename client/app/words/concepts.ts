// The words of the vocabulary for data types and purposes, in the person's language. Pure.
import { dataTypes, purposes, sensitivities } from '../../../vocab/generated/concepts.ts'
import type { DataType, Purpose, Sensitivity } from '../../../vocab/concept.ts'
import type { Language } from './languages.ts'

const typesByIri = new Map(dataTypes.map((each) => [each.iri, each]))
const typesBySlug = new Map(dataTypes.map((each) => [each.slug, each]))
const purposesByStandard = new Map(purposes.map((each) => [each.standard, each]))
const sensitivitiesByIri = new Map(sensitivities.map((each) => [each.iri, each]))

/** The data type with this IRI, or undefined when the vocabulary does not have it. */
export function dataTypeOf(iri: string): DataType | undefined {
  return typesByIri.get(iri)
}

/** The data type whose folder has this name: 'energy' → energy use at home. */
export function dataTypeOfSlug(slug: string): DataType | undefined {
  return typesBySlug.get(slug)
}

/** The purpose that policies write as this IRI of the Data Privacy Vocabulary. */
export function purposeOf(standard: string): Purpose | undefined {
  return purposesByStandard.get(standard)
}

/** How personal a data type is, in words; undefined when unknown. */
export function sensitivityOf(type: DataType): Sensitivity | undefined {
  return sensitivitiesByIri.get(type.sensitivity)
}

/** The name of a data type, or `fallback` when it is unknown. */
export function dataTypeName(iri: string, language: Language, fallback: string): string {
  return typesByIri.get(iri)?.label[language] ?? fallback
}

/** The name of a purpose, or `fallback` when it is unknown. */
export function purposeName(standard: string, language: Language, fallback: string): string {
  return purposesByStandard.get(standard)?.label[language] ?? fallback
}
