// Range requests. Pure. Source: RFC 9110 §14
import type { IncomingHttpHeaders } from 'node:http'

/** Both ends are included: the first byte alone is { first: 0, last: 0 }. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/**
 * The one range asked for; undefined to send everything: no range, several, one of another unit,
 * or an If-Range that does not name the representation.
 */
export function rangeOf(
  headers: IncomingHttpHeaders,
  { etag, size }: { readonly etag: string; readonly size: number },
): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '') ?? []
  if (first === '' && last === '') return undefined
  const condition = headers['if-range']
  // A date is never strong enough here: our times are whole seconds.
  if (condition !== undefined && condition !== etag) return undefined
  return first === '' ? suffix(Number(last), size) : span(Number(first), last, size)
}

function span(
  first: number,
  lastText: string,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const last = lastText === '' ? size - 1 : Number(lastText)
  if (lastText !== '' && last < first) return undefined
  if (first >= size) return 'unsatisfiable'
  return { first, last: Math.min(last, size - 1) }
}

function suffix(length: number, size: number): ByteRange | 'unsatisfiable' {
  if (length === 0 || size === 0) return 'unsatisfiable'
  return { first: Math.max(0, size - length), last: size - 1 }
}
