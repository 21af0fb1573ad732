// Who the WebID names as speaking for the person: providers, storages, inbox, keys. Pure.
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import type { KeyFact, LinkKind } from '../identity-facts.ts'
import type { AccountView } from '../view.ts'
import { button, fact, fold, lock, moment, section, thing, things } from './parts.ts'
import type { Telling } from './parts.ts'

export function webIdSection(view: AccountView, telling: Telling): Html {
  const { words } = telling
  const { visitor, identity } = view
  const kinds: LinkKind[] = ['issuer', 'storage', 'inbox']
  if (identity.links.alias.length > 0) kinds.push('alias')
  return section(
    telling,
    'webid',
    html`<p>${words.webid.lead}</p>
      <p class="id">${visitor.webId}</p>
      ${visitor.isRecent ? html`<p class="warning">${words.webid.warning}</p>` : undefined}
      ${kinds.map((kind) => linksPart(kind, view, telling))} ${keysPart(view, telling)}
      ${visitor.isRecent ? undefined : lock(telling, 'webid')}`,
  )
}

function linksPart(kind: LinkKind, view: AccountView, telling: Telling): Html {
  const { words } = telling
  const values = view.identity.links[kind]
  const list = values.map((each) => linkThing(kind, each, view, telling))
  const isLeaving = kind === 'issuer' && !values.includes(`${view.baseUrl}/`)
  return html`<h3>${words.webid[kind]}</h3>
    ${list.length === 0 ? html`<p class="note">${words.webid.none}</p>` : things(list)}
    ${isLeaving ? html`<p class="warning">${words.webid.leaving}</p>` : undefined}
    ${view.visitor.isRecent && kind !== 'alias' ? linkForm(kind, telling) : undefined}`
}

function linkThing(
  kind: LinkKind,
  value: string,
  { visitor, baseUrl, identity }: AccountView,
  { words }: Telling,
): Html {
  const isLast = kind === 'issuer' && identity.links.issuer.length === 1
  const mayRemove = visitor.isRecent && !isLast
  const fields = { kind, value }
  return thing({
    title: value,
    mark: kind === 'issuer' && value === `${baseUrl}/` ? words.webid.ours : undefined,
    details: [],
    actions: mayRemove ? [button('/.account/webid/remove#webid', words.remove, value, fields)] : [],
  })
}

function linkForm(kind: Exclude<LinkKind, 'alias'>, { words, message, typed }: Telling): Html {
  const { addIssuer, addStorage, setInbox, address, add, save } = words.webid
  const label = { issuer: addIssuer, storage: addStorage, inbox: setInbox }[kind]
  const isWrong =
    message?.section === 'webid' && message.kind === 'fault' && typed?.get('kind') === kind
  return fold(
    label,
    html`<form method="post" action="/.account/webid#webid">
      <input type="hidden" name="kind" value="${kind}" />
      <label for="add-${kind}">${address}</label>
      <input
        id="add-${kind}"
        name="value"
        type="url"
        value="${isWrong ? typed?.get('value') : ''}"
        placeholder="https://"
        required
      />
      <button>${kind === 'inbox' ? save : add}</button>
    </form>`,
    isWrong,
  )
}

function keysPart({ identity, visitor }: AccountView, telling: Telling): Html {
  const { words } = telling
  const list = identity.keys.map((key) => keyThing(key, visitor.isRecent, telling))
  return html`<h3>${words.webid.keys}</h3>
    ${list.length === 0 ? html`<p class="note">${words.webid.none}</p>` : things(list)}
    ${visitor.isRecent ? keyForm(telling) : undefined}`
}

function keyThing({ id, name, created, expires }: KeyFact, isOpen: boolean, telling: Telling) {
  const { words } = telling
  const title = name ?? words.webid.unnamedKey
  const time = (label: string, at: number | undefined) =>
    at === undefined ? undefined : fact(telling, label, moment(telling, at))
  return thing({
    title,
    details: [time(words.created, created), time(words.webid.keyEnds, expires)],
    actions: isOpen
      ? [button('/.account/webid/keys/remove#webid', words.remove, title, { id })]
      : [],
  })
}

function keyForm({ words, message, typed }: Telling): Html {
  const { addKey, jwk, jwkHint, keyEnds, keyEndsHint, add } = words.webid
  const isWrong =
    message?.section === 'webid' && message.kind === 'fault' && typed?.has('jwk') === true
  return fold(
    addKey,
    html`<form method="post" action="/.account/webid/keys#webid">
      <label for="add-key">${jwk}</label>
      <textarea
        id="add-key"
        name="jwk"
        rows="5"
        spellcheck="false"
        required
        aria-describedby="key-hint"
      ></textarea>
      <p class="note" id="key-hint">${jwkHint}</p>
      <label for="key-ends">${keyEnds}</label>
      <input id="key-ends" name="ends" type="date" aria-describedby="key-ends-hint" />
      <p class="note" id="key-ends-hint">${keyEndsHint}</p>
      <button>${add}</button>
    </form>`,
    isWrong,
  )
}
