// <empty-state>: nothing here yet, and what would bring something.
import { css, html } from 'lit'
import { AppElement } from './app-element.ts'
import { icon } from './icons.ts'
import type { IconName } from './icons.ts'

/** @slot - What the person can do about it. */
export class EmptyState extends AppElement {
  static override properties = {
    sign: { attribute: false },
    heading: { attribute: false },
    text: { attribute: false },
  }
  static override styles = [
    AppElement.styles,
    css`
      .empty {
        display: grid;
        justify-items: center;
        gap: var(--space-2);
        padding: var(--space-6) var(--space-4);
        border: 1.5px dashed var(--line);
        border-radius: var(--radius);
        text-align: center;
      }
      .sign {
        display: grid;
        place-items: center;
        width: 3.5rem;
        height: 3.5rem;
        margin-bottom: var(--space-2);
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
      }
      p {
        max-width: 26rem;
      }
    `,
  ]

  declare sign: IconName
  declare heading: string
  declare text: string

  override render() {
    return html`
      <div class="empty">
        <span class="sign">${icon(this.sign, 26)}</span>
        <h2>${this.heading}</h2>
        <p class="soft">${this.text}</p>
        <slot></slot>
      </div>
    `
  }
}

customElements.define('empty-state', EmptyState)
