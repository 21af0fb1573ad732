// <sign-in-page>: what this is, and the way in, with an account here or anywhere else.
import { css, html, nothing } from 'lit'
import { issuerOf } from '../state/provider.ts'
import type { Busy } from '../state/model.ts'
import { AppElement } from '../parts/app-element.ts'
import { icon } from '../parts/icons.ts'
import { plots, plotStyles } from '../parts/plots.ts'
import '../parts/language-choice.ts'

/** @fires sign-in - The person chose a provider. */
export class SignInPage extends AppElement {
  static override properties = {
    home: { attribute: false },
    busy: { attribute: false },
    invalid: { state: true },
  }
  static override styles = [
    AppElement.styles,
    plotStyles,
    css`
      .page {
        display: grid;
        gap: var(--space-6);
        padding: var(--space-2) 0;
      }
      h1 {
        font-size: 2.25rem;
      }
      .lead {
        margin-top: var(--space-3);
        font-size: 1.125rem;
      }
      li {
        display: flex;
        gap: var(--space-3);
        align-items: flex-start;
      }
      li svg {
        flex: none;
        margin-top: 0.1rem;
        color: var(--accent);
      }
      .host {
        margin-top: var(--space-2);
        text-align: center;
      }
      .error {
        color: var(--stop);
      }
    `,
  ]

  declare home: string
  declare busy: Busy | undefined
  declare invalid: boolean

  override render() {
    const { signIn } = this.words
    return html`
      <div class="page">
        ${plots()}
        <div>
          <h1 tabindex="-1">${signIn.title}</h1>
          <p class="lead soft">${signIn.lead}</p>
        </div>
        <ul class="stack tight">
          ${signIn.promises.map((each) => html`<li>${icon('check')} <span>${each}</span></li>`)}
        </ul>
        <div class="stack">
          <div>
            <button class="button wide" ?disabled=${this.busy !== undefined} @click=${this.#here}>
              ${signIn.here}
            </button>
            <p class="host soft small">${signIn.at(new URL(this.home).host)}</p>
          </div>
          ${this.#elsewhere()}
          <p role="status">${this.busy ? signIn.leaving : nothing}</p>
        </div>
        <language-choice .words=${this.words} .language=${this.language}></language-choice>
      </div>
    `
  }

  #elsewhere() {
    const { signIn } = this.words
    return html`<details>
      <summary>${signIn.elsewhere}</summary>
      <form class="stack tight" novalidate @submit=${this.#there}>
        <label for="provider">${signIn.provider}</label>
        <input
          id="provider"
          name="provider"
          type="text"
          inputmode="url"
          autocapitalize="none"
          autocomplete="url"
          spellcheck="false"
          aria-describedby="hint"
          aria-invalid=${this.invalid ? 'true' : 'false'}
        />
        <p id="hint" class="small ${this.invalid ? 'error' : 'soft'}" aria-live="polite">
          ${this.invalid ? signIn.badAddress : signIn.providerHint}
        </p>
        <button class="button quiet" ?disabled=${this.busy !== undefined}>${signIn.go}</button>
      </form>
    </details>`
  }

  #here() {
    this.emit('sign-in', { issuer: this.home })
  }

  #there(event: SubmitEvent) {
    event.preventDefault()
    const input = this.renderRoot.querySelector<HTMLInputElement>('#provider')
    const issuer = issuerOf(input?.value ?? '')
    this.invalid = issuer === undefined
    if (issuer) this.emit('sign-in', { issuer })
    else input?.focus()
  }
}

customElements.define('sign-in-page', SignInPage)
