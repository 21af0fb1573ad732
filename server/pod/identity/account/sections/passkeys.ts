// Passkeys: list, add, rename, remove. Pure.
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import { passkeyForm } from '../../pages/passkey-form.ts'
import type { Passkey } from '../../passkeys/passkeys.ts'
import type { AccountView } from '../view.ts'
import { button, fact, fold, lock, moment, section, thing, things } from './parts.ts'
import type { Telling } from './parts.ts'

export function passkeysSection(view: AccountView, telling: Telling): Html {
  const { words } = telling
  const { passkeys, visitor } = view
  const list = passkeys.map((each) => passkeyThing(each, view, telling))
  return section(
    telling,
    'passkeys',
    html`<p>${words.passkeys.lead}</p>
      ${list.length === 0 ? html`<p>${words.passkeys.none}</p>` : things(list)}
      ${visitor.isRecent ? addForm(telling) : lock(telling, 'passkeys')}`,
  )
}

function passkeyThing(passkey: Passkey, { visitor }: AccountView, telling: Telling): Html {
  const { words } = telling
  const { id, created, lastUsed } = passkey
  const name = passkey.name || words.passkeys.unnamed
  const used = lastUsed === undefined ? html`${words.never}` : moment(telling, lastUsed)
  const remove = button('/.account/passkeys/remove#passkeys', words.remove, name, { id })
  return thing({
    title: name,
    details: [
      fact(telling, words.created, moment(telling, created)),
      fact(telling, words.lastUsed, used),
    ],
    actions: visitor.isRecent ? [renameForm(passkey, telling), remove] : [],
  })
}

function renameForm({ id, name }: Passkey, { words }: Telling): Html {
  return fold(
    words.passkeys.rename,
    html`<form method="post" action="/.account/passkeys/rename#passkeys">
      <input type="hidden" name="id" value="${id}" />
      <label for="rename-${id}">${words.nameLabel}</label>
      <input id="rename-${id}" name="name" value="${name}" maxlength="60" required />
      <button>${words.passkeys.rename}</button>
    </form>`,
    false,
  )
}

function addForm({ words, frame }: Telling): Html {
  const { passkeys } = words
  return html`<noscript><p class="note">${passkeys.unsupported}</p></noscript>
    <div data-with-passkeys hidden>
      ${passkeyForm({
        words: frame,
        ceremony: 'make',
        action: '/.account/passkeys',
        body: html`<label for="passkey-name">${words.nameLabel}</label>
          <input id="passkey-name" name="name" maxlength="60" aria-describedby="passkey-hint" />
          <p class="note" id="passkey-hint">${passkeys.addHint}</p>
          <button data-ceremony>${passkeys.add}</button>`,
      })}
    </div>`
}
