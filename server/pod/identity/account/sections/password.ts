// The password: set, change, remove. Pure.
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import type { AccountView } from '../view.ts'
import { button, fold, lock, section } from './parts.ts'
import type { Telling } from './parts.ts'

export function passwordSection(view: AccountView, telling: Telling): Html {
  const { words } = telling
  const { hasPassword, visitor } = view
  return section(
    telling,
    'password',
    html`<p>${hasPassword ? words.password.has : words.password.hasNot}</p>
      ${visitor.isRecent ? forms(view, telling) : lock(telling, 'password')}`,
  )
}

function forms({ hasPassword, passkeys }: AccountView, telling: Telling): Html {
  const { words, message } = telling
  const isOpen = message?.section === 'password' && message.kind === 'fault'
  const change = hasPassword ? words.password.change : words.password.set
  const { remove, onlyWay } = words.password
  const without =
    passkeys.length > 0
      ? button('/.account/password/remove#password', remove, undefined)
      : html`<p class="note">${onlyWay}</p>`
  return html`${fold(change, changeForm(telling, change), isOpen)}
  ${hasPassword ? without : undefined}`
}

function changeForm({ words }: Telling, label: string): Html {
  const { fresh, again, hint } = words.password
  return html`<form method="post" action="/.account/password#password">
    <p class="note" id="password-hint">${hint}</p>
    ${passwordField('password', fresh)} ${passwordField('again', again)}
    <button>${label}</button>
  </form>`
}

function passwordField(name: string, label: string): Html {
  return html`<label for="field-${name}">${label}</label>
    <input
      id="field-${name}"
      name="${name}"
      type="password"
      autocomplete="new-password"
      minlength="8"
      maxlength="200"
      aria-describedby="password-hint"
      required
    />`
}
