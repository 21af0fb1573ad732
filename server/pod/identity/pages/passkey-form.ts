// The parts of forms that the script of our pages needs to run a passkey ceremony. Pure.
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Words } from './words/words.ts'

export interface PasskeyForm {
  readonly words: Words
  /** 'prove' a passkey that there is, or 'make' one. */
  readonly ceremony: 'prove' | 'make'
  /** Where the form goes; options for the authenticator are asked for at `options` below it. */
  readonly action: string
  readonly body: Html
}

/**
 * A form with a button that begins a ceremony: `<button data-ceremony>`. Its page needs the script.
 * What is marked `data-with-passkeys` is hidden until the script finds that there can be passkeys.
 */
export function passkeyForm({ words, ceremony, action, body }: PasskeyForm): Html {
  return html`<form
    method="post"
    action="${action}"
    data-passkey="${ceremony}"
    data-options="${action}/options"
    data-failed="${words.passkeys.unanswered}"
    data-known="${words.passkeys.known}"
  >
    <input type="hidden" name="answer" value="" />
    ${body}
    <p class="alert" role="alert" data-message hidden></p>
  </form>`
}
