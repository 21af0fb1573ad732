// <sums-table>: amounts in rows: the days of a month, or the readings of a day.
import { html } from 'lit'
import { AppElement } from './app-element.ts'

/** The first cell of a row heads it; the last one is the amount. */
export type Row = readonly [string, string, string]

export class SumsTable extends AppElement {
  static override properties = {
    heading: { attribute: false },
    columns: { attribute: false },
    rows: { attribute: false },
  }

  declare heading: string
  declare columns: Row
  declare rows: readonly Row[]

  override render() {
    const [first, second, third] = this.columns
    return html`<table>
      <caption class="unseen">
        ${this.heading}
      </caption>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          <th scope="col">${second}</th>
          <th scope="col" class="end">${third}</th>
        </tr>
      </thead>
      <tbody>
        ${this.rows.map(
          ([head, middle, amount]) =>
            html`<tr>
              <th scope="row">${head}</th>
              <td>${middle}</td>
              <td class="end">${amount}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
  }
}

customElements.define('sums-table', SumsTable)
