// Recovery codes: how many are left; a new set is shown once. Pure.
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import type { AccountView } from '../view.ts'
import type { AccountWords } from '../words/words.ts'
import { button, lock, section } from './parts.ts'
import type { Telling } from './parts.ts'

export function codesSection({ codesLeft, visitor }: AccountView, telling: Telling): Html {
  const { words } = telling
  const { lead, left, renew, renewHint } = words.codes
  return section(
    telling,
    'codes',
    html`<p>${lead}</p>
      <p><strong>${left(codesLeft)}</strong></p>
      ${
        visitor.isRecent
          ? html`<p class="note">${renewHint}</p>
              ${button('/.account/codes#codes', renew, undefined)}`
          : lock(telling, 'codes')
      }`,
  )
}

/** A new set, on the one page that shows it. */
export function codesShown(codes: readonly string[], { codes: { shown } }: AccountWords): Html {
  return html`<div class="once" role="status">
    <p>${shown}</p>
    <ol class="codes">
      ${codes.map((code) => html`<li><code>${code}</code></li>`)}
    </ol>
  </div>`
}
