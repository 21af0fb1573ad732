// <term-picker>: until when; as asked, or shorter. The end date is always written out.
import { css, html, nothing } from 'lit'
import { longDate } from '../words/formats.ts'
import { daysFrom, endOfDay, endOfTerm, shorterDays, termInWords } from '../words/term.ts'
import { AppElement } from './app-element.ts'

/** Properties: term (ISO 8601 duration that was asked for), now (ms). @fires pick-end */
export class TermPicker extends AppElement {
  static override properties = {
    term: { attribute: false },
    now: { attribute: false },
    chosen: { state: true },
  }
  static override styles = [
    AppElement.styles,
    css`
      .choice {
        justify-content: space-between;
        padding: var(--space-2) 0;
        border-bottom: 1px solid var(--line);
      }
      .choice:last-of-type {
        border-bottom: 0;
      }
      .choice input {
        order: -1;
      }
      .text {
        flex: 1;
      }
      .date {
        display: block;
        color: var(--ink-soft);
        font: var(--font-small);
      }
      .day {
        padding-left: calc(1.375rem + var(--space-3));
      }
    `,
  ]

  declare term: string
  declare now: number
  /** A number of days, 'asked', or 'day' for a date of her own. */
  declare chosen: number | 'asked' | 'day' | undefined

  override render() {
    const { request, locale } = this.words
    const end = endOfTerm(this.now, this.term)
    const asked = request.asAsked(termInWords(locale, this.term))
    return html`<fieldset>
        <legend class="unseen">${request.untilWhen}</legend>
        ${this.#choice('asked', asked, end)}
        ${shorterDays(this.now, this.term)
          .toReversed()
          .map((days) =>
            this.#choice(
              days,
              request.shorter(termInWords(locale, `P${days}D`)),
              daysFrom(this.now, days),
            ),
          )}
        ${end === undefined ? nothing : this.#choice('day', request.otherDay, undefined)}
      </fieldset>
      ${this.chosen === 'day' && end !== undefined ? this.#day(end) : nothing}`
  }

  #choice(value: number | 'asked' | 'day', text: string, end: number | undefined) {
    const { request, locale } = this.words
    return html`<label class="choice">
      <span class="text"
        >${text}
        ${
          end === undefined
            ? nothing
            : html`<span class="date">${request.until(longDate(locale, end))}</span>`
        }
      </span>
      <input
        type="radio"
        name="term"
        .checked=${(this.chosen ?? 'asked') === value}
        @change=${() => this.#choose(value, end)}
      />
    </label>`
  }

  #day(end: number) {
    const { request, locale } = this.words
    return html`<div class="day stack tight">
      <label for="day">${request.lastDay}</label>
      <input
        id="day"
        type="date"
        aria-describedby="latest"
        min=${isoDay(this.now)}
        max=${isoDay(end)}
        @change=${(event: Event) => this.#pickDay(event, end)}
      />
      <p id="latest" class="small soft">${request.lastDayHint(longDate(locale, end))}</p>
    </div>`
  }

  #choose(value: number | 'asked' | 'day', end: number | undefined) {
    this.chosen = value
    const picked = value === 'day' ? 'missing' : (end ?? 'asked')
    this.emit('pick-end', { end: value === 'asked' ? 'asked' : picked })
  }

  /** A day before today is none; one after the asked end becomes the asked end. */
  #pickDay(event: Event, end: number) {
    const { value } = event.target as HTMLInputElement
    const until = value ? endOfDay(value, end) : undefined
    const taken = until !== undefined && until > this.now
    this.emit('pick-end', { end: taken ? until : 'missing' })
  }
}

/** The civil day here: '2026-12-22' */
function isoDay(time: number): string {
  return new Intl.DateTimeFormat('sv-SE').format(new Date(time))
}

customElements.define('term-picker', TermPicker)
