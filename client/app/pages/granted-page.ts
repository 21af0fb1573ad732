// <granted-page>: the confirmation after a yes. Names the date, and what happens now.
import { css, html } from 'lit'
import type { GrantSummary } from '../state/api.ts'
import { firmName } from '../state/firms.ts'
import type { Load } from '../state/model.ts'
import { dataTypeName, purposeName } from '../words/concepts.ts'
import { longDate } from '../words/formats.ts'
import { AppElement } from '../parts/app-element.ts'
import { icon } from '../parts/icons.ts'
import '../parts/loading-cards.ts'
import '../parts/problem-note.ts'
import '../parts/resource-list.ts'

export class GrantedPage extends AppElement {
  static override properties = { grantId: { attribute: false }, grants: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      .sign {
        display: grid;
        place-items: center;
        width: 4rem;
        height: 4rem;
        border-radius: 50%;
        background: var(--accent);
        color: var(--on-accent);
      }
      ol {
        counter-reset: step;
      }
      li {
        display: grid;
        grid-template-columns: 1.75rem 1fr;
        gap: var(--space-3);
      }
      ol li::before {
        counter-increment: step;
        content: counter(step);
        display: grid;
        place-items: center;
        width: 1.75rem;
        height: 1.75rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
        font: var(--font-label);
      }
      .next {
        display: grid;
        gap: var(--space-3);
      }
    `,
  ]

  declare grantId: string
  declare grants: Load<readonly GrantSummary[]>

  override render() {
    const { grants, words } = this
    if (grants.state === 'failed') {
      return html`<problem-note again .words=${words} .error=${grants.error}></problem-note>`
    }
    if (grants.state === 'loading') return html`<loading-cards .words=${words}></loading-cards>`
    const grant = grants.value.find((each) => each.id === this.grantId)
    return grant ? this.#receipt(grant) : this.#done()
  }

  #receipt(grant: GrantSummary) {
    const { granted, locale, request } = this.words
    return html`<div class="stack loose">
      <span class="sign">${icon('check', 34)}</span>
      <h1 tabindex="-1">${granted.title(firmName(grant), longDate(locale, grant.until))}</h1>
      <section class="card stack">
        <div>
          <h2>${dataTypeName(grant.dataType, this.language, request.unknownType)}</h2>
          <p class="soft">${purposeName(grant.purpose, this.language, request.unknownPurpose)}</p>
        </div>
        <resource-list
          .words=${this.words}
          .language=${this.language}
          .resources=${grant.resources}
        ></resource-list>
        <p class="small soft">${granted.proved}</p>
      </section>
      <section class="next">
        <h2>${granted.next}</h2>
        <ol class="stack tight">
          ${granted.steps.map((each) => html`<li><span>${each}</span></li>`)}
        </ol>
      </section>
      ${this.#done()}
    </div>`
  }

  #done() {
    return html`<a class="button wide" href="#/active">${this.words.granted.see}</a>`
  }
}

customElements.define('granted-page', GrantedPage)
