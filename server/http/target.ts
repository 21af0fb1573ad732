// The one reading of a request target: refuses what could mean two things, and gives what remains
// one spelling. Authentication, access control and store all use the path that comes out of here.
import { isUtf8 } from 'node:buffer'
import { Problem } from './problem.ts'

export interface Target {
  /** In canonical spelling: '/alice/a%20b.ttl'. */
  readonly path: string
  /** What follows the question mark; it never selects another resource. */
  readonly query: URLSearchParams
}

/** In characters: a key of the store holds 1,900 bytes, and some hold a path beside other words. */
const longestPath = 1_800
const deepestPath = 64

/**
 * '/alice/%7ea?x=1' → { path: '/alice/~a', … }; also the absolute form, if it names `baseUrl`.
 * @throws Problem bad-request, uri-too-long or wrong-host
 */
export function parseTarget(raw: string, baseUrl: string): Target {
  const [, path = '', query] = /^([^?]*)(?:\?(.*))?$/s.exec(withoutOrigin(raw, baseUrl)) ?? []
  if (path.length > 3 * longestPath) throw tooLong()
  const text = textOf(path)
  const canonical = text === undefined ? undefined : canonicalPath(text)
  if (canonical === undefined) {
    throw new Problem(
      'bad-request',
      'A path must not contain empty or dot segments, backslashes, control characters, encoded slashes or broken escapes',
    )
  }
  if (canonical.length > longestPath) throw tooLong()
  if (canonical.split('/').length > deepestPath) {
    throw new Problem('bad-request', `A path has at most ${deepestPath} segments`)
  }
  return { path: canonical, query: new URLSearchParams(query ?? '') }
}

/**
 * The canonical spelling of an absolute path: escapes of unreserved characters decoded, others in
 * upper case, everything that may not stand in a path escaped; undefined when it is refused.
 * '/a/%7e%c3%a9' → '/a/~%C3%A9'
 * Source: RFC 3986 §6.2.2
 */
export function canonicalPath(path: string): string | undefined {
  if (!path.startsWith('/')) return undefined
  const segments = path.slice(1).split('/').map(canonicalSegment)
  // Only the last segment may be empty: that is what makes a container.
  if (segments.slice(0, -1).includes('') || segments.includes(undefined)) return undefined
  return `/${segments.join('/')}`
}

function canonicalSegment(segment: string): string | undefined {
  const decoded = decode(segment)
  if (decoded === undefined || decoded === '.' || decoded === '..') return undefined
  if (/[\p{Cc}/\\#?]/u.test(segment) || /[\p{Cc}/\\]/u.test(decoded)) return undefined
  return segment
    .replace(/%[0-9a-f]{2}/gi, canonicalEscape)
    .replace(/[^%\w\-.~!$&'()*+,;=:@]/gu, encodeURIComponent)
}

function canonicalEscape(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
  return /[\w\-.~]/.test(character) ? character : escape.toUpperCase()
}

function decode(segment: string): string | undefined {
  try {
    const decoded = decodeURIComponent(segment)
    // Throws for half a surrogate pair, which no URL can carry.
    encodeURIComponent(decoded)
    return decoded
  } catch {
    return undefined
  }
}

/** Whether requests could name this path, which is canonical. */
export function isWithinLimits(path: string): boolean {
  return path.length <= longestPath && path.split('/').length <= deepestPath
}

/** Node hands out the bytes of a target as latin1; a path in UTF-8 becomes text again. */
function textOf(path: string): string | undefined {
  const bytes = Buffer.from(path, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}

function withoutOrigin(raw: string, baseUrl: string): string {
  if (raw.startsWith('/')) return raw
  if (raw.toLowerCase().startsWith(`${baseUrl}/`)) return raw.slice(baseUrl.length)
  if (/^https?:/i.test(raw)) throw new Problem('wrong-host', `This server answers for ${baseUrl}`)
  throw new Problem('bad-request', 'The request target must be a path')
}

function tooLong(): Problem {
  return new Problem('uri-too-long', `A path has at most ${longestPath} characters`)
}
