// Where a person is signed in, and ending that. Pure.
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import type { SignInSession } from '../../sign-ins/sessions.ts'
import { deviceOf } from '../../forms/device.ts'
import type { AccountView } from '../view.ts'
import { button, fact, moment, section, thing, things } from './parts.ts'
import type { Telling } from './parts.ts'

export function sessionsSection({ sessions, visitor }: AccountView, telling: Telling): Html {
  const { words } = telling
  const others = sessions.filter(({ id }) => id !== visitor.sessionId)
  const own = sessions.filter(({ id }) => id === visitor.sessionId)
  const list = [...own, ...others].map((each) =>
    sessionThing(each, each.id === visitor.sessionId, telling),
  )
  return section(
    telling,
    'sessions',
    html`${things(list)}
    ${
      others.length === 0
        ? html`<p class="note">${words.sessions.alone}</p>`
        : button('/.account/sessions/end-others#sessions', words.sessions.endOthers, undefined)
    }`,
  )
}

function sessionThing(session: SignInSession, isThis: boolean, telling: Telling): Html {
  const { words } = telling
  const { id, userAgent, created, lastUsed, apps } = session
  const device = deviceOf(userAgent)
  const title = device ? words.sessions.on(device.browser, device.system) : words.sessions.unknown
  return thing({
    title,
    mark: isThis ? words.sessions.here : undefined,
    details: [
      fact(telling, words.sessions.since, moment(telling, created)),
      fact(telling, words.lastUsed, moment(telling, lastUsed)),
      apps.length === 0 ? undefined : html`${words.sessions.apps(apps.length)}`,
    ],
    actions: isThis
      ? []
      : [button('/.account/sessions/end#sessions', words.sessions.end, title, { id })],
  })
}
