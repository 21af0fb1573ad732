// <term-bar>: how much of a grant's time is over, as a line that runs out.
import { css, html } from 'lit'
import { daysUntil } from '../words/formats.ts'
import { AppElement } from './app-element.ts'

/** Properties: from, until (ISO 8601), now (ms). The words beside the line say the same. */
export class TermBar extends AppElement {
  static override properties = {
    from: { attribute: false },
    until: { attribute: false },
    now: { attribute: false },
  }
  static override styles = [
    AppElement.styles,
    css`
      svg {
        display: block;
        width: 100%;
        height: 0.5rem;
        border-radius: 999px;
      }
      .track {
        fill: var(--sunken);
      }
      .left {
        fill: var(--accent);
      }
      p {
        margin-top: var(--space-2);
        color: var(--accent);
        font: var(--font-label);
      }
    `,
  ]

  declare from: string
  declare until: string
  declare now: number

  override render() {
    const from = Date.parse(this.from)
    const until = Date.parse(this.until)
    const left = Math.min(1, Math.max(0.02, (until - this.now) / Math.max(1, until - from)))
    return html`
      <svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
        <rect class="track" width="100" height="1"></rect>
        <rect class="left" width=${left * 100} height="1"></rect>
      </svg>
      <p>${this.words.grant.daysLeft(daysUntil(this.now, this.until))}</p>
    `
  }
}

customElements.define('term-bar', TermBar)
