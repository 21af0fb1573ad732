// The words of the account page in the language of a page. Pure.
import type { Words } from '../../pages/words/words.ts'
import { en } from './en.ts'
import type { AccountWords } from './en.ts'
import { fr } from './fr.ts'

export type { AccountWords }

const known: ReadonlyMap<string, AccountWords> = new Map([
  ['en', en],
  ['fr', fr],
])

export function accountWords({ language }: Pick<Words, 'language'>): AccountWords {
  return known.get(language) ?? en
}
