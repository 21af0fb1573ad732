// The picture of the sign-in page: plots of land from above, one of them yours.
import { css, svg, html } from 'lit'
import type { TemplateResult } from 'lit'

const neighbours = [
  '0,0 70,0 62,40 0,44',
  '80,0 150,0 146,36 72,39',
  '160,0 236,0 240,34 156,36',
  '246,0 310,0 318,36 250,34',
  '320,0 360,0 360,40 328,37',
  '0,55 60,51 50,124 0,124',
  '70,50 144,47 140,124 60,124',
  '250,45 318,48 326,124 256,124',
  '328,49 360,52 360,124 336,124',
]

export const plotStyles = css`
  .plots {
    display: block;
    width: 100%;
    height: auto;
    border-radius: var(--radius);
  }
  .neighbour {
    fill: var(--sunken);
  }
  .own {
    fill: var(--accent);
  }
  .house {
    fill: var(--on-accent);
  }
`

/** Decoration only: silent for screen readers. */
export function plots(): TemplateResult {
  return html`<svg class="plots" viewBox="0 0 360 124" aria-hidden="true" focusable="false">
    ${neighbours.map((points) => svg`<polygon class="neighbour" points=${points} />`)}
    <polygon class="own" points="154,46 240,45 246,124 150,124"></polygon>
    <circle class="house" cx="197" cy="83" r="9"></circle>
    <path class="house" d="M193.500 124v-16h7v16z"></path>
  </svg>`
}
