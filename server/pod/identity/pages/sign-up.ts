// The page on which a person makes an account for herself. Pure.
import { hiddenField } from './fields.ts'
import { alert, page } from './frame.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import { passkeyForm } from './passkey-form.ts'
import { wayInChoice } from './way-in.ts'
import type { Words } from './words/words.ts'

export interface SignUpView {
  readonly words: Words
  /** 'https://pods.example' */
  readonly baseUrl: string
  /** What was typed before, to be corrected; all texts may be empty. */
  readonly name: string
  readonly displayName: string
  /** What must be corrected. */
  readonly message?: string
  /** Whether a password was typed, so that its field is shown again. */
  readonly withPassword: boolean
  /** From the link that allows this account. */
  readonly invitation: string
  /** Where to go on afterwards. */
  readonly continueTo: string
}

export function signUpPage(view: SignUpView): string {
  const { words, message } = view
  return page({
    words,
    title: words.signUp.title,
    script: true,
    body: html`<p class="lead">${words.signUp.lead}</p>
      ${alert(message)}
      ${passkeyForm({
        words,
        ceremony: 'make',
        action: '/.account/new',
        body: html`${fields(view)} ${wayInChoice(view, words.signUp.submit)}`,
      })}`,
  })
}

/** The page for those who cannot make an account: a text in place of the form. */
export function noSignUpPage(words: Words, message: string): string {
  return page({ words, title: words.signUp.title, body: html`<p>${message}</p>` })
}

function fields({ words, baseUrl, name, displayName, invitation, continueTo }: SignUpView): Html {
  const { signUp } = words
  return html`${hiddenField('invitation', invitation)} ${hiddenField('continue', continueTo)}
    <label for="name">${words.name}</label>
    <input
      id="name"
      name="name"
      value="${name}"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      maxlength="63"
      required
      data-check="/.account/new/check"
      aria-describedby="name-hint name-fault"
    />
    <p class="fault" id="name-fault" role="alert" hidden></p>
    <p class="hint" id="name-hint">${signUp.nameHint(`${baseUrl}/…/`)}</p>
    <label for="displayName">${signUp.displayName}</label>
    <input
      id="displayName"
      name="displayName"
      value="${displayName}"
      autocomplete="name"
      maxlength="100"
      aria-describedby="displayName-hint"
    />
    <p class="hint" id="displayName-hint">${signUp.displayNameHint}</p>`
}
