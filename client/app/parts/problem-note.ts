// <problem-note>: what did not work, in a plain sentence, with what would help.
import { css, html, nothing } from 'lit'
import { problemDetail, problemKind } from '../state/problem-kinds.ts'
import { AppElement } from './app-element.ts'
import { icon } from './icons.ts'

/** @fires retry - The person wants it tried again. Only with `again`. */
export class ProblemNote extends AppElement {
  static override properties = { error: { attribute: false }, again: { type: Boolean } }
  static override styles = [
    AppElement.styles,
    css`
      .note {
        display: flex;
        gap: var(--space-3);
        padding: var(--space-4);
        border-radius: var(--radius);
        background: var(--stop-soft);
      }
      svg {
        flex: none;
        color: var(--stop);
      }
      .text {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .button {
        margin-top: var(--space-3);
      }
    `,
  ]

  declare error: unknown
  declare again: boolean

  override render() {
    const { problems, app } = this.words
    const kind = problemKind(this.error)
    const detail = problemDetail(this.error)
    return html`
      <div class="note" role="alert">
        ${icon('warning')}
        <div class="text">
          <p><strong>${problems.title}.</strong> ${problems[kind]}</p>
          ${detail ? html`<p class="small soft">${problems.said} ${detail}</p>` : nothing}
          ${
            this.again
              ? html`<button class="button quiet" @click=${this.#retry}>${app.retry}</button>`
              : nothing
          }
        </div>
      </div>
    `
  }

  #retry() {
    this.emit('retry', undefined)
  }
}

customElements.define('problem-note', ProblemNote)
