// <month-page>: what one document of the pod says, readable.
import { html, nothing } from 'lit'
import type { Load } from '../state/model.ts'
import type { Contents } from '../state/readings.ts'
import { seriesOf } from '../state/readings.ts'
import { resourceName } from '../state/resource-names.ts'
import { AppElement } from '../parts/app-element.ts'
import { icon } from '../parts/icons.ts'
import '../parts/loading-cards.ts'
import '../parts/problem-note.ts'
import '../parts/series-view.ts'

export class MonthPage extends AppElement {
  static override properties = { url: { attribute: false }, contents: { attribute: false } }

  declare url: string
  declare contents: Load<Contents> | undefined

  override render() {
    return html`<div class="stack">
      <a class="link" href="#/data">${icon('back', 18)} ${this.words.data.title}</a>
      <h1 tabindex="-1">${resourceName(this.url, this.words, this.language)}</h1>
      ${this.#content()}
    </div>`
  }

  #content() {
    const { contents, words } = this
    if (contents?.state === 'failed') {
      return html`<problem-note again .words=${words} .error=${contents.error}></problem-note>`
    }
    if (contents?.state !== 'ready') return html`<loading-cards .words=${words}></loading-cards>`
    const { readings, synthetic } = contents.value
    if (readings.length === 0) return html`<p>${words.month.noReadings}</p>`
    return html`
      ${synthetic ? html`<p><span class="tag ask">${words.month.synthetic}</span></p>` : nothing}
      ${seriesOf(readings).map(
        (series) => html`<series-view .words=${words} .series=${series}></series-view>`,
      )}
    `
  }
}

customElements.define('month-page', MonthPage)
