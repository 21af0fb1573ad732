// The pages of coming back into an account, and of the codes for that. Pure.
import { accountName, hiddenField } from './fields.ts'
import { alert, page } from './frame.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import { passkeyForm } from './passkey-form.ts'
import { wayInChoice } from './way-in.ts'
import type { Words } from './words/words.ts'

export interface RecoverView {
  readonly words: Words
  /** What was typed before; with a link, whose account it is for. */
  readonly name: string
  readonly message?: string
  /** Whether a password was typed, so that its field is shown again. */
  readonly withPassword: boolean
  /** From the operator's link; then no code is asked for. */
  readonly recovery: string
  /** Where to go on afterwards. */
  readonly continueTo: string
}

export function recoverPage(view: RecoverView): string {
  const { words, message, recovery, continueTo } = view
  return page({
    words,
    title: words.recover.title,
    script: true,
    body: html`<p class="lead">
        ${recovery === '' ? words.recover.lead : words.recover.forAccount(view.name)}
      </p>
      ${alert(message)}
      ${passkeyForm({
        words,
        ceremony: 'make',
        action: '/.account/recover',
        body: html`${hiddenField('recovery', recovery)} ${hiddenField('continue', continueTo)}
          ${recovery === '' ? proof(view) : undefined}
          <h2>${words.recover.from}</h2>
          <p class="note">${words.recover.replaces}</p>
          ${wayInChoice(view, words.recover.submit)}`,
      })}`,
  })
}

/** @param codes Told once, so the page says to keep them. */
export function codesPage(
  words: Words,
  { name, codes, continueTo }: { name: string; codes: readonly string[]; continueTo: string },
): string {
  return page({
    words,
    title: words.codes.title,
    body: html`<p>${words.codes.forAccount(name)} ${words.codes.lead}</p>
      <ol class="codes">
        ${codes.map((each) => html`<li><code>${each}</code></li>`)}
      </ol>
      <p class="note no-print">${words.codes.keep}</p>
      <p class="no-print"><a class="button" href="${continueTo}">${words.codes.kept}</a></p>`,
  })
}

function proof({ words, name }: RecoverView): Html {
  return html`${accountName(words.name, name)}
    <label for="code">${words.recover.code}</label>
    <input
      id="code"
      name="code"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      maxlength="100"
      required
      aria-describedby="code-hint"
    />
    <p class="hint" id="code-hint">${words.recover.codeHint}</p>`
}
