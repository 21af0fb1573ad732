// The part of a form in which a person chooses how she will sign in: a passkey, or a password. Pure.
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Words } from './words/words.ts'

export interface WayInView {
  readonly words: Words
  /** Whether the field for a password is shown at once. */
  readonly withPassword: boolean
}

/** @param submit What happens with a password, on the button: 'Create the account'. */
export function wayInChoice({ words, withPassword }: WayInView, submit: string): Html {
  const { wayIn, password } = words
  return html`<div data-with-passkeys hidden>
      <button class="main" data-ceremony>${wayIn.passkey}</button>
      <p class="note">${wayIn.aboutPasskeys}</p>
    </div>
    <details class="else" open data-else="${withPassword ? 'open' : 'closed'}">
      <summary>${wayIn.withPassword}</summary>
      <label for="password">${password}</label>
      <input
        id="password"
        name="password"
        type="password"
        minlength="8"
        maxlength="200"
        autocomplete="new-password"
        aria-describedby="password-hint"
      />
      <p class="hint" id="password-hint">${wayIn.passwordHint}</p>
      <button>${submit}</button>
    </details>`
}
