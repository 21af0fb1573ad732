// The frame that all pages of this server share: text in, HTML out. Pure. No inline style or script.
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Words } from './words/words.ts'

export const stylesheetPath = '/.oidc/style.css'

/** The one script of these pages, built from client/sign-in: only passkeys need it. */
export const scriptPath = '/.app/sign-in.js'

export interface PageContent {
  readonly words: Words
  /** The heading, and the title of the window. */
  readonly title: string
  readonly body: Html
  /** Whether the page loads the script; its headers must say so too (`pageHeaders`). */
  readonly script?: boolean
  /** For pages with more on them than one form. */
  readonly wide?: boolean
}

/** A whole document, in the language of its words. */
export function page({ words, title, body, script = false, wide = false }: PageContent): string {
  return html`<!doctype html>
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="${stylesheetPath}" />
        ${script ? html`<script type="module" src="${scriptPath}"></script>` : undefined}
      </head>
      <body>
        <main${wide ? html` class="wide"` : undefined}>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.html
}

/** A message that a screen reader speaks at once; nothing when there is none. */
export function alert(message: string | undefined): Html | undefined {
  return message === undefined ? undefined : html`<p class="alert" role="alert">${message}</p>`
}
