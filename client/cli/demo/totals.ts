// The question that the demo asks of everything granted: electricity used, month by month. Pure.
import { fh } from '../../../vocab/generated/fh.ts'
import { qudt } from '../../../vocab/generated/qudt.ts'
import { sosa } from '../../../vocab/generated/sosa.ts'

/** SPARQL with the columns year, month, total, unit, readings; a row a month and unit. */
export const monthlyTotals = `# Electricity used, month by month, over everything that was granted.
PREFIX fh: <${fh['']}>
PREFIX qudt: <${qudt['']}>
PREFIX sosa: <${sosa['']}>

SELECT ?year ?month (SUM(?value) AS ?total) ?unit (COUNT(?reading) AS ?readings) WHERE {
  ?reading sosa:observedProperty fh:ElectricityImported ;
    sosa:hasSimpleResult ?value ;
    qudt:hasUnit ?unit ;
    fh:intervalStart ?start .
}
GROUP BY (YEAR(?start) AS ?year) (MONTH(?start) AS ?month) ?unit
ORDER BY ?year ?month ?unit
`
