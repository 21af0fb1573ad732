// <loading-cards>: holds the place of cards that are on their way.
import { css, html } from 'lit'
import { AppElement } from './app-element.ts'

export class LoadingCards extends AppElement {
  static override styles = [
    AppElement.styles,
    css`
      .card {
        display: grid;
        gap: var(--space-3);
        margin-bottom: var(--space-4);
      }
      .line {
        height: 0.875rem;
        border-radius: 0.5rem;
        background: var(--sunken);
        animation: breathe 1.6s ease-in-out infinite alternate;
      }
      .short {
        width: 45%;
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
    `,
  ]

  override render() {
    const card = html`<div class="card" aria-hidden="true">
      <div class="line short"></div>
      <div class="line"></div>
      <div class="line short"></div>
    </div>`
    return html`<p class="unseen" role="status">${this.words.app.loading}</p>
      ${card}${card}`
  }
}

customElements.define('loading-cards', LoadingCards)
