// <bar-chart>: a small bar chart. Read out as one sentence; a table beside it says the same.
import { css, html, svg } from 'lit'
import { AppElement } from './app-element.ts'

export interface Bar {
  /** Below the axis; '' for none. */
  readonly label: string
  /** Shown when pointed at: 'Sunday 11 March: 18.2 kWh'. */
  readonly title: string
  readonly value: number
}

const width = 340
const height = 160
const left = 34
const bottom = 20
const top = 10

/** Properties: bars, summary (the sentence), unitName. */
export class BarChart extends AppElement {
  static override properties = {
    bars: { attribute: false },
    summary: { attribute: false },
    unitName: { attribute: false },
  }
  static override styles = [
    AppElement.styles,
    css`
      svg {
        display: block;
        width: 100%;
        height: auto;
        overflow: visible;
      }
      text {
        fill: var(--ink-soft);
        font: 500 10.5px var(--font);
        font-variant-numeric: tabular-nums;
      }
      line {
        stroke: var(--line);
      }
      .bar {
        fill: var(--accent);
      }
      .most {
        fill: var(--ask);
      }
    `,
  ]

  declare bars: readonly Bar[]
  declare summary: string
  declare unitName: string

  override render() {
    const scale = niceScale(Math.max(0, ...this.bars.map((each) => each.value)))
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.summary}>
      ${[0, 0.5, 1].map((part) => this.#line(part * scale, scale))}
      ${this.bars.map((bar, index) => this.#bar(bar, index, scale))}
    </svg>`
  }

  #line(value: number, scale: number) {
    const y = yOf(value, scale)
    const number = new Intl.NumberFormat(this.words.locale, { maximumSignificantDigits: 3 })
    const text = number.format(value) + (value === scale ? ` ${this.unitName}` : '')
    return svg`<line x1=${left} x2=${width} y1=${y} y2=${y} />
      <text x=${value === scale ? 0 : left - 6} y=${value === scale ? y - 3 : y + 3.5}
        text-anchor=${value === scale ? 'start' : 'end'}>${text}</text>`
  }

  #bar({ value, title, label }: Bar, index: number, scale: number) {
    const step = (width - left) / Math.max(1, this.bars.length)
    const x = left + index * step
    const y = yOf(Math.max(0, value), scale)
    const most = value === Math.max(...this.bars.map((each) => each.value))
    const tall = Math.max(0.5, yOf(0, scale) - y)
    return svg`<rect class=${most ? 'bar most' : 'bar'} x=${x + step * 0.14} y=${y}
        width=${step * 0.72} height=${tall} rx=${Math.min(2.5, step * 0.2)}><title>${title}</title></rect>
      <text x=${x + step / 2} y=${height - 4} text-anchor="middle">${label}</text>`
  }
}

function yOf(value: number, scale: number): number {
  return height - bottom - (value / scale) * (height - bottom - top)
}

/** The next of 1, 2, 4, 5, 10 times a power of ten: 13.2 → 20 */
function niceScale(most: number): number {
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 4, 5, 10].find((each) => each * power >= most) ?? 10
  return step * power
}

customElements.define('bar-chart', BarChart)
