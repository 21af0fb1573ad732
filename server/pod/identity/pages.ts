// The pages of the sign-in: text in, HTML out. Pure. No script, no inline style.
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Interaction } from './interaction.ts'

export const stylesheetPath = '/.oidc/style.css'

export interface LoginView {
  readonly interaction: Interaction
  /** What was typed before, to be corrected. */
  readonly name?: string
  readonly message?: string
  readonly isDemo: boolean
}

export function loginPage({ interaction, name = '', message, isDemo }: LoginView): string {
  return page(
    'Sign in',
    html`<p class="lead">to continue to <strong>${appName(interaction)}</strong></p>
      ${message === undefined ? undefined : html`<p class="alert" role="alert">${message}</p>`}
      <form method="post" action="/.oidc/interaction/${interaction.uid}/login">
        <label for="name">Name</label>
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
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          ${name === '' ? undefined : 'autofocus'}
        />
        <button class="main">Sign in</button>
      </form>
      ${cancelForm(interaction)}
      ${isDemo ? html`<p class="note">This is a demo. Names and passwords were printed where the server was started.</p>` : undefined}`,
  )
}

export function consentPage(interaction: Interaction): string {
  const { uid, app, webId = '', params } = interaction
  return page(
    `Let ${appName(interaction)} in?`,
    html`<dl>
        <dt>App</dt>
        <dd>${appName(interaction)}<br /><span class="host">${whereTo(interaction)}</span></dd>
        <dt>You</dt>
        <dd class="id">${webId}</dd>
      </dl>
      <h2>It will be able to</h2>
      <ul>
        ${permissions(interaction).map((each) => html`<li>${each}</li>`)}
      </ul>
      ${app.hasDocument ? html`<p class="note">The app is described at ${app.id}</p>` : html`<p class="note">The app gave this name itself. Trust the address, not the name.</p>`}
      <form method="post" action="/.oidc/interaction/${uid}/consent">
        <button class="main" name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Don’t allow</button>
      </form>
      <p class="note"><a href="${switchAccount(params)}">Use another account</a></p>`,
  )
}

export function errorPage(message: string): string {
  return page(
    'That did not work',
    html`<p class="alert" role="alert">${message}</p>
      <p>
        Go back to the app and try again. If it happens again, the makers of the app can help.
      </p>`,
  )
}

/** @param form The form of the provider library, with the id that the buttons name. */
export function logoutPage(form: string): string {
  return page(
    'Sign out?',
    html`${{ html: form }}
      <button class="main" form="op.logoutForm" name="logout" value="yes" autofocus>
        Sign out
      </button>
      <button form="op.logoutForm">Stay signed in</button>`,
  )
}

export function loggedOutPage(): string {
  return page('Signed out', html`<p>You can close this page.</p>`)
}

function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="${stylesheetPath}" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.html
}

function cancelForm({ uid }: Interaction): Html {
  return html`<form method="post" action="/.oidc/interaction/${uid}/cancel">
    <button>Cancel</button>
  </form>`
}

/** At most 80 characters, without those that hide, or turn round what follows. */
function appName({ app, redirectUri }: Interaction): string {
  const name = app.name
    ?.replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 80)
  return name || URL.parse(redirectUri)?.host || 'an app'
}

/** 'You go back to app.example afterwards.' */
function whereTo({ redirectUri }: Interaction): string {
  const url = URL.parse(redirectUri)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '')
  return isHere ? `on this device (${url!.host})` : `at ${url?.host || redirectUri}`
}

function permissions({ scopes }: Interaction): string[] {
  const all: (string | false)[] = [
    'know who you are, by your WebID',
    'read, add, change and delete whatever you can, in your pods and where others let you in',
    scopes.includes('offline_access') && 'go on while you are away, for up to 30 days unused',
  ]
  return all.filter((each) => each !== false)
}

/** The app's request once more, from the login on. */
function switchAccount(params: Readonly<Record<string, string>>): string {
  const prompts = new Set(['login', ...(params['prompt'] ?? '').split(' ').filter(Boolean)])
  return `/.oidc/auth?${new URLSearchParams({ ...params, prompt: [...prompts].join(' ') })}`
}
