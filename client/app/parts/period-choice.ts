// <period-choice>: the last 7 or 30 days.
import { css, html } from 'lit'
import { AppElement } from './app-element.ts'

export type Days = 7 | 30

/** @fires pick-days - The period chosen. */
export class PeriodChoice extends AppElement {
  static override properties = { days: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      .period {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 2px;
        padding: 4px;
        border-radius: 999px;
        background: var(--sunken);
      }
      label {
        position: relative;
        display: grid;
        place-items: center;
        min-height: var(--target);
        border-radius: 999px;
        color: var(--ink-soft);
        cursor: pointer;
      }
      input[type='radio'] {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        opacity: 0;
        cursor: pointer;
      }
      label:has(:checked) {
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--lift);
      }
      label:has(:focus-visible) {
        outline: 3px solid var(--focus);
        outline-offset: 2px;
      }
    `,
  ]

  declare days: Days

  override render() {
    const { activity } = this.words
    return html`<fieldset>
      <legend class="unseen">${activity.period}</legend>
      <div class="period">
        ${this.#choice(7, activity.days7)} ${this.#choice(30, activity.days30)}
      </div>
    </fieldset>`
  }

  #choice(days: Days, text: string) {
    return html`<label>
      <input
        type="radio"
        name="period"
        .checked=${this.days === days}
        @change=${() => this.emit('pick-days', { days })}
      />${text}
    </label>`
  }
}

customElements.define('period-choice', PeriodChoice)
