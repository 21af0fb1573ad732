// <resource-list>: resources by the names people give them.
import { css, html } from 'lit'
import { resourceName } from '../state/resource-names.ts'
import { AppElement } from './app-element.ts'

export class ResourceList extends AppElement {
  static override properties = { resources: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
    `,
  ]

  declare resources: readonly string[]

  override render() {
    return html`<ul>
      ${this.resources.map(
        (url) =>
          html`<li class="tag" title=${url}>${resourceName(url, this.words, this.language)}</li>`,
      )}
    </ul>`
  }
}

customElements.define('resource-list', ResourceList)
