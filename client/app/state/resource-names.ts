// The name of a resource for people: its month, its data type, or its file name. Pure.
import { dataTypeOfSlug } from '../words/concepts.ts'
import type { Language, Words } from '../words/languages.ts'
import { monthName } from '../words/formats.ts'
import { lastSegment } from './data-folders.ts'

/** 'https://a.example/data/energy/raw/2012-03.ttl' → 'March 2012'; '…/data/energy/' → its type. */
export function resourceName(url: string, words: Words, language: Language): string {
  const month = /(\d{4}-(?:0[1-9]|1[0-2]))(?:\.\w+)?$/.exec(url)?.[1]
  if (month) return asTitle(monthName(words.locale, month), words.locale)
  const type = typeIn(url)?.label[language]
  if (type && url.endsWith('/')) return words.grant.folder(type)
  return lastSegment(url)
}

/** 'mars 2026' → 'Mars 2026' */
function asTitle(name: string, locale: string): string {
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

function typeIn(url: string) {
  const slug = /\/data\/([^/]+)\//.exec(url)?.[1]
  return slug === undefined ? undefined : dataTypeOfSlug(slug)
}
