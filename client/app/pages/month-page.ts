// <month-page>: what one document of the pod says, readable.
import { html } from 'lit'
import type { Load } from '../state/model.ts'
import type { Reading } from '../state/readings.ts'
import { seriesOf } from '../state/readings.ts'
import { resourceName } from '../state/resource-names.ts'
import { AppElement } from '../parts/app-element.ts'
import { icon } from '../parts/icons.ts'
import '../parts/loading-cards.ts'
import '../parts/problem-note.ts'
import '../parts/series-view.ts'

export class MonthPage extends AppElement {
  static override properties = { url: { attribute: false }, readings: { attribute: false } }

  declare url: string
  declare readings: Load<readonly Reading[]> | undefined

  override render() {
    return html`<div class="stack">
      <a class="link" href="#/data">${icon('back', 18)} ${this.words.data.title}</a>
      <h1 tabindex="-1">${resourceName(this.url, this.words, this.language)}</h1>
      ${this.#content()}
    </div>`
  }

  #content() {
    const { readings, words } = this
    if (readings?.state === 'failed') {
      return html`<problem-note again .words=${words} .error=${readings.error}></problem-note>`
    }
    if (readings?.state !== 'ready') return html`<loading-cards .words=${words}></loading-cards>`
    if (readings.value.length === 0) return html`<p>${words.month.noReadings}</p>`
    return seriesOf(readings.value).map(
      (series) => html`<series-view .words=${words} .series=${series}></series-view>`,
    )
  }
}

customElements.define('month-page', MonthPage)
