// <data-folder>: one kind of data in the pod, with its documents by month.
import { css, html, nothing } from 'lit'
import { hashOf } from '../router.ts'
import type { DataDocument, DataFolder as Folder } from '../state/data-folders.ts'
import { totalSize } from '../state/data-folders.ts'
import { resourceName } from '../state/resource-names.ts'
import { sensitivityOf } from '../words/concepts.ts'
import { sizeOf } from '../words/formats.ts'
import { AppElement } from './app-element.ts'
import { icon } from './icons.ts'

export class DataFolderCard extends AppElement {
  static override properties = { folder: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      .meta {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      a {
        display: grid;
        grid-template-columns: 1fr auto auto;
        align-items: center;
        gap: var(--space-3);
        min-height: 3.25rem;
        border-top: 1px solid var(--line);
        color: var(--ink);
        text-decoration: none;
      }
      a:hover .name {
        text-decoration: underline;
      }
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      a svg {
        color: var(--ink-soft);
      }
    `,
  ]

  declare folder: Folder

  override render() {
    const { type, slug, documents } = this.folder
    const { data, locale } = this.words
    const sensitivity = type && sensitivityOf(type)
    const size = totalSize(documents)
    return html`<section class="card stack" aria-labelledby="title">
      <div class="stack tight">
        <h2 id="title">${type?.label[this.language] ?? slug}</h2>
        ${type ? html`<p class="soft">${type.plain[this.language]}</p>` : nothing}
        <p class="meta">
          <span class="tag good">${data.months(documents.length)}</span>
          ${size === undefined ? nothing : html`<span class="tag">${sizeOf(locale, size)}</span>`}
          ${
            sensitivity
              ? html`<span class="tag ask">${sensitivity.label[this.language]}</span>`
              : nothing
          }
        </p>
      </div>
      <ul>
        ${documents.map((each) => html`<li>${this.#document(each)}</li>`)}
      </ul>
    </section>`
  }

  #document({ url, size }: DataDocument) {
    const { locale } = this.words
    return html`<a href=${hashOf({ page: 'month', url })}>
      <span class="name">${resourceName(url, this.words, this.language)}</span>
      <span class="soft small numbers">${size === undefined ? '' : sizeOf(locale, size)}</span>
      ${icon('forward', 18)}
    </a>`
  }
}

customElements.define('data-folder', DataFolderCard)
