// <firm-name>: who a firm says it is, and the address that is certain.
import { css, html } from 'lit'
import { addressOf, firmName, initialsOf } from '../state/firms.ts'
import { AppElement } from './app-element.ts'

/** Properties: firm (WebID), firmName (what it calls itself, may be undefined). */
export class FirmName extends AppElement {
  static override properties = {
    firm: { attribute: false },
    firmName: { attribute: false },
  }
  static override styles = [
    AppElement.styles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-3);
      }
      .sign {
        display: grid;
        flex: none;
        place-items: center;
        width: 3rem;
        height: 3rem;
        border-radius: var(--radius-small);
        background: var(--accent-soft);
        color: var(--accent);
        font: var(--font-label);
        font-size: 1.0625rem;
      }
      .who {
        min-width: 0;
      }
      .address {
        overflow-wrap: anywhere;
      }
    `,
  ]

  declare firm: string
  declare firmName: string | undefined

  override render() {
    const name = firmName(this)
    return html`
      <span class="sign" aria-hidden="true">${initialsOf(name)}</span>
      <div class="who">
        <h2>${name}</h2>
        <p class="address soft small">${addressOf(this.firm)}</p>
      </div>
    `
  }
}

customElements.define('firm-name', FirmName)
