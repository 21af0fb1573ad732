// Conditional requests, evaluated by ourselves. Pure. Source: RFC 9110 §13
import type { IncomingHttpHeaders } from 'node:http'

/** What a client may have seen of a resource. */
export interface Current {
  /** The strong ETags of its representations, with quotes, the one to be sent first. */
  readonly etags: readonly string[]
  /** Epoch seconds. */
  readonly modified: number
}

export type Outcome = 'go-on' | 'not-modified' | 'failed'

/**
 * What the conditional headers of a GET or HEAD say; `current` is undefined when there is nothing.
 */
export function checkRead(headers: IncomingHttpHeaders, current: Current | undefined): Outcome {
  if (isStale(headers, current)) return 'failed'
  const wanted = headers['if-none-match']
  if (wanted !== undefined) return isNamed(wanted, current, 1) ? 'not-modified' : 'go-on'
  const since = secondsOf(headers['if-modified-since'])
  if (since === undefined || !current) return 'go-on'
  return current.modified <= since ? 'not-modified' : 'go-on'
}

/** What the conditional headers of any other request say: an ETag of any representation will do. */
export function checkWrite(headers: IncomingHttpHeaders, current: Current | undefined): Outcome {
  if (isStale(headers, current)) return 'failed'
  const unwanted = headers['if-none-match']
  return unwanted !== undefined && isNamed(unwanted, current) ? 'failed' : 'go-on'
}

/** If-Match, or without it If-Unmodified-Since, does not hold. */
function isStale(headers: IncomingHttpHeaders, current: Current | undefined): boolean {
  const wanted = headers['if-match']
  // Compared strongly: an ETag marked as weak never fits.
  if (wanted !== undefined) return !current || !(isAny(wanted) || listed(wanted, current.etags))
  const since = secondsOf(headers['if-unmodified-since'])
  return since !== undefined && (!current || current.modified > since)
}

function isNamed(header: string, current: Current | undefined, most = Infinity): boolean {
  if (!current) return false
  return isAny(header) || listed(header.replaceAll('W/"', '"'), current.etags.slice(0, most))
}

function isAny(header: string): boolean {
  return header.trim() === '*'
}

function listed(header: string, etags: readonly string[]): boolean {
  // Our ETags contain no commas.
  const named = new Set(header.split(',').map((each) => each.trim()))
  return etags.some((etag) => named.has(etag))
}

function secondsOf(date: string | undefined): number | undefined {
  const time = Date.parse(date ?? '')
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000)
}
