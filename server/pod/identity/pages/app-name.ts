// What our pages call an app, whose name is its own claim. Pure.
import type { Interaction } from '../interactions/interaction.ts'
import type { Words } from './words/words.ts'

/** A name that fits on a line: at most 80 characters. */
export function appName({ app, redirectUri }: Interaction, words: Words): string {
  return plainName(app.name) || URL.parse(redirectUri)?.host || words.anApp
}

/** At most 80 characters, without those that hide, or turn round what follows; '' for none. */
export function plainName(name: string | undefined): string {
  const plain = (name ?? '').replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return /^.{0,80}/su.exec(plain)?.[0] ?? ''
}

const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u]

/** Whether letters that look the same could come from several alphabets: 'Аррle' with Cyrillic 'Арр'. */
export function mixesAlphabets(name: string): boolean {
  return alphabets.filter((alphabet) => alphabet.test(name)).length > 1
}
