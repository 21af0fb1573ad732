// The pages on which a person signs out. Pure.
import { page } from './frame.ts'
import { html } from './html.ts'
import type { Words } from './words/words.ts'

/** @param form The form of the provider library, with the id that the buttons name. */
export function logoutPage(form: string, words: Words): string {
  return page({
    words,
    title: words.logout.title,
    body: html`${{ html: form }}
      <button class="main" form="op.logoutForm" name="logout" value="yes" autofocus>
        ${words.logout.submit}
      </button>
      <button form="op.logoutForm">${words.logout.stay}</button>`,
  })
}

export function loggedOutPage(words: Words): string {
  return page({ words, title: words.logout.done, body: html`<p>${words.logout.close}</p>` })
}
