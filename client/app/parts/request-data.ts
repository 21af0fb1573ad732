// <request-data>: what a firm wants to read, with a look at it, and the months to pick.
import { css, html, nothing } from 'lit'
import type { RequestSummary } from '../state/api.ts'
import type { Offer } from '../state/choice.ts'
import type { Model } from '../state/model.ts'
import { dataTypeOf, sensitivityOf } from '../words/concepts.ts'
import { AppElement } from './app-element.ts'
import type { MonthPick } from './app-element.ts'
import './month-picker.ts'
import './problem-note.ts'
import './reading-preview.ts'
import './resource-list.ts'

/** @fires pick-months - The picks after each change. */
export class RequestData extends AppElement {
  static override properties = {
    request: { attribute: false },
    offer: { attribute: false },
    pick: { attribute: false },
    folders: { attribute: false },
    readings: { attribute: false },
  }
  static override styles = [
    AppElement.styles,
    css`
      .question {
        color: var(--ink-soft);
        font: var(--font-label);
      }
      .preview {
        padding: var(--space-4);
        border-radius: var(--radius-small);
        background: var(--sunken);
      }
      h3 {
        margin-bottom: var(--space-1);
        font: var(--font-label);
      }
    `,
  ]

  declare request: RequestSummary
  declare offer: Offer
  declare pick: MonthPick
  declare folders: Model['folders']
  declare readings: Model['readings']

  override render() {
    const { request } = this.words
    return html`<section class="card stack" aria-labelledby="question">
      <p id="question" class="question">${request.what}</p>
      ${this.#type()} ${this.#preview()}
      ${this.offer.documents.length > 0 ? this.#months() : nothing}
      ${this.offer.others.length > 0 ? this.#others() : nothing}
    </section>`
  }

  #type() {
    const type = dataTypeOf(this.request.dataType)
    const sensitivity = type && sensitivityOf(type)
    return html`<div class="stack tight">
      <h2>${type?.label[this.language] ?? this.words.request.unknownType}</h2>
      ${type ? html`<p class="soft">${type.plain[this.language]}</p>` : nothing}
      ${
        sensitivity
          ? html`<p><span class="tag ask">${sensitivity.label[this.language]}</span></p>`
          : nothing
      }
    </div>`
  }

  #preview() {
    const { folders, words } = this
    const [newest] = this.offer.documents
    if (folders.state === 'loading') {
      return html`<p class="soft" role="status">${words.app.loading}</p>`
    }
    if (folders.state === 'failed') {
      return html`<problem-note again .words=${words} .error=${folders.error}></problem-note>`
    }
    if (!newest) return html`<p class="soft">${words.request.nothingThere}</p>`
    return html`<div class="preview">
      <h3>${words.request.previewTitle}</h3>
      <reading-preview
        .words=${words}
        .contents=${this.readings.get(newest.url)}
        .month=${newest.month}
      ></reading-preview>
    </div>`
  }

  #months() {
    return html`<month-picker
      .words=${this.words}
      .language=${this.language}
      .offer=${this.offer}
      .pick=${this.pick}
    ></month-picker>`
  }

  #others() {
    return html`<resource-list
      .words=${this.words}
      .language=${this.language}
      .resources=${this.offer.others}
    ></resource-list>`
  }
}

customElements.define('request-data', RequestData)
