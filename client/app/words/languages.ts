// The languages of the app, and which one to begin with. Pure.
import { en } from './en.ts'
import type { Words } from './en.ts'
import { fr } from './fr.ts'

export type { Words }
export type Language = 'en' | 'fr'

export const languages: readonly Language[] = ['en', 'fr']

const wordsOf: Readonly<Record<Language, Words>> = { en, fr }

/**
 * The words of a language. A browser set to a regional form of it keeps that form's dates and
 * numbers: 'en' with ['en-US'] → locale 'en-US'.
 */
export function wordsIn(language: Language, preferred: readonly string[] = []): Words {
  const words = wordsOf[language]
  const regional = preferred.find((each) => each.toLowerCase().startsWith(`${language}-`))
  return regional ? { ...words, locale: regional } : words
}

/** The first language that both the person's browser and the app know; English when none. */
export function pickLanguage(remembered: string | null, preferred: readonly string[]): Language {
  const wishes = [remembered ?? '', ...preferred].map((each) => each.slice(0, 2).toLowerCase())
  const match = wishes.find((wish) => languages.some((language) => language === wish))
  return match === 'fr' ? 'fr' : 'en'
}
