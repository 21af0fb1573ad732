// What our pages call an app, whose name is its own claim. Pure.
import type { Interaction } from '../interaction.ts'
import type { Words } from './words/words.ts'

/** At most 80 characters, without those that hide, or turn round what follows. */
export function appName({ app, redirectUri }: Interaction, words: Words): string {
  const name = app.name
    ?.replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 80)
  return name || URL.parse(redirectUri)?.host || words.anApp
}
