// <visit-group>: visits by day; under a heading of their own where they are of a special kind.
import { css, html, nothing } from 'lit'
import { visitsByDay } from '../state/activity.ts'
import type { Visit } from '../state/activity.ts'
import { dayName } from '../words/formats.ts'
import { AppElement } from './app-element.ts'
import './visit-item.ts'

/** Properties: visits, nameOf (what a visitor is called), heading and lead (both or none). */
export class VisitGroup extends AppElement {
  static override properties = {
    visits: { attribute: false },
    nameOf: { attribute: false },
    heading: { attribute: false },
    lead: { attribute: false },
  }
  static override styles = [
    AppElement.styles,
    css`
      .day h2,
      .day h3 {
        padding-bottom: var(--space-2);
      }
      .day h3 {
        color: var(--ink-soft);
        font: var(--font-label);
      }
      .apart {
        padding-top: var(--space-4);
      }
    `,
  ]

  declare visits: readonly Visit[]
  declare nameOf: (visit: Visit) => string
  declare heading: string | undefined
  declare lead: string | undefined

  override render() {
    if (this.visits.length === 0) return nothing
    if (this.heading === undefined) return html`<div class="stack">${this.#days()}</div>`
    return html`<section class="stack apart">
      <div>
        <h2>${this.heading}</h2>
        <p class="soft">${this.lead}</p>
      </div>
      ${this.#days()}
    </section>`
  }

  #days() {
    return [...visitsByDay(this.visits)].map(([day, visits]) => {
      const name = dayName(this.words.locale, day)
      return html`<section class="day">
        ${this.heading === undefined ? html`<h2>${name}</h2>` : html`<h3>${name}</h3>`}
        ${visits.map((visit) => this.#visit(visit))}
      </section>`
    })
  }

  #visit(visit: Visit) {
    return html`<visit-item
      .words=${this.words}
      .language=${this.language}
      .visit=${visit}
      .name=${this.nameOf(visit)}
    ></visit-item>`
  }
}

customElements.define('visit-group', VisitGroup)
