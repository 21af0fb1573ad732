// Who stands behind an app, as far as can be known: a host that vouches for it, or nobody. Pure.
import type { ConsentView } from '../interactions/consent-view.ts'
import { appName, mixesAlphabets } from './app-name.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Words } from './words/words.ts'

/** The rows that say which app it is, how that is known, and where the person goes back to. */
export function appRows(view: ConsentView, words: Words): Html {
  const { interaction } = view
  const name = appName(interaction, words)
  const { consent } = words
  return html`<dt>${consent.app}</dt>
    <dd>
      ${name}<br />
      <span class="host">${vouching(view, words)}</span>
    </dd>
    <dt>${consent.back}</dt>
    <dd>${isOwn(view) ? new URL(view.baseUrl).host : placeOf(interaction.redirectUri, words)}</dd>`
}

/** What should make the person look twice; nothing when there is nothing of the kind. */
export function warnings(view: ConsentView, words: Words): Html {
  const { interaction } = view
  const { consent } = words
  const isMixed = mixesAlphabets(appName(interaction, words))
  const isForeign = [interaction.redirectUri, interaction.app.id].some((each) =>
    /(^|\.)xn--/.test(URL.parse(each)?.hostname ?? ''),
  )
  const found = [
    ...(isOwn(view) || interaction.app.hasDocument ? [] : [consent.ownClaim]),
    ...(isMixed ? [consent.mixedName] : []),
    ...(isForeign ? [consent.foreignHost] : []),
  ]
  return html`${found.map((each) => html`<p class="warning">${each}</p>`)}`
}

/** Where the makers of the app say more; only addresses on the web are links. */
export function appLinks({ interaction }: ConsentView, { consent }: Words): Html | undefined {
  const { about, privacy, terms } = interaction.app.pages
  const links = [
    [consent.about, about],
    [consent.privacy, privacy],
    [consent.terms, terms],
  ] as const
  const shown = links.flatMap(([label, address]) => link(label, address))
  return shown.length === 0 ? undefined : html`<p class="links note">${shown}</p>`
}

function vouching(view: ConsentView, { consent }: Words): string {
  const { app } = view.interaction
  if (isOwn(view)) return consent.ours
  if (!app.hasDocument) return consent.registered
  return consent.vouched(URL.parse(app.id)?.host ?? app.id)
}

/** The one page of this server that is an app: nobody else can be called back there. */
function isOwn({ interaction, baseUrl }: ConsentView): boolean {
  return interaction.redirectUri === `${baseUrl}/`
}

/** The host in letters that cannot be taken for others; for programs on the device what they are. */
function placeOf(address: string, { consent }: Words): string {
  const url = URL.parse(address)
  if (!url || url.host === '') return consent.onThisDevice(url?.protocol ?? address)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return isHere ? consent.onThisDevice(url.host) : url.host
}

function link(label: string, address: string | undefined): Html[] {
  const url = URL.parse(address ?? '')
  if (!url || !/^https?:$/.test(url.protocol)) return []
  return [
    html`<a href="${url.href}" target="_blank" rel="noopener noreferrer"
      >${label} (${url.host})</a
    >`,
  ]
}
