// <request-card>: one request that waits, in a sentence, with the way to look at it.
import { css, html } from 'lit'
import { hashOf } from '../router.ts'
import type { RequestSummary } from '../state/api.ts'
import { dataTypeName, purposeName } from '../words/concepts.ts'
import { longDate } from '../words/formats.ts'
import { termInWords } from '../words/term.ts'
import { AppElement } from './app-element.ts'
import { icon } from './icons.ts'
import './firm-name.ts'

export class RequestCard extends AppElement {
  static override properties = { request: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      .what {
        font-weight: 600;
      }
      .meta {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
    `,
  ]

  declare request: RequestSummary

  override render() {
    const { sharing, request: words, locale } = this.words
    const { firm, firmName, dataType, purpose, term, issued, id } = this.request
    return html`
      <article class="card stack">
        <firm-name .words=${this.words} .firm=${firm} .firmName=${firmName}></firm-name>
        <div>
          <p>
            ${sharing.asksFor}
            <span class="what">${dataTypeName(dataType, this.language, words.unknownType)}</span>
          </p>
          <p class="soft">
            ${sharing.whatFor(purposeName(purpose, this.language, words.unknownPurpose))}
          </p>
        </div>
        <p class="meta">
          <span class="tag ask"
            >${icon('calendar', 16)} ${sharing.forTerm(termInWords(locale, term))}</span
          >
          <span class="tag">${sharing.askedOn(longDate(locale, issued))}</span>
        </p>
        <a class="button wide" href=${hashOf({ page: 'request', id })}>${sharing.look}</a>
      </article>
    `
  }
}

customElements.define('request-card', RequestCard)
