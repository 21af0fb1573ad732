// Decimal numbers as text, so that nothing passes through floating point. Pure.

/** `digits` × 10^`power` as the shortest xsd:decimal: ('282', 0) → '282', ('965', -5) → '0.00965'. */
export function scaled(digits: string, power: number): string {
  const isNegative = digits.startsWith('-')
  const whole = digits.replace(/^[+-]/, '') + '0'.repeat(Math.max(power, 0))
  const places = Math.max(-power, 0)
  const padded = whole.padStart(places + 1, '0')
  const before = padded.slice(0, padded.length - places).replace(/^0+(?=\d)/, '')
  const after = padded.slice(padded.length - places).replace(/0+$/, '')
  const text = places === 0 || after === '' ? before : `${before}.${after}`
  return isNegative && text !== '0' ? `-${text}` : text
}
