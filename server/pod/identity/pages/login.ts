// The page on which a person signs in. Pure.
import type { Interaction } from '../interaction.ts'
import { appName } from './app-name.ts'
import { alert, page } from './frame.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Words } from './words/words.ts'

export interface LoginView {
  readonly words: Words
  readonly interaction: Interaction
  /** What was typed before, to be corrected. */
  readonly name?: string
  readonly message?: string
  readonly isDemo: boolean
}

export function loginPage(view: LoginView): string {
  const { words, interaction, message, isDemo } = view
  return page({
    words,
    title: words.login.title,
    body: html`<p class="lead">
        ${words.login.toContinue} <strong>${appName(interaction, words)}</strong>
      </p>
      ${alert(message)} ${passwordForm(view)}
      <form method="post" action="/.oidc/interaction/${interaction.uid}/cancel">
        <button>${words.cancel}</button>
      </form>
      ${isDemo ? html`<p class="note">${words.login.demo}</p>` : undefined}`,
  })
}

function passwordForm({ words, interaction, name = '' }: LoginView): Html {
  return html`<form method="post" action="/.oidc/interaction/${interaction.uid}/login">
    <label for="name">${words.name}</label>
    <input
      id="name"
      name="name"
      value="${name}"
      autocomplete="username"
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
