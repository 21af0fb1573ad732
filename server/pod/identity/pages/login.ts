// The page on which a person signs in. Pure.
import type { Interaction } from '../interactions/interaction.ts'
import { appName } from './app-name.ts'
import { alert, page } from './frame.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import { passkeyForm } from './passkey-form.ts'
import type { Words } from './words/words.ts'

export interface LoginView {
  readonly words: Words
  readonly interaction: Interaction
  /** What was typed before, to be corrected. */
  readonly name?: string
  readonly message?: string
  readonly isDemo: boolean
  /** Whether strangers may make accounts here. */
  readonly canSignUp: boolean
}

export function loginPage(view: LoginView): string {
  const { words, interaction, message, isDemo } = view
  return page({
    words,
    title: words.login.title,
    script: true,
    body: html`<p class="lead">
        ${words.login.toContinue} <strong>${appName(interaction, words)}</strong>
      </p>
      ${alert(message)} ${passwordForm(view)} ${passkeyButton(view)}
      <form method="post" action="/.oidc/interaction/${interaction.uid}/cancel">
        <button class="quiet">${words.cancel}</button>
      </form>
      ${otherWays(view)} ${isDemo ? html`<p class="note">${words.login.demo}</p>` : undefined}`,
  })
}

function passwordForm({ words, interaction, name = '' }: LoginView): Html {
  return html`<form method="post" action="/.oidc/interaction/${interaction.uid}/login">
    <label for="name">${words.name}</label>
    <input
      id="name"
      name="name"
      value="${name}"
      autocomplete="username webauthn"
      autocapitalize="none"
      spellcheck="false"
      required
      ${name === '' ? 'autofocus' : undefined}
    />
    <label for="password">${words.password}</label>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="current-password"
      required
      ${name === '' ? undefined : 'autofocus'}
    />
    <button class="main">${words.login.submit}</button>
  </form>`
}

function passkeyButton({ words, interaction }: LoginView): Html {
  return html`<div data-with-passkeys hidden>
    ${passkeyForm({
      words,
      ceremony: 'prove',
      action: `/.oidc/interaction/${interaction.uid}/passkey`,
      body: html`<button data-ceremony>${words.login.passkey}</button>`,
    })}
  </div>`
}

function otherWays({ words, interaction, canSignUp }: LoginView): Html {
  const back = new URLSearchParams({ continue: backTo(interaction) }).toString()
  return html`<p class="links">
    <a href="/.account/recover?${back}">${words.login.forgot}</a>
    ${canSignUp ? html`<a href="/.account/new?${back}">${words.login.signUp}</a>` : undefined}
  </p>`
}

/** The app's request once more, to go on with when the account is made or recovered. */
function backTo({ params }: Interaction): string {
  const { prompt = '', ...rest } = params
  // She will have signed in by then.
  const left = prompt.split(' ').filter((each) => each !== 'login' && each !== '')
  const asked = { ...rest, ...(left.length === 0 ? {} : { prompt: left.join(' ') }) }
  return `/.oidc/auth?${new URLSearchParams(asked).toString()}`
}
