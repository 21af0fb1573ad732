// The account page as a whole, and the page for whoever is not signed in. Pure.
import { page } from '../pages/frame.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import type { Words } from '../pages/words/words.ts'
import { appsSection } from './sections/apps.ts'
import { codesSection } from './sections/codes.ts'
import type { Section, Telling } from './sections/parts.ts'
import { passkeysSection } from './sections/passkeys.ts'
import { passwordSection } from './sections/password.ts'
import { podSection } from './sections/pod.ts'
import { programsSection } from './sections/programs.ts'
import { sessionsSection } from './sections/sessions.ts'
import { webIdSection } from './sections/webid.ts'
import type { AccountView } from './view.ts'
import { accountWords } from './words/words.ts'

/** In the order of the page: what is used most comes first. */
const parts: readonly (readonly [Section, (view: AccountView, telling: Telling) => Html])[] = [
  ['pod', podSection],
  ['apps', appsSection],
  ['sessions', sessionsSection],
  ['passkeys', passkeysSection],
  ['password', passwordSection],
  ['codes', codesSection],
  ['programs', programsSection],
  ['webid', webIdSection],
]

/** Whether a text names a part of the page, so that one can be led back there. */
export function isSection(text: string): text is Section {
  return parts.some(([id]) => id === text)
}

export function accountPage(view: AccountView, telling: Telling): string {
  const { words } = telling
  return page({
    words: telling.frame,
    title: words.title,
    wide: true,
    script: view.visitor.isRecent,
    body: html`<div class="account">
      <p class="lead">${view.name}</p>
      <nav aria-label="${words.nav}">
        <ul role="list">
          ${parts.map(([id]) => html`<li><a href="#${id}">${words.sections[id]}</a></li>`)}
        </ul>
      </nav>
      ${parts.map(([, part]) => part(view, telling))}
      <form method="post" action="/.account/sign-out"><button>${words.signOut}</button></form>
    </div>`,
  })
}

/** @param why Why she is not signed in, when she wanted to be. */
export function signedOutPage(frame: Words, why?: 'failed' | 'noCookies'): string {
  const { signedOut } = accountWords(frame)
  return page({
    words: frame,
    title: signedOut.title,
    body: html`<p>${signedOut[why ?? 'text']}</p>
      <p><a class="action" href="/.account/">${signedOut.again}</a></p>`,
  })
}
