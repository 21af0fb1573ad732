// <request-page>: one request in plain words, what can be narrowed, and the two answers.
import { html, nothing } from 'lit'
import type { RequestSummary } from '../state/api.ts'
import { offerOf, pickedResources } from '../state/choice.ts'
import type { Offer } from '../state/choice.ts'
import { firmName } from '../state/firms.ts'
import type { Busy, Load, Model } from '../state/model.ts'
import { valueOf } from '../state/model.ts'
import { dataTypeName, dataTypeOf, purposeOf, sensitivityOf } from '../words/concepts.ts'
import { longDate } from '../words/formats.ts'
import { endOfTerm, termInWords } from '../words/term.ts'
import { AppElement } from '../parts/app-element.ts'
import type { MonthPick } from '../parts/app-element.ts'
import { icon } from '../parts/icons.ts'
import { requestStyles } from './request-styles.ts'
import '../parts/firm-name.ts'
import '../parts/loading-cards.ts'
import '../parts/month-picker.ts'
import '../parts/problem-note.ts'
import '../parts/reading-preview.ts'
import '../parts/resource-list.ts'
import '../parts/term-picker.ts'

/** @fires allow - With what was picked. @fires refuse - With a reason or none. */
export class RequestPage extends AppElement {
  static override properties = {
    requestId: { attribute: false },
    requests: { attribute: false },
    folders: { attribute: false },
    readings: { attribute: false },
    busy: { attribute: false },
    now: { attribute: false },
    picked: { state: true },
    until: { state: true },
  }
  static override styles = [AppElement.styles, requestStyles]

  declare requestId: string
  declare requests: Load<readonly RequestSummary[]>
  declare folders: Model['folders']
  declare readings: Model['readings']
  declare busy: Busy | undefined
  declare now: number
  /** What the person ticked; undefined until she touches it: everything, as asked. */
  declare picked: MonthPick | undefined
  /** The end she chose, in ms; undefined for as asked. */
  declare until: number | undefined

  override render() {
    const { requests, words } = this
    if (requests.state === 'failed') {
      return html`<problem-note again .words=${words} .error=${requests.error}></problem-note>`
    }
    if (requests.state === 'loading') {
      return html`<loading-cards .words=${words}></loading-cards>`
    }
    const request = requests.value.find((each) => each.id === this.requestId)
    if (request?.state !== 'requested') return this.#gone()
    return this.#request(request)
  }

