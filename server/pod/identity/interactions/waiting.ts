// The sign-in that waits for a person, found by the cookie and the address of her request.
import type { Request, Response } from 'express'
import type { Interaction } from './interaction.ts'
import { Refusal } from '../pages/refusal.ts'
import { wordsFor } from '../pages/words/words.ts'
import type { Words } from '../pages/words/words.ts'
import type { OpenIdProvider } from '../provider/provider.ts'

/**
 * @param prompt What it must wait for.
 * @throws Refusal not-found when it is over, was begun in another browser, or waits for something else
 */
export async function waitingInteraction(
  provider: OpenIdProvider,
  { req, res }: { readonly req: Request; readonly res: Response },
  prompt?: Interaction['prompt'],
): Promise<Interaction> {
  const interaction = await provider.interaction(req, res)
  const fits =
    interaction?.uid === req.params['uid'] &&
    (prompt ?? interaction?.prompt) === interaction?.prompt
  if (interaction && fits) return interaction
  throw new Refusal('not-found', 'signInOver')
}

/** In the language that the app asks for, else that of the browser. */
export function wordsOf(req: Request, { params }: Interaction): Words {
  return wordsFor(req, params['ui_locales'])
}
