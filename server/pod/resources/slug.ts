// Names for what is posted into a container. Pure.
import { isAuxiliaryName } from './identifier.ts'
import { canonicalPath } from '../../http/target.ts'

const longestName = 100

/**
 * The name that a Slug header asks for, as a path segment without a slash; undefined when it asks
 * for none that can be had. 'My file/1' → 'My%20file1'. Source: RFC 5023 §9.7
 */
export function nameFromSlug(slug: string | string[] | undefined): string | undefined {
  const wish = decoded([slug ?? []].flat()[0] ?? '')
    .replace(/[\p{Cc}/\\]/gu, '')
    .trim()
  const name = Array.from(wish).slice(0, longestName).join('')
  if (/^\.*$/.test(name) || name.startsWith('.') || isAuxiliaryName(name)) return undefined
  return canonicalPath(`/${name.replace(/[%#?]/g, encodeURIComponent)}`)?.slice(1)
}

/** A name like another: 'photo.jpg', '1a2b' → 'photo-1a2b.jpg' */
export function nameBeside(name: string, suffix: string): string {
  const [, stem = name, extension = ''] = /^(.+?)(\.[\w.]+)?$/.exec(name) ?? []
  return `${stem}-${suffix}${extension}`
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(Buffer.from(slug, 'latin1').toString('utf8'))
  } catch {
    return slug
  }
}