  #gone() {
    return html`<div class="stack">
      ${this.#back()}
      <h1 tabindex="-1">${this.words.request.gone}</h1>
    </div>`
  }

  #back() {
    return html`<a class="link" href="#/asked">${icon('back', 18)} ${this.words.app.back}</a>`
  }

  #request(request: RequestSummary) {
    const offer = offerOf(request, valueOf(this.folders) ?? [])
    const pick = this.picked ?? everythingOf(offer)
    return html`
      <div class="stack">
        ${this.#back()}
        <h1 tabindex="-1">${this.words.request.title(firmName(request))}</h1>
        ${this.#who(request)} ${this.#what(request, offer, pick)} ${this.#why(request)}
        ${this.#untilWhen(request)} ${this.#details(request)}
      </div>
      ${this.#answers(request, offer, pick)}
    `
  }

  #who({ firm, firmName }: RequestSummary) {
    const { request, sharing } = this.words
    return html`<section class="card stack" aria-labelledby="who">
      <p id="who" class="question">${request.who}</p>
      <firm-name .words=${this.words} .firm=${firm} .firmName=${firmName} .level=${2}></firm-name>
      <p class="small soft">
        <span class="tag ask">${icon('question', 16)} ${sharing.unverified}</span>
        ${sharing.unverifiedWhy}
      </p>
    </section>`
  }

  #what(asked: RequestSummary, offer: Offer, pick: MonthPick) {
    const { request } = this.words
    const type = dataTypeOf(asked.dataType)
    const sensitivity = type && sensitivityOf(type)
    return html`<section class="card stack" aria-labelledby="what">
      <p id="what" class="question">${request.what}</p>
      <div class="stack tight">
        <h2>${dataTypeName(asked.dataType, this.language, request.unknownType)}</h2>
        ${type ? html`<p class="soft">${type.plain[this.language]}</p>` : nothing}
        ${
          sensitivity
            ? html`<p><span class="tag ask">${sensitivity.label[this.language]}</span></p>`
            : nothing
        }
      </div>
      ${this.#preview(offer)} ${offer.documents.length > 0 ? this.#months(offer, pick) : nothing}
      ${
        offer.others.length > 0
          ? html`<resource-list
              .words=${this.words}
              .language=${this.language}
              .resources=${offer.others}
            ></resource-list>`
          : nothing
      }
    </section>`
  }

  #preview(offer: Offer) {
    const [newest] = offer.documents
    if (this.folders.state === 'loading') {
      return html`<p class="soft" role="status">${this.words.app.loading}</p>`
    }
    if (!newest) return html`<p class="soft">${this.words.request.nothingThere}</p>`
    return html`<div class="preview">
      <h3>${this.words.request.previewTitle}</h3>
      <reading-preview
        .words=${this.words}
        .readings=${this.readings.get(newest.url)}
        .month=${newest.month}
      ></reading-preview>
    </div>`
  }

  #months(offer: Offer, pick: MonthPick) {
    return html`<month-picker
      .words=${this.words}
      .language=${this.language}
      .offer=${offer}
      .pick=${pick}
      @pick-months=${(event: CustomEvent<MonthPick>) => (this.picked = event.detail)}
    ></month-picker>`
  }

  #why({ purpose, message }: RequestSummary) {
    const { request } = this.words
    const known = purposeOf(purpose)
    return html`<section class="card stack" aria-labelledby="why">
      <p id="why" class="question">${request.why}</p>
      <div class="stack tight">
        <h2>${known?.label[this.language] ?? request.unknownPurpose}</h2>
        ${known ? html`<p class="soft">${known.plain[this.language]}</p>` : nothing}
        ${
          known && request.gains[known.whoGains]
            ? html`<p><span class="tag">${request.gains[known.whoGains]}</span></p>`
            : nothing
        }
      </div>
      ${
        message
          ? html`<figure>
              <figcaption class="small soft">${request.words}</figcaption>
              <blockquote>${message}</blockquote>
            </figure>`
          : nothing
      }
    </section>`
  }

  #untilWhen({ term }: RequestSummary) {
    return html`<section class="card stack tight" aria-labelledby="until">
      <p id="until" class="question">${this.words.request.untilWhen}</p>
      <term-picker
        .words=${this.words}
        .term=${term}
        .now=${this.now}
        @pick-end=${(event: CustomEvent<{ until: number | undefined }>) =>
          (this.until = event.detail.until)}
      ></term-picker>
    </section>`
  }

  #details({ purpose, firm, request }: RequestSummary) {
    const words = this.words.request
    return html`<details>
      <summary>${words.details}</summary>
      <dl class="facts">
        <div>
          <dt>${words.webId}</dt>
          <dd>${firm}</dd>
        </div>
        <div>
          <dt>${words.purposeCode}</dt>
          <dd>${purpose}</dd>
        </div>
        <div>
          <dt>${words.requestCode}</dt>
          <dd>${request}</dd>
        </div>
      </dl>
    </details>`
  }

  #answers(asked: RequestSummary, offer: Offer, pick: MonthPick) {
    const { request } = this.words
    const resources = pickedResources(offer, pick.ticked, pick.later)
    const busy = this.busy !== undefined
    const blocked = busy || resources.length === 0
    return html`<section class="answers" aria-label=${request.answer}>
      <details>
        <summary>${request.reason}</summary>
        <label class="unseen" for="reason">${request.reason}</label>
        <textarea id="reason" maxlength="500" aria-describedby="reason-hint"></textarea>
        <p id="reason-hint" class="small soft">${request.reasonHint}</p>
      </details>
      <p role="status">${this.#outcome(asked, pick, resources.length)}</p>
      <div class="buttons">
        <button class="button quiet" ?disabled=${busy} @click=${() => this.#deny(asked)}>
          ${request.deny}
        </button>
        <button class="button" ?disabled=${blocked} @click=${() => this.#allow(asked, resources)}>
          ${request.allow}
        </button>
      </div>
      <a class="link" href="#/asked">${request.later}</a>
    </section>`
  }

  /** The sentence above the buttons: what a yes means now, or what goes on. */
  #outcome(asked: RequestSummary, pick: MonthPick, count: number) {
    const { request, data, locale } = this.words
    if (this.busy?.action === 'allow') return request.allowing
    if (this.busy?.action === 'refuse') return request.denying
    if (count === 0 && this.folders.state === 'ready') return request.chooseSomething
    const end = this.until ?? endOfTerm(this.now, asked.term)
    const date = end === undefined ? termInWords(locale, asked.term) : longDate(locale, end)
    const what = dataTypeName(asked.dataType, this.language, request.unknownType)
    const how = pick.later ? request.everything : data.months(pick.ticked.size)
    return request.summary(firmName(asked), what, how, date)
  }

  #allow(request: RequestSummary, resources: readonly string[]) {
    const until = this.until === undefined ? {} : { until: new Date(this.until) }
    this.emit('allow', { request, choice: { resources, ...until } })
  }

  #deny(request: RequestSummary) {
    const reason = this.renderRoot.querySelector<HTMLTextAreaElement>('#reason')?.value.trim()
    this.emit('refuse', { request, reason: reason || undefined })
  }
}

/** Nothing narrowed: every document, and the folder when a folder was asked for. */
function everythingOf(offer: Offer): MonthPick {
  const ticked = new Set(offer.documents.map((each) => each.url))
  return { ticked, later: offer.folders.length > 0 }
}

customElements.define('request-page', RequestPage)
