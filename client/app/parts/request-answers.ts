// <request-answers>: what a yes would mean now, in one sentence, and the two answers of equal size.
import { css, html } from 'lit'
import type { RequestSummary } from '../state/api.ts'
import { pickedResources } from '../state/choice.ts'
import type { Offer } from '../state/choice.ts'
import { firmName } from '../state/firms.ts'
import type { Busy } from '../state/model.ts'
import { dataTypeName } from '../words/concepts.ts'
import { longDate } from '../words/formats.ts'
import { endOfTerm, termInWords } from '../words/term.ts'
import { AppElement } from './app-element.ts'
import type { EndPick, MonthPick } from './app-element.ts'

/** @fires allow - With what was picked. @fires refuse - With a reason or none. */
export class RequestAnswers extends AppElement {
  static override properties = {
    request: { attribute: false },
    offer: { attribute: false },
    pick: { attribute: false },
    end: { attribute: false },
    busy: { attribute: false },
    now: { attribute: false },
  }
  static override styles = [
    AppElement.styles,
    css`
      .buttons {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-3);
      }
      .link {
        justify-self: center;
      }
      [role='status'] {
        font-weight: 600;
      }
    `,
  ]

  declare request: RequestSummary
  declare offer: Offer
  declare pick: MonthPick
  declare end: EndPick
  declare busy: Busy | undefined
  declare now: number

  override render() {
    const { request } = this.words
    const resources = pickedResources(this.offer, this.pick.ticked, this.pick.later)
    const busy = this.busy !== undefined
    const ready = !busy && resources.length > 0 && this.end !== 'missing'
    const allow = () => this.#allow(resources)
    return html`<section class="card stack" aria-label=${request.answer}>
      <p role="status">${this.#outcome(resources.length)}</p>
      <div class="buttons">
        <button class="button quiet" ?disabled=${busy} @click=${this.#deny}>${request.deny}</button>
        <button class="button" ?disabled=${!ready} @click=${allow}>${request.allow}</button>
      </div>
      ${this.#reason()}
      <a class="link" href="#/asked">${request.later}</a>
    </section>`
  }

  #reason() {
    const { request } = this.words
    return html`<details>
      <summary>${request.reason}</summary>
      <label class="unseen" for="reason">${request.reason}</label>
      <textarea id="reason" maxlength="500" aria-describedby="hint"></textarea>
      <p id="hint" class="small soft">${request.reasonHint}</p>
    </details>`
  }

  /** What a yes means now, or what goes on. */
  #outcome(count: number) {
    const { request } = this.words
    if (this.busy?.action === 'allow') return request.allowing
    if (this.busy?.action === 'refuse') return request.denying
    if (count > 0) return this.end === 'missing' ? this.#noDay() : this.#summary(this.end)
    return this.offer.documents.length > 0 ? request.chooseSomething : request.nothingThere
  }

  #noDay() {
    const { request, locale } = this.words
    const latest = endOfTerm(this.now, this.request.term) ?? this.now
    return request.chooseDay(longDate(locale, latest))
  }

  #summary(picked: number | 'asked') {
    const { request, data, locale } = this.words
    const { dataType, term } = this.request
    const end = picked === 'asked' ? endOfTerm(this.now, term) : picked
    const date = end === undefined ? termInWords(locale, term) : longDate(locale, end)
    const what = dataTypeName(dataType, this.language, request.unknownType)
    const how = this.pick.later ? request.everything : data.months(this.pick.ticked.size)
    return request.summary(firmName(this.request), what, how, date)
  }

  #allow(resources: readonly string[]) {
    const until = typeof this.end === 'number' ? { until: new Date(this.end) } : {}
    this.emit('allow', { request: this.request, choice: { resources, ...until } })
  }

  #deny() {
    const reason = this.renderRoot.querySelector<HTMLTextAreaElement>('#reason')?.value.trim()
    this.emit('refuse', { request: this.request, reason: reason || undefined })
  }
}

customElements.define('request-answers', RequestAnswers)
