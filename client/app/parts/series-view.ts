// <series-view>: readings of one kind as a chart, in numbers, and as a table; by day or by hour.
import { css, html, nothing } from 'lit'
import type { Series, Sum } from '../state/readings.ts'
import { sumsByDay, sumsByHour } from '../state/readings.ts'
import { amountOf, countOf, dayName, shortDay } from '../words/formats.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { AppElement } from './app-element.ts'
import type { Bar } from './bar-chart.ts'
import './bar-chart.ts'

export class SeriesView extends AppElement {
  static override properties = { series: { attribute: false }, day: { state: true } }
  static override styles = [
    AppElement.styles,
    css`
      .facts dd {
        font: var(--font-number);
      }
      .scroll {
        max-height: 26rem;
        overflow-y: auto;
      }
    `,
  ]

  declare series: Series
  /** The day looked at; undefined for the whole month. */
  declare day: string | undefined

  override render() {
    const { month } = this.words
    const { readings } = this.series
    const days = sumsByDay(readings)
    const sums = this.day ? sumsByHour(readings, this.day) : days
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${this.#title()}</h2>
      ${this.#facts(sums)} ${this.#chart(sums)} ${this.#dayPicker(days)}
      <details>
        <summary>${month.asTable}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${month.asTable}>
          ${this.day ? this.#readings(this.day) : this.#days(days)}
        </div>
      </details>
    </section>`
  }

  #title() {
    const { imported, exported, gas, other } = this.words.month
    const names = new Map<string, string>([
      [fh.ElectricityImported, imported],
      [fh.ElectricityExported, exported],
      [fh.GasImported, gas],
    ])
    return names.get(this.series.property) ?? other
  }

  #amount(value: number) {
    return amountOf(this.words.locale, value, this.series.unit)
  }

  #facts(sums: readonly Sum[]) {
    const { month, locale } = this.words
    const total = sums.reduce((sum, each) => sum + each.amount, 0)
    const count = sums.reduce((sum, each) => sum + each.count, 0)
    return html`<dl class="facts numbers">
      <div>
        <dt>${month.total}</dt>
        <dd>${this.#amount(total)}</dd>
      </div>
      ${
        this.day
          ? nothing
          : html`<div>
              <dt>${month.average}</dt>
              <dd>${this.#amount(total / sums.length)}</dd>
            </div>`
      }
      <div>
        <dt>${month.readings}</dt>
        <dd>${countOf(locale, count)}</dd>
      </div>
    </dl>`
  }

  #chart(sums: readonly Sum[]) {
    const { month } = this.words
    const bars = sums.map((sum, index) => this.#bar(sum, index))
    return html`<figure>
      <figcaption class="small soft">
        ${this.day ? month.perHour(this.#name(this.day)) : month.perDay}
      </figcaption>
      <bar-chart
        .words=${this.words}
        .bars=${bars}
        .summary=${this.#summary(sums)}
        .unitName=${this.series.unit}
      ></bar-chart>
    </figure>`
  }

  #bar({ key, amount }: Sum, index: number): Bar {
    const every = this.day ? 4 : 5
    const label = index % every === 0 ? String(Number(key.slice(-2))) : ''
    return { value: amount, label, title: `${this.#name(key)}: ${this.#amount(amount)}` }
  }

  /** '2012-03-11' → 'Sunday 11 March'; an hour '07' → '07:00' */
  #name(key: string) {
    return key.length > 2 ? dayName(this.words.locale, key) : `${key}:00`
  }

  #summary(sums: readonly Sum[]) {
    const sorted = sums.toSorted((one, other) => other.amount - one.amount)
    const [most] = sorted
    const least = sorted.at(-1)
    if (!most || !least) return ''
    const total = this.#amount(sums.reduce((sum, each) => sum + each.amount, 0))
    const name = (sum: Sum) => this.#name(sum.key)
    const amount = (sum: Sum) => this.#amount(sum.amount)
    return this.words.month.summary(total, amount(most), name(most), amount(least), name(least))
  }

  #dayPicker(days: readonly Sum[]) {
    const { month, locale } = this.words
    return html`<div class="stack tight">
      <label for="day">${month.pickDay}</label>
      <select id="day" @change=${this.#pick}>
        <option value="" ?selected=${!this.day}>${month.wholeMonth}</option>
        ${days.map(
          ({ key }) =>
            html`<option value=${key} ?selected=${key === this.day}>
              ${dayName(locale, key)}
            </option>`,
        )}
      </select>
    </div>`
  }

  #days(days: readonly Sum[]) {
    const { month, locale } = this.words
    return html`<table>
      <caption class="unseen">
        ${month.perDay}
      </caption>
      <thead>
        <tr>
          <th scope="col">${month.day}</th>
          <th scope="col" class="end">${month.readings}</th>
          <th scope="col" class="end">${month.amount}</th>
        </tr>
      </thead>
      <tbody>
        ${days.map(
          ({ key, amount, count }) =>
            html`<tr>
              <th scope="row">${shortDay(locale, key)}</th>
              <td class="end">${countOf(locale, count)}</td>
              <td class="end">${this.#amount(amount)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
  }

  #readings(day: string) {
    const { month } = this.words
    const ofDay = this.series.readings.filter((each) => each.start.startsWith(day))
    return html`<table>
      <caption class="unseen">
        ${month.allReadings}
      </caption>
      <thead>
        <tr>
          <th scope="col">${month.from}</th>
          <th scope="col">${month.to}</th>
          <th scope="col" class="end">${month.amount}</th>
        </tr>
      </thead>
      <tbody>
        ${ofDay.map(
          ({ start, end, amount }) =>
            html`<tr>
              <th scope="row">${start.slice(11, 16)}</th>
              <td>${end.slice(11, 16)}</td>
              <td class="end">${this.#amount(amount)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
  }

  #pick(event: Event) {
    this.day = (event.target as HTMLSelectElement).value || undefined
  }
}

customElements.define('series-view', SeriesView)
