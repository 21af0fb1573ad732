// The code lists of Green Button files, as far as home energy needs them. Pure.
// Source: NAESB REQ.21 ESPI (ServiceKind, UnitSymbolKind, FlowDirectionKind, QualityOfReading); ISO 4217
import { fh } from '../../../vocab/generated/fh.ts'
import { unit } from '../../../vocab/generated/unit.ts'

export type Service = 'electricity' | 'gas'

const services = new Map<string, Service>([
  ['0', 'electricity'],
  ['1', 'gas'],
])

/** ServiceCategory/kind → service; undefined for water, heat and the like. */
export function serviceOf(kind: string | undefined): Service | undefined {
  return services.get(kind ?? '')
}

const units: Readonly<Record<Service, ReadonlyMap<string, string>>> = {
  electricity: new Map([['72', unit['W-HR']]]),
  gas: new Map<string, string>([
    ['42', unit.M3],
    ['72', unit['W-HR']],
  ]),
}

/** ReadingType/uom → QUDT unit, or undefined when we do not know the unit or it does not fit. */
export function unitOf(service: Service, uom: string | undefined): string | undefined {
  return units[service].get(uom ?? '')
}

const imported: Readonly<Record<Service, string>> = {
  electricity: fh.ElectricityImported,
  gas: fh.GasImported,
}

/**
 * What is measured, by ReadingType/flowDirection. A plain meter has one direction, so that a file
 * which names none (absent or 0) means use. Undefined for net, total and reactive flows.
 */
export function propertyOf(service: Service, flowDirection: string | undefined) {
  const isImport = ['0', '1'].includes(flowDirection ?? '0')
  if (isImport) return imported[service]
  return service === 'electricity' && flowDirection === '19' ? fh.ElectricityExported : undefined
}

export type Quality = 'measured' | 'estimated'

/** Valid, raw, validated, verified, revenue quality. */
const measured = ['0', '14', '17', '18', '19']
/** By reference day, by interpolation, derived, projected, normalised for weather. */
const estimated = ['8', '9', '11', '12', '15']

/** What the codes of a reading say together; undefined when they say nothing (edited, questionable). */
export function qualityOf(codes: readonly string[]): Quality | undefined {
  if (codes.some((each) => estimated.includes(each))) return 'estimated'
  return codes.length > 0 && codes.every((each) => measured.includes(each)) ? 'measured' : undefined
}

const currencies = new Map([
  [36, 'AUD'],
  [124, 'CAD'],
  [208, 'DKK'],
  [392, 'JPY'],
  [410, 'KRW'],
  [554, 'NZD'],
  [578, 'NOK'],
  [752, 'SEK'],
  [756, 'CHF'],
  [826, 'GBP'],
  [840, 'USD'],
  [978, 'EUR'],
])

/** ISO 4217 number → letters: '840' → 'USD'; undefined when absent or not in our list. */
export function currencyOf(code: string | undefined): string | undefined {
  return currencies.get(Number(code))
}
