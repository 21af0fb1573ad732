// The page on which a person lets an app in, or not. Pure.
import type { ConsentView } from '../interactions/consent-view.ts'
import { appName } from './app-name.ts'
import { appLinks, appRows, warnings } from './app-origin.ts'
import { page } from './frame.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Words } from './words/words.ts'

export function consentPage(view: ConsentView, words: Words): string {
  const { uid, webId = '', params } = view.interaction
  const { consent } = words
  return page({
    words,
    title: consent.title(appName(view.interaction, words)),
    body: html`${alreadyIn(view, words)}
      <dl>
        ${appRows(view, words)}
        <dt>${consent.you}</dt>
        <dd class="id">${webId}</dd>
        ${podRows(view, words)}
      </dl>
      ${warnings(view, words)}
      <h2>${consent.able}</h2>
      <ul>
        ${permissions(view, words)}
      </ul>
      <p class="note">${consent.until}</p>
      ${appLinks(view, words)}
      <form method="post" action="/.oidc/interaction/${uid}/consent">
        <button class="main" name="decision" value="allow">${consent.allow}</button>
        <button name="decision" value="deny">${consent.deny}</button>
      </form>
      <p class="note"><a href="${switchAccount(params)}">${consent.other}</a></p>`,
  })
}

/** Somebody who is asked a second time wants to know why. */
function alreadyIn(view: ConsentView, { consent, locale }: Words): Html | undefined {
  const { before } = view
  if (!before) return undefined
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const hasNew = asked(view).some(({ isNew }) => isNew)
  const since = day.format(before.since)
  return html`<p class="lead">${hasNew ? consent.more(since) : consent.same(since)}</p>`
}

function podRows({ pods }: ConsentView, { consent }: Words): Html | undefined {
  if (pods.length === 0) return undefined
  return html`<dt>${consent.pods}</dt>
    ${pods.map((each) => html`<dd class="id">${each}</dd>`)}`
}

function permissions(view: ConsentView, { consent }: Words): Html[] {
  return asked(view).map(({ what, isNew }) => {
    const mark =
      isNew && view.before ? html` <span class="mark">${consent.isNew}</span>` : undefined
    return html`<li>${consent[what]}${mark}</li>`
  })
}

/** What the app would be able to do, and whether it could not before. */
function asked({ interaction, before }: ConsentView) {
  const knows = before !== undefined
  const wentOn = before?.scopes.includes('offline_access') ?? false
  const goesOn = wentOn || interaction.scopes.includes('offline_access')
  return [
    { what: 'knowYou', isNew: !knows },
    { what: 'useAll', isNew: !knows },
    ...(goesOn ? [{ what: 'goOn', isNew: !wentOn } as const] : []),
  ] as const
}

/** The app's request once more, from the login on. */
function switchAccount(params: Readonly<Record<string, string>>): string {
  const prompts = new Set(['login', ...(params['prompt'] ?? '').split(' ').filter(Boolean)])
  return `/.oidc/auth?${new URLSearchParams({ ...params, prompt: [...prompts].join(' ') })}`
}
