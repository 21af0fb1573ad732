// <grant-card>: one grant in force, in words, with its use and a button to end it.
import { css, html, nothing } from 'lit'
import { createRef, ref } from 'lit/directives/ref.js'
import { hashOf } from '../router.ts'
import type { GrantUse } from '../state/activity.ts'
import type { GrantSummary } from '../state/api.ts'
import { firmName } from '../state/firms.ts'
import { dataTypeName, purposeName } from '../words/concepts.ts'
import { countOf, dateAndTime, shortDate } from '../words/formats.ts'
import { AppElement } from './app-element.ts'
import type { ConfirmDialog } from './confirm-dialog.ts'
import './confirm-dialog.ts'
import './firm-name.ts'
import './resource-list.ts'
import './term-bar.ts'

const unknown = '…'

/** @fires stop - The person wants to end this grant, and said so twice. */
export class GrantCard extends AppElement {
  static override properties = {
    grant: { attribute: false },
    use: { attribute: false },
    now: { attribute: false },
    busy: { type: Boolean },
  }
  static override styles = [
    AppElement.styles,
    css`
      .what {
        font-weight: 600;
      }
      .warning {
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-small);
        background: var(--ask-soft);
        color: var(--ask);
      }
    `,
  ]

  declare grant: GrantSummary
  /** Undefined while the log is not known. */
  declare use: GrantUse | undefined
  declare now: number
  declare busy: boolean
  readonly #dialog = createRef<ConfirmDialog>()

  override render() {
    const { firm, firmName: claimed, purpose, from, until, state } = this.grant
    const { grant, request, sharing } = this.words
    return html`
      <article class="card stack" aria-busy=${this.busy}>
        <firm-name .words=${this.words} .firm=${firm} .firmName=${claimed}></firm-name>
        <div>
          <p>${grant.mayRead} <span class="what">${this.#what()}</span></p>
          <p class="soft">
            ${sharing.whatFor(purposeName(purpose, this.language, request.unknownPurpose))}
          </p>
        </div>
        ${
          state === 'active'
            ? html`<term-bar
                .words=${this.words}
                .from=${from}
                .until=${until}
                .now=${this.now}
              ></term-bar>`
            : html`<p class="warning"><strong>${grant.agreed}.</strong> ${grant.agreedWhy}</p>`
        }
        ${this.#facts()} ${this.#more()}
        <button class="button stop wide" ?disabled=${this.busy} @click=${this.#ask}>
          ${this.busy ? grant.stopping : grant.stop}
        </button>
      </article>
      ${this.#confirmation()}
    `
  }

  #what() {
    return dataTypeName(this.grant.dataType, this.language, this.words.request.unknownType)
  }

  #facts() {
    const { grant, locale } = this.words
    const { last, reads } = this.use ?? {}
    const lastRead = last ? dateAndTime(locale, last) : grant.never
    return html`<dl class="facts numbers">
      <div>
        <dt>${grant.given}</dt>
        <dd>${shortDate(locale, this.grant.from)}</dd>
      </div>
      <div>
        <dt>${grant.ends}</dt>
        <dd>${shortDate(locale, this.grant.until)}</dd>
      </div>
      <div>
        <dt>${grant.lastRead}</dt>
        <dd>${this.use ? lastRead : unknown}</dd>
      </div>
      <div>
        <dt>${grant.reads}</dt>
        <dd>${reads === undefined ? unknown : countOf(locale, reads)}</dd>
      </div>
    </dl>`
  }

  #more() {
    const { id, resources } = this.grant
    return html`<div>
      <details>
        <summary>${this.words.grant.what}</summary>
        <resource-list
          .words=${this.words}
          .language=${this.language}
          .resources=${resources}
        ></resource-list>
      </details>
      ${
        this.use && this.use.reads > 0
          ? html`<a class="link" href=${hashOf({ page: 'activity', grant: id })}
              >${this.words.grant.seeReads}</a
            >`
          : nothing
      }
    </div>`
  }

  #confirmation() {
    const { grant } = this.words
    const name = firmName(this.grant)
    return html`<confirm-dialog
      ${ref(this.#dialog)}
      .words=${this.words}
      .heading=${grant.confirmTitle(name)}
      .text=${grant.confirm(name, this.#what())}
      .yes=${grant.stop}
      .no=${grant.keep}
      @confirmed=${this.#stop}
    ></confirm-dialog>`
  }

  #ask() {
    this.#dialog.value?.open()
  }

  #stop() {
    this.emit('stop', { grant: this.grant })
  }
}

customElements.define('grant-card', GrantCard)
