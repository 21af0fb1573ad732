// <series-view>: readings of one kind as a chart, in numbers, and as a table; by day or by hour.
import { css, html, nothing } from 'lit'
import type { Series, Sum } from '../state/readings.ts'
import { sumsByDay, sumsByHour } from '../state/readings.ts'
import { amountOf, countOf, dayName, shortDay } from '../words/formats.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import { AppElement } from './app-element.ts'
import type { Bar } from './bar-chart.ts'
import type { Row } from './sums-table.ts'
import './bar-chart.ts'
import './sums-table.ts'

export class SeriesView extends AppElement {
  static override properties = { series: { attribute: false }, day: { state: true } }
  static override styles = [
    AppElement.styles,
    css`
      .facts dd {
        font: var(--font-number);
      }
      .facts {
        grid-template-columns: repeat(auto-fit, minmax(6.75rem, 1fr));
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
    const { readings } = this.series
    const days = sumsByDay(readings)
    const sums = this.day ? sumsByHour(readings, this.day) : days
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${this.#title()}</h2>
      ${this.#facts(sums)} ${this.#chart(sums)} ${this.#dayPicker(days)} ${this.#table(days)}
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
    const total = totalOf(sums)
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
    const caption = this.day ? month.perHour(this.#name(this.day)) : month.perDay
    return html`<figure class="stack tight">
      <figcaption class="small soft">${caption}</figcaption>
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
    const total = this.#amount(totalOf(sums))
    const [name, amount] = [
      (sum: Sum) => this.#name(sum.key),
      (sum: Sum) => this.#amount(sum.amount),
    ]
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

  #table(days: readonly Sum[]) {
    const { month } = this.words
    const columns = this.day
      ? [month.from, month.to, month.amount]
      : [month.day, month.readings, month.amount]
    return html`<details>
      <summary>${month.asTable}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${month.asTable}>
        <sums-table
          .heading=${this.day ? month.allReadings : month.perDay}
          .columns=${columns}
          .rows=${this.day ? this.#readings(this.day) : this.#days(days)}
        ></sums-table>
      </div>
    </details>`
  }

  #days(days: readonly Sum[]): Row[] {
    const { locale } = this.words
    return days.map(({ key, amount, count }) => [
      shortDay(locale, key),
      countOf(locale, count),
      this.#amount(amount),
    ])
  }

  #readings(day: string): Row[] {
    const ofDay = this.series.readings.filter((each) => each.start.startsWith(day))
    return ofDay.map(({ start, end, amount }) => [
      start.slice(11, 16),
      end.slice(11, 16),
      this.#amount(amount),
    ])
  }

  #pick(event: Event) {
    this.day = (event.target as HTMLSelectElement).value || undefined
  }
}

function totalOf(sums: readonly Sum[]): number {
  return sums.reduce((sum, each) => sum + each.amount, 0)
}

customElements.define('series-view', SeriesView)
