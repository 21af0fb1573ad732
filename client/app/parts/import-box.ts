// <import-box>: takes a Green Button file and says what came of it, with counts.
import { css, html, nothing } from 'lit'
import type { ImportReport } from '../state/api.ts'
import type { Model } from '../state/model.ts'
import { countOf } from '../words/formats.ts'
import { AppElement } from './app-element.ts'
import { icon } from './icons.ts'
import './problem-note.ts'

/** @fires bring-in - The person chose a file. */
export class ImportBox extends AppElement {
  static override properties = { imported: { attribute: false } }
  static override styles = [
    AppElement.styles,
    css`
      .pick {
        position: relative;
      }
      input[type='file'] {
        position: absolute;
        inset: 0;
        width: 100%;
        opacity: 0;
        cursor: pointer;
      }
      input:focus-visible + .button {
        outline: 3px solid var(--focus);
        outline-offset: 2px;
      }
      .report {
        padding: var(--space-4);
        border-radius: var(--radius-small);
        background: var(--accent-soft);
      }
    `,
  ]

  declare imported: Model['imported']

  override render() {
    const { data } = this.words
    const running = this.imported?.report.state === 'loading'
    return html`<section class="card stack" aria-labelledby="title">
      <div class="stack tight">
        <h2 id="title">${data.importTitle}</h2>
        <p class="soft">${data.importLead}</p>
      </div>
      <div class="pick">
        <input
          type="file"
          accept=".xml,application/xml,text/xml,application/atom+xml"
          aria-label=${data.importPick}
          ?disabled=${running}
          @change=${this.#pick}
        />
        <span class="button quiet wide" aria-hidden="true"
          >${icon('upload')} ${data.importPick}</span
        >
      </div>
      <div role="status">${this.#outcome()}</div>
    </section>`
  }

  #outcome() {
    const { imported, words } = this
    if (!imported) return nothing
    if (imported.report.state === 'loading')
      return html`<p>${words.data.importing(imported.name)}</p>`
    if (imported.report.state === 'failed') {
      return html`<problem-note .words=${words} .error=${imported.report.error}></problem-note>`
    }
    return this.#report(imported.name, imported.report.value)
  }

  #report(name: string, report: ImportReport) {
    const { data, locale } = this.words
    const written = report.documents.filter((each) => each.outcome !== 'unchanged').length
    const facts: [string, number][] = [
      [data.importRead, report.read],
      [data.importKept, report.kept],
      [data.importDuplicates, report.duplicates + report.conflicts],
      [data.importMissing, report.missing],
      [data.importRejected, report.rejected.reduce((sum, each) => sum + each.count, 0)],
      [data.importMonths, written],
    ]
    return html`<div class="report stack tight">
      <h3>${data.importDone(name)}</h3>
      <dl class="facts numbers">
        ${facts.map(
          ([term, value]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${countOf(locale, value)}</dd>
            </div>`,
        )}
      </dl>
      ${report.notes.map((note) => html`<p class="small" lang="en">${note}</p>`)}
    </div>`
  }

  #pick(event: Event) {
    const input = event.target as HTMLInputElement
    const [file] = input.files ?? []
    if (file) this.emit('bring-in', { file })
    input.value = '' // So that the same file can be chosen again.
  }
}

customElements.define('import-box', ImportBox)
