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

const height = 190
const left = 36
const bottom = 22
const top = 22

/** Properties: bars, summary (the sentence), unitName. */
export class BarChart extends AppElement {
  static override properties = {
    bars: { attribute: false },
    summary: { attribute: false },
    unitName: { attribute: false },
    width: { state: true },
  }
  static override styles = [
    AppElement.styles,
    css`
      svg {
        display: block;
        width: 100%;
        height: 190px;
        /* The last label may be wider than its bar. */
        overflow: visible;
      }
      text {
        fill: var(--ink-soft);
        font: 500 12px var(--font);
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
  /** In CSS pixels, so that letters keep their size on every screen. */
  declare width: number | undefined
  readonly #size = new ResizeObserver(([entry]) => {
    this.width = entry?.contentRect.width
  })

  override connectedCallback() {
    super.connectedCallback()
    this.#size.observe(this)
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.#size.disconnect()
  }

  override render() {
    const width = this.width ?? 320
    const most = Math.max(0, ...this.bars.map((each) => each.value))
    const scale = niceScale(most)
    const step = (width - left) / Math.max(1, this.bars.length)
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.summary}>
      ${[0, 0.5, 1].map((part) => this.#line(part * scale, scale, width))}
      ${this.bars.map((bar, index) => drawnBar(bar, left + index * step, step, { scale, most }))}
    </svg>`
  }

  #line(value: number, scale: number, width: number) {
    const y = yOf(value, scale)
    const text = new Intl.NumberFormat(this.words.locale, { maximumSignificantDigits: 3 })
    const number = svg`<text x=${left - 8} y=${y + 4} text-anchor="end">${text.format(value)}</text>`
    const name = svg`<text x=${left - 8} y="11" text-anchor="end">${this.unitName}</text>`
    return svg`<line x1=${left} x2=${width} y1=${y} y2=${y} />${number}${value === scale ? name : ''}`
  }
}

function drawnBar(
  { value, title, label }: Bar,
  x: number,
  step: number,
  { scale, most }: { readonly scale: number; readonly most: number },
) {
  const y = yOf(Math.max(0, value), scale)
  const tall = Math.max(0.5, yOf(0, scale) - y)
  const name = value === most ? 'bar most' : 'bar'
  return svg`<rect class=${name} x=${x + step * 0.16} y=${y} width=${step * 0.68} height=${tall}
    rx=${Math.min(3, step * 0.2)}><title>${title}</title></rect>
    <text x=${x + step / 2} y=${height - 5} text-anchor="middle">${label}</text>`
}

function yOf(value: number, scale: number): number {
  return height - bottom - (value / scale) * (height - bottom - top)
}

/** The next round number that is not smaller: 12.6 → 15 */
function niceScale(most: number): number {
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8].find((each) => each * power >= most) ?? 10
  return step * power
}

customElements.define('bar-chart', BarChart)
