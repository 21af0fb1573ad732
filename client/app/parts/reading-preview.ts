// <reading-preview>: the last few of the person's own readings, as a firm would get them.
import { html, nothing } from 'lit'
import type { Load } from '../state/model.ts'
import type { Contents, Reading } from '../state/readings.ts'
import { amountOf, monthName, shortDay } from '../words/formats.ts'
import { AppElement } from './app-element.ts'
import './problem-note.ts'

const shown = 3

/** Properties: contents (of one document), month ('2012-03' or undefined). */
export class ReadingPreview extends AppElement {
  static override properties = { contents: { attribute: false }, month: { attribute: false } }

  declare contents: Load<Contents> | undefined
  declare month: string | undefined

  override render() {
    const { contents } = this
    const { request, app } = this.words
    if (contents?.state === 'failed') {
      return html`<problem-note .words=${this.words} .error=${contents.error}></problem-note>`
    }
    if (contents?.state !== 'ready') return html`<p class="soft" role="status">${app.loading}</p>`
    const { readings } = contents.value
    if (readings.length === 0) return html`<p class="soft">${request.previewNone}</p>`
    return this.#table(readings)
  }

  #table(readings: readonly Reading[]) {
    const { request, month, locale } = this.words
    const last = readings.slice(-shown)
    const period = this.month ? monthName(locale, this.month) : ''
    return html`
      <table>
        <caption>
          ${request.previewIntro(last.length, period)}
        </caption>
        <thead>
          <tr>
            <th scope="col">${month.day}</th>
            <th scope="col">${month.from} – ${month.to}</th>
            <th scope="col" class="end">${month.amount}</th>
          </tr>
        </thead>
        <tbody>
          ${last.map((each) => this.#row(each))}
        </tbody>
      </table>
      <p class="small soft">
        ${readings.length > last.length ? request.previewCount(readings.length) : nothing}
      </p>
    `
  }

  #row({ start, end, amount, unit }: Reading) {
    const { locale } = this.words
    return html`<tr>
      <th scope="row">${shortDay(locale, start.slice(0, 10))}</th>
      <td>${start.slice(11, 16)} – ${end.slice(11, 16)}</td>
      <td class="end">${amountOf(locale, amount, unit)}</td>
    </tr>`
  }
}

customElements.define('reading-preview', ReadingPreview)
