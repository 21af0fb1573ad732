// The documents of the measurements: 20 triples each, the same at every peer.

/** A document of 20 triples, different for each number. */
export function documentText(number: number): string {
  const rows = Array.from(
    { length: 10 },
    (_, index) =>
      `<#reading-${index}> ex:start "2026-03-${String(index + 1).padStart(2, '0')}T00:00:00Z"^^xsd:dateTime; ex:wattHours ${number + index} .`,
  )
  return `@prefix ex: <http://example.org/energy#>.
@prefix xsd: <http://www.w3.org/2001/XMLSchema#>.
${rows.join('\n')}
`
}

/** An N3 patch that adds one triple, different for each number. */
export function patchText(number: number): string {
  return `@prefix solid: <http://www.w3.org/ns/solid/terms#>.
@prefix ex: <http://example.org/energy#>.
_:patch a solid:InsertDeletePatch; solid:inserts { <#note> ex:number ${number} . } .
`
}
