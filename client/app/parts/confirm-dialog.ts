// <confirm-dialog>: asks once more, saying the consequence, before something ends.
import { css, html } from 'lit'
import { createRef, ref } from 'lit/directives/ref.js'
import { AppElement } from './app-element.ts'

/** @fires confirmed - The person said yes. Not sent when she closes the dialog in any other way. */
export class ConfirmDialog extends AppElement {
  static override properties = {
    heading: { attribute: false },
    text: { attribute: false },
    yes: { attribute: false },
    no: { attribute: false },
  }
  static override styles = [
    AppElement.styles,
    css`
      dialog {
        width: min(27rem, calc(100vw - 2rem));
        padding: var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
      }
      dialog::backdrop {
        background: var(--shade);
      }
      .answers {
        display: grid;
        gap: var(--space-3);
        margin-top: var(--space-5);
      }
      .yes {
        border-color: transparent;
        background: var(--stop);
        color: var(--surface);
      }
      .yes:hover {
        background: var(--stop);
        filter: brightness(0.92);
      }
    `,
  ]

  declare heading: string
  declare text: string
  declare yes: string
  declare no: string
  readonly #dialog = createRef<HTMLDialogElement>()

  /** Opens over the page; the keyboard stays inside until it is answered. */
  open(): void {
    this.#dialog.value?.showModal()
  }

  override render() {
    return html`
      <dialog ${ref(this.#dialog)} aria-labelledby="heading" aria-describedby="text">
        <div class="stack tight">
          <h2 id="heading">${this.heading}</h2>
          <p id="text" class="soft">${this.text}</p>
        </div>
        <div class="answers">
          <button class="button yes" @click=${this.#confirm}>${this.yes}</button>
          <button class="button quiet" autofocus @click=${this.#close}>${this.no}</button>
        </div>
      </dialog>
    `
  }

  #close() {
    this.#dialog.value?.close()
  }

  #confirm() {
    this.#close()
    this.dispatchEvent(new CustomEvent('confirmed'))
  }
}

customElements.define('confirm-dialog', ConfirmDialog)
