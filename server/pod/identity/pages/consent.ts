// The page on which a person lets an app in, or not. Pure.
import type { Interaction } from '../interaction.ts'
import { appName } from './app-name.ts'
import { page } from './frame.ts'
import { html } from './html.ts'
import type { Words } from './words/words.ts'

export function consentPage(interaction: Interaction, words: Words): string {
  const { uid, app, webId = '', params } = interaction
  const name = appName(interaction, words)
  const { consent } = words
  return page({
    words,
    title: consent.title(name),
    body: html`<dl>
        <dt>${consent.app}</dt>
        <dd>${name}<br /><span class="host">${whereTo(interaction, words)}</span></dd>
        <dt>${consent.you}</dt>
        <dd class="id">${webId}</dd>
      </dl>
      <h2>${consent.able}</h2>
      <ul>
        ${permissions(interaction, words).map((each) => html`<li>${each}</li>`)}
      </ul>
      <p class="note">${app.hasDocument ? consent.described(app.id) : consent.ownClaim}</p>
      <form method="post" action="/.oidc/interaction/${uid}/consent">
        <button class="main" name="decision" value="allow">${consent.allow}</button>
        <button name="decision" value="deny">${consent.deny}</button>
      </form>
      <p class="note"><a href="${switchAccount(params)}">${consent.other}</a></p>`,
  })
}

/** Where the browser goes afterwards: 'at app.example'. */
function whereTo({ redirectUri }: Interaction, { consent }: Words): string {
  const url = URL.parse(redirectUri)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '')
  return isHere ? consent.onThisDevice(url!.host) : consent.at(url?.host || redirectUri)
}

function permissions({ scopes }: Interaction, { consent }: Words): string[] {
  const { knowYou, useAll, goOn } = consent
  return [knowYou, useAll, ...(scopes.includes('offline_access') ? [goOn] : [])]
}

/** The app's request once more, from the login on. */
function switchAccount(params: Readonly<Record<string, string>>): string {
  const prompts = new Set(['login', ...(params['prompt'] ?? '').split(' ').filter(Boolean)])
  return `/.oidc/auth?${new URLSearchParams({ ...params, prompt: [...prompts].join(' ') })}`
}
