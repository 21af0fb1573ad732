// The apps that a person has let in, and stopping them. Pure.
import type { Consent } from '../../sign-ins/consents.ts'
import { plainName } from '../../pages/app-name.ts'
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import type { AccountView } from '../view.ts'
import { button, fact, moment, section, thing, things } from './parts.ts'
import type { Telling } from './parts.ts'

export function appsSection({ apps }: AccountView, telling: Telling): Html {
  const list = apps.map((each) => appThing(each, telling))
  const none = html`<p>${telling.words.apps.none}</p>`
  return section(telling, 'apps', list.length === 0 ? none : things(list))
}

function appThing(app: Consent, telling: Telling): Html {
  const { words } = telling
  const { clientId, hasDocument, scopes, since, lastUsed } = app
  const title = plainName(app.name) || words.apps.unnamed
  const host = hasDocument ? URL.parse(clientId)?.host : undefined
  return thing({
    title,
    details: [
      html`${host === undefined ? words.apps.ownClaim : words.apps.vouched(host)}`,
      fact(telling, words.apps.may, html`${permissions(scopes, telling)}`),
      fact(telling, words.apps.since, moment(telling, since)),
      fact(telling, words.lastUsed, moment(telling, lastUsed)),
    ],
    actions: [button('/.account/apps/stop#apps', words.apps.stop, title, { client: clientId })],
  })
}

function permissions(scopes: readonly string[], { words }: Telling): string {
  const { know, use, goOn } = words.apps
  return [know, use, ...(scopes.includes('offline_access') ? [goOn] : [])].join(', ')
}
