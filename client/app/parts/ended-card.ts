// <ended-card>: one request or grant that is over, and how it ended.
import { css, html, nothing } from 'lit'
import { hashOf } from '../router.ts'
import type { Ended } from '../state/sharing-lists.ts'
import { dataTypeName, purposeName } from '../words/concepts.ts'
import { countOf, shortDate } from '../words/formats.ts'
import { AppElement } from './app-element.ts'
import './firm-name.ts'

export class EndedCard extends AppElement {
  static override properties = { ended: { attribute: false }, reads: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      .card {
        box-shadow: none;
      }
      blockquote {
        margin: 0;
        padding-left: var(--space-3);
        border-left: 3px solid var(--line);
      }
    `,
  ]

  declare ended: Ended
  declare reads: number

  override render() {
    const { grant, request, sharing } = this.words
    const { firm, firmName, dataType, purpose, state, reason } = this.ended
    return html`
      <article class="card stack">
        <firm-name .words=${this.words} .firm=${firm} .firmName=${firmName}></firm-name>
        <div>
          <p>${dataTypeName(dataType, this.language, request.unknownType)}</p>
          <p class="soft">
            ${sharing.whatFor(purposeName(purpose, this.language, request.unknownPurpose))}
          </p>
        </div>
        <p><span class="tag ${state === 'expired' ? '' : 'stop'}">${grant.states[state]}</span></p>
        ${reason ? html`<blockquote class="soft">${reason}</blockquote>` : nothing} ${this.#facts()}
      </article>
    `
  }

  #facts() {
    const { grant, locale } = this.words
    const { from, at, grantId } = this.ended
    if (!grantId) return nothing
    return html`
      <dl class="facts numbers">
        ${
          from
            ? html`<div>
                <dt>${grant.given}</dt>
                <dd>${shortDate(locale, from)}</dd>
              </div>`
            : nothing
        }
        ${
          at
            ? html`<div>
                <dt>${grant.endedOn}</dt>
                <dd>${shortDate(locale, at)}</dd>
              </div>`
            : nothing
        }
        <div>
          <dt>${grant.reads}</dt>
          <dd>${countOf(locale, this.reads)}</dd>
        </div>
      </dl>
      ${
        this.reads > 0
          ? html`<a class="link" href=${hashOf({ page: 'activity', grant: grantId })}
              >${grant.seeReads}</a
            >`
          : nothing
      }
    `
  }
}

customElements.define('ended-card', EndedCard)
