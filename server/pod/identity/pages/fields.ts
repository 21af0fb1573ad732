// Fields of our forms, with what helps to fill them in. Pure.
import { html } from './html.ts'
import type { Html } from './html.ts'

/** The name of an account, as it is typed to come in. */
export function accountName(label: string, value: string): Html {
  return html`<label for="name">${label}</label>
    <input
      id="name"
      name="name"
      value="${value}"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      maxlength="63"
      required
    />`
}

/** A value that goes along unseen; nothing when there is none. */
export function hiddenField(name: string, value: string): Html | undefined {
  return value === '' ? undefined : html`<input type="hidden" name="${name}" value="${value}" />`
}
