// Headers that answers have in common. Pure.
import type { Authorization } from '../access/authorize.ts'
import type { Mode } from '../access/wac.ts'
import { essenceOf } from '../../rdf/rdf.ts'
import type { Ask } from './ask.ts'
import { methodHeaders } from './methods.ts'
import { linkHeader, nameLinks, typeLinks } from './resource-links.ts'

/** What is known of the representation that an answer is about. */
export interface About {
  readonly type: string
  readonly etag: string
  /** Epoch seconds. */
  readonly modified: number
  readonly isRdf: boolean
}

/** The headers of a GET or HEAD that succeeds, 304 included. */
export function readHeaders(
  ask: Ask,
  authorization: Authorization,
  { type, etag, modified, isRdf }: About,
): Record<string, string> {
  const isPublic = ask.id.kind !== 'acl' && authorization.public.has('read')
  return {
    ...methodHeaders(ask.id),
    'Content-Type': type,
    ETag: etag,
    'Last-Modified': httpDate(modified),
    'Cache-Control': isPublic ? 'no-cache' : 'private, no-cache',
    'WAC-Allow': wacAllow(ask, authorization),
    Link: linkHeader([...nameLinks(ask.id, baseUrlOf(ask)), ...typeLinks(ask.id, isRdf)]),
    ...(mayRunInBrowsers(type) && { 'Content-Disposition': 'attachment' }),
  }
}

/** Headers that keep what people upload from acting as our own pages. */
export const sandbox: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
}

/** Epoch seconds as HTTP writes them. */
export function httpDate(seconds: number): string {
  return new Date(seconds * 1000).toUTCString()
}

export function baseUrlOf({ url, id }: Pick<Ask, 'url' | 'id'>): string {
  return url.slice(0, url.length - id.path.length)
}

/** Whether a browser might run scripts in content of this type. */
function mayRunInBrowsers(type: string): boolean {
  return /html|xml|svg|pdf|script|wasm|flash|mhtml|multipart/.test(essenceOf(type))
}

const order: readonly Mode[] = ['read', 'write', 'append', 'control']

/** 'user="read write append control",public="read"'. Whoever controls a resource owns its ACL. */
function wacAllow({ id }: Ask, { user, public: anybody }: Authorization): string {
  const text = (modes: ReadonlySet<Mode>) =>
    order.filter((mode) => (id.kind === 'acl' ? modes.has('control') : modes.has(mode))).join(' ')
  return `user="${text(user)}",public="${text(anybody)}"`
}
