// <notice-bar>: one sentence about what was just done, spoken by screen readers too.
import { css, html, nothing } from 'lit'
import type { PropertyValues } from 'lit'
import type { Notice } from '../state/model.ts'
import { AppElement } from './app-element.ts'
import { icon } from './icons.ts'
import './problem-note.ts'

/** @fires dismiss - The person has read it. */
export class NoticeBar extends AppElement {
  static override properties = { notice: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      .notice {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: var(--space-3);
        margin-bottom: var(--space-4);
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
        border-radius: var(--radius);
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }
      .notice.problem {
        grid-template-columns: 1fr auto;
        align-items: start;
        padding: 0;
        background: var(--stop-soft);
        color: var(--ink);
        font-weight: 400;
      }
      .close {
        display: grid;
        place-items: center;
        width: var(--target);
        height: var(--target);
        border: 0;
        border-radius: 50%;
        background: none;
        color: inherit;
        cursor: pointer;
      }
    `,
  ]

  declare notice: Notice | undefined

  /** Brings it before the eyes of a person who is further down the page. */
  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('notice') && this.notice) this.scrollIntoView({ block: 'nearest' })
  }

  override render() {
    return html`<div role="status">${this.#done()}</div>
      ${this.#problem()}`
  }

  #done() {
    if (this.notice?.kind !== 'done') return nothing
    return html`<div class="notice">
      ${icon('check')}
      <span>${this.notice.say(this.words)}</span>
      ${this.#close()}
    </div>`
  }

  #problem() {
    if (this.notice?.kind !== 'problem') return nothing
    return html`<div class="notice problem">
      <problem-note .words=${this.words} .error=${this.notice.error}></problem-note>
      ${this.#close()}
    </div>`
  }

  #close() {
    return html`<button class="close" aria-label=${this.words.app.close} @click=${this.#dismiss}>
      ${icon('close')}
    </button>`
  }

  #dismiss() {
    this.emit('dismiss', undefined)
  }
}

customElements.define('notice-bar', NoticeBar)
