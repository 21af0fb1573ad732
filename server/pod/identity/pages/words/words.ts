// In which language a page speaks: what the app asks for, else what the browser prefers. Pure.
import type { IncomingMessage } from 'node:http'
import { en } from './en.ts'
import type { Words } from './en.ts'
import { fr } from './fr.ts'

export type { Words }

const known: ReadonlyMap<string, Words> = new Map([
  ['en', en],
  ['fr', fr],
])

/**
 * The words for whoever asks; English when nothing else fits.
 * @param uiLocales What the app says of the person's languages: 'fr-CA fr en'. Source: OpenID
 *   Connect Core, §3.1.2.1
 */
export function wordsFor(req: Pick<IncomingMessage, 'headers'>, uiLocales = ''): Words {
  const wishes = [
    ...uiLocales.split(' ').slice(0, mostWishes),
    ...preferred(req.headers['accept-language'] ?? ''),
  ]
  for (const wish of wishes) {
    const words = known.get(wish.toLowerCase().split('-', 1)[0]!)
    if (words) return words
  }
  return en
}

const mostWishes = 20

/** 'en;q=0.5, fr-CH' → ['fr-CH', 'en']; what has a weight of 0 is left out. */
function preferred(header: string): string[] {
  return header
    .split(',', mostWishes)
    .map((each) => each.trim().split(/\s*;\s*q=/i))
    .map(([language = '', weight = '1']) => ({ language, weight: Number(weight) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ language }) => language)
}
