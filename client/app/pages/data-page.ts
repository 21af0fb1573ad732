// <data-page>: what is in my pod, and the way to bring more in.
import { html } from 'lit'
import type { Model } from '../state/model.ts'
import { AppElement } from '../parts/app-element.ts'
import '../parts/data-folder.ts'
import '../parts/empty-state.ts'
import '../parts/import-box.ts'
import '../parts/loading-cards.ts'
import '../parts/problem-note.ts'

export class DataPage extends AppElement {
  static override properties = { folders: { attribute: false }, imported: { attribute: false } }

  declare folders: Model['folders']
  declare imported: Model['imported']

  override render() {
    const { data } = this.words
    return html`<div class="stack">
      <h1 tabindex="-1">${data.title}</h1>
      <p class="soft">${data.lead}</p>
      ${this.#folders()}
      <import-box .words=${this.words} .imported=${this.imported}></import-box>
    </div>`
  }

  #folders() {
    const { folders, words } = this
    if (folders.state === 'failed') {
      return html`<problem-note again .words=${words} .error=${folders.error}></problem-note>`
    }
    if (folders.state === 'loading') return html`<loading-cards .words=${words}></loading-cards>`
    const filled = folders.value.filter((each) => each.documents.length > 0)
    if (filled.length === 0) return this.#empty()
    return filled.map(
      (folder) =>
        html`<data-folder
          .words=${words}
          .language=${this.language}
          .folder=${folder}
        ></data-folder>`,
    )
  }

  #empty() {
    const { emptyTitle, empty } = this.words.data
    return html`<empty-state
      .words=${this.words}
      .sign=${'folder'}
      .heading=${emptyTitle}
      .text=${empty}
    ></empty-state>`
  }
}

customElements.define('data-page', DataPage)
