// <segment-tabs>: links to the sibling views of a page, the shown one marked.
import { css, html, nothing } from 'lit'
import { AppElement } from './app-element.ts'

export interface Segment {
  readonly name: string
  readonly hash: string
  readonly current: boolean
  /** How many wait there; 0 shows nothing. */
  readonly count: number
}

export class SegmentTabs extends AppElement {
  static override properties = { segments: { attribute: false }, label: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      ul {
        display: grid;
        grid-auto-columns: minmax(max-content, 1fr);
        grid-auto-flow: column;
        gap: 2px;
        padding: 4px;
        border-radius: 999px;
        background: var(--sunken);
      }
      a {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: var(--space-2);
        min-height: var(--target);
        padding: 0 var(--space-2);
        border-radius: 999px;
        color: var(--ink-soft);
        font: var(--font-label);
        text-decoration: none;
      }
      a[aria-current] {
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--lift);
      }
      a:focus-visible {
        border-radius: 999px;
      }
      .count {
        min-width: 1.5rem;
        padding: 0 0.4rem;
        border-radius: 999px;
        background: var(--ask-soft);
        color: var(--ask);
        text-align: center;
      }
    `,
  ]

  declare segments: readonly Segment[]
  declare label: string

  override render() {
    return html`<nav aria-label=${this.label}>
      <ul>
        ${this.segments.map(
          ({ name, hash, current, count }) =>
            html`<li>
              <a href=${hash} aria-current=${current ? 'page' : nothing}>
                ${name}${count > 0 ? html` <span class="count">${count}</span>` : nothing}
              </a>
            </li>`,
        )}
      </ul>
    </nav>`
  }
}

customElements.define('segment-tabs', SegmentTabs)
