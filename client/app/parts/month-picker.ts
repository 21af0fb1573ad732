// <month-picker>: which of the asked documents the person lets go. Narrows, never widens.
import { css, html, nothing } from 'lit'
import type { Offer } from '../state/choice.ts'
import { resourceName } from '../state/resource-names.ts'
import { AppElement } from './app-element.ts'
import type { MonthPick } from './app-element.ts'

/** @fires pick-months - The picks after each change. */
export class MonthPicker extends AppElement {
  static override properties = { offer: { attribute: false }, pick: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      .months {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
        column-gap: var(--space-4);
        max-height: 19rem;
        overflow-y: auto;
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        flex-wrap: wrap;
        column-gap: var(--space-4);
      }
      .links {
        display: flex;
        gap: var(--space-4);
      }
      .later {
        border-top: 1px solid var(--line);
        margin-top: var(--space-2);
        padding-top: var(--space-2);
      }
    `,
  ]

  declare offer: Offer
  declare pick: MonthPick

  override render() {
    const { documents } = this.offer
    const { request } = this.words
    return html`
      <details>
        <summary>${request.monthsChosen(this.pick.ticked.size, documents.length)}</summary>
        <fieldset>
          <legend class="unseen">${request.months}</legend>
          <div class="links">
            <button type="button" class="link" @click=${this.#all}>${request.all}</button>
            <button type="button" class="link" @click=${this.#none}>${request.none}</button>
          </div>
          <div class="months">${documents.map((each) => this.#choice(each.url))}</div>
        </fieldset>
      </details>
      ${this.offer.folders.length > 0 ? this.#later() : nothing}
    `
  }

  #choice(url: string) {
    return html`<label class="choice">
      <input
        type="checkbox"
        .checked=${this.pick.ticked.has(url)}
        @change=${() => this.#toggle(url)}
      />
      ${resourceName(url, this.words, this.language)}
    </label>`
  }

  #later() {
    return html`<label class="choice later">
      <input type="checkbox" .checked=${this.pick.later} @change=${this.#toggleLater} />
      ${this.words.request.future}
    </label>`
  }

  /** Without one of the months the folder as a whole cannot be given. */
  #toggle(url: string) {
    const ticked = new Set(this.pick.ticked)
    if (!ticked.delete(url)) ticked.add(url)
    const complete = ticked.size === this.offer.documents.length
    this.emit('pick-months', { ticked, later: this.pick.later && complete })
  }

  /** Later months come with the folder, and so with all of its months. */
  #toggleLater() {
    const later = !this.pick.later
    this.emit('pick-months', { ticked: later ? this.#everything() : this.pick.ticked, later })
  }

  #all() {
    this.emit('pick-months', { ticked: this.#everything(), later: this.pick.later })
  }

  #none() {
    this.emit('pick-months', { ticked: new Set(), later: false })
  }

  #everything() {
    return new Set(this.offer.documents.map((each) => each.url))
  }
}

customElements.define('month-picker', MonthPicker)
