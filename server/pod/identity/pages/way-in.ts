// The part of a form in which a person chooses how she will sign in: a passkey, or a password. Pure.
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Words } from './words/words.ts'

/** @param submit What happens then, on the button: 'Create the account'. */
export function wayInChoice({ wayIn, password }: Words, submit: string): Html {
  return html`<div data-with-passkeys hidden>
      <button class="main" data-ceremony>${wayIn.passkey}</button>
      <p class="note">${wayIn.aboutPasskeys}</p>
    </div>
    <details open data-else="closed">
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
