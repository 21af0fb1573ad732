// <request-page>: one request in plain words: who, what, why, until when, and the answer.
import { css, html, nothing } from 'lit'
import type { RequestSummary } from '../state/api.ts'
import { offerOf } from '../state/choice.ts'
import type { Offer } from '../state/choice.ts'
import { firmName } from '../state/firms.ts'
import type { Busy, Load, Model } from '../state/model.ts'
import { valueOf } from '../state/model.ts'
import { purposeOf } from '../words/concepts.ts'
import { AppElement } from '../parts/app-element.ts'
import type { EndPick, MonthPick } from '../parts/app-element.ts'
import { address } from '../parts/address.ts'
import { icon } from '../parts/icons.ts'
import '../parts/firm-name.ts'
import '../parts/loading-cards.ts'
import '../parts/problem-note.ts'
import '../parts/request-answers.ts'
import '../parts/request-data.ts'
import '../parts/term-picker.ts'

/** Narrowing what was asked stays in this page; its answers leave as `allow` and `refuse`. */
export class RequestPage extends AppElement {
  static override properties = {
    requestId: { attribute: false },
    requests: { attribute: false },
    folders: { attribute: false },
    readings: { attribute: false },
    busy: { attribute: false },
    now: { attribute: false },
    picked: { state: true },
    end: { state: true },
  }
  static override styles = [
    AppElement.styles,
    css`
      .question {
        color: var(--ink-soft);
        font: var(--font-label);
      }
      blockquote {
        margin: var(--space-1) 0 0;
        padding-left: var(--space-3);
        border-left: 3px solid var(--line);
        overflow-wrap: anywhere;
      }
    `,
  ]

  declare requestId: string
  declare requests: Load<readonly RequestSummary[]>
  declare folders: Model['folders']
  declare readings: Model['readings']
  declare busy: Busy | undefined
  declare now: number
  /** What the person ticked; undefined until she touches it: everything, as asked. */
  declare picked: MonthPick | undefined
  /** The end she chose, in ms; undefined for as asked. */
  declare end: EndPick | undefined

  override render() {
    const { requests, words } = this
    if (requests.state === 'failed') {
      return html`<problem-note again .words=${words} .error=${requests.error}></problem-note>`
    }
    if (requests.state === 'loading') return html`<loading-cards .words=${words}></loading-cards>`
    const request = requests.value.find((each) => each.id === this.requestId)
    return html`<div class="stack">
      <a class="link" href="#/asked">${icon('back', 18)} ${words.app.back}</a>
      ${request?.state === 'requested' ? this.#request(request) : this.#gone()}
    </div>`
  }

  #gone() {
    return html`<h1 tabindex="-1">${this.words.request.gone}</h1>`
  }

  #request(request: RequestSummary) {
    const offer = offerOf(request, valueOf(this.folders) ?? [])
    const pick = this.picked ?? everythingOf(offer)
    return html`
      <h1 tabindex="-1">${this.words.request.title(firmName(request))}</h1>
      ${this.#who(request)}
      <request-data
        .words=${this.words}
        .language=${this.language}
        .request=${request}
        .offer=${offer}
        .pick=${pick}
        .folders=${this.folders}
        .readings=${this.readings}
        @pick-months=${(event: CustomEvent<MonthPick>) => (this.picked = event.detail)}
      ></request-data>
      ${this.#why(request)} ${this.#untilWhen(request)} ${this.#details(request)}
      ${this.folders.state === 'loading' ? nothing : this.#answers(request, offer, pick)}
    `
  }

  #answers(request: RequestSummary, offer: Offer, pick: MonthPick) {
    return html`<request-answers
      .words=${this.words}
      .language=${this.language}
      .request=${request}
      .offer=${offer}
      .pick=${pick}
      .end=${this.end ?? 'asked'}
      .busy=${this.busy}
      .now=${this.now}
    ></request-answers>`
  }

  #who({ firm, firmName }: RequestSummary) {
    const { request, sharing } = this.words
    return html`<section class="card stack" aria-labelledby="who">
      <p id="who" class="question">${request.who}</p>
      <firm-name .words=${this.words} .firm=${firm} .firmName=${firmName}></firm-name>
      ${
        firmName
          ? html`<div class="stack tight small soft">
              <p><span class="tag ask">${icon('question', 16)} ${sharing.unverified}</span></p>
              <p>${sharing.unverifiedWhy}</p>
            </div>`
          : nothing
      }
    </section>`
  }

  #why({ purpose, message }: RequestSummary) {
    const { request } = this.words
    const known = purposeOf(purpose)
    const gain = known && request.gains[known.whoGains]
    return html`<section class="card stack" aria-labelledby="why">
      <p id="why" class="question">${request.why}</p>
      <div class="stack tight">
        <h2>${known?.label[this.language] ?? request.unknownPurpose}</h2>
        ${known ? html`<p class="soft">${known.plain[this.language]}</p>` : nothing}
        ${gain ? html`<p><span class="tag">${gain}</span></p>` : nothing}
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
    const pickEnd = (event: CustomEvent<{ end: EndPick }>) => (this.end = event.detail.end)
    return html`<section class="card stack tight" aria-labelledby="until">
      <p id="until" class="question">${this.words.request.untilWhen}</p>
      <term-picker
        .words=${this.words}
        .term=${term}
        .now=${this.now}
        @pick-end=${pickEnd}
      ></term-picker>
    </section>`
  }

  #details({ purpose, firm, request }: RequestSummary) {
    const { webId, purposeCode, requestCode, details } = this.words.request
    const facts = [
      [webId, firm],
      [purposeCode, purpose],
      [requestCode, request],
    ] as const
    return html`<details>
      <summary>${details}</summary>
      <dl class="facts">
        ${facts.map(
          ([name, iri]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${address(iri)}</dd>
            </div>`,
        )}
      </dl>
    </details>`
  }
}

/** Nothing narrowed: every document, and the folder when a folder was asked for. */
function everythingOf(offer: Offer): MonthPick {
  const ticked = new Set(offer.documents.map((each) => each.url))
  return { ticked, later: offer.folders.length > 0 }
}

customElements.define('request-page', RequestPage)
