// <visit-item>: one visit to the data: who, what, when, under which grant, and who noticed.
import { css, html, nothing } from 'lit'
import type { Visit } from '../state/activity.ts'
import { hostOf } from '../state/firms.ts'
import { purposeName } from '../words/concepts.ts'
import { clockTime } from '../words/formats.ts'
import { AppElement } from './app-element.ts'
import './resource-list.ts'

/** Properties: visit, name (of the visitor). */
export class VisitItem extends AppElement {
  static override properties = { visit: { attribute: false }, name: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      .visit {
        display: grid;
        grid-template-columns: 3.75rem 1fr;
        gap: var(--space-3);
        padding: var(--space-4) 0;
        border-top: 1px solid var(--line);
      }
      time {
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .refused {
        color: var(--stop);
      }
      .body {
        display: grid;
        gap: var(--space-2);
        min-width: 0;
      }
    `,
  ]

  declare visit: Visit
  declare name: string

  override render() {
    const { visit, name, words } = this
    const { activity, locale } = words
    if (visit.leftOut !== undefined) return this.#leftOut(visit.leftOut)
    const first = visit.resources.slice(0, 6)
    return html`<div class="visit">
      <time datetime=${visit.time}>${clockTime(locale, visit.time)}</time>
      <div class="body">
        <p>
          <strong>${name}</strong>
          <span class=${visit.kind}>${activity[visit.kind]}</span>
          ${activity.documents(visit.resources.length)}
        </p>
        <resource-list
          .words=${words}
          .language=${this.language}
          .resources=${first}
        ></resource-list>
        ${this.#reason()} ${this.#seenBy()}
      </div>
    </div>`
  }

  #leftOut(count: number) {
    const { activity, locale } = this.words
    return html`<div class="visit">
      <time datetime=${this.visit.time}>${clockTime(locale, this.visit.time)}</time>
      <p class="body">${activity.leftOut(count)}</p>
    </div>`
  }

  #reason() {
    const { activity, request } = this.words
    const { kind, purpose, grants } = this.visit
    if (kind === 'rules' || kind === 'refused') return this.#app()
    const known = purpose && purposeName(purpose, this.language, request.unknownPurpose)
    if (!known && grants.length > 0) return nothing
    const text = known ? activity.under(known) : activity.noGrant
    return html`<p class="small soft">${text}</p>`
  }

  /** The app, where it has an address: others have names that say nothing. */
  #app() {
    const { client } = this.visit
    if (client === undefined || !URL.canParse(client)) return nothing
    return html`<p class="small soft">${this.words.activity.through(hostOf(client))}</p>`
  }

  #seenBy() {
    const { activity } = this.words
    const { kind, seenBy } = this.visit
    if (kind === 'rules' || kind === 'refused') return nothing
    const why = seenBy === 'server' ? activity.serverWhy : activity.leaseWhy
    const style = seenBy === 'server' ? 'tag good' : 'tag'
    return html`<p><span class=${style} title=${why}>${activity[seenBy]}</span></p>`
  }
}

customElements.define('visit-item', VisitItem)
