// <activity-page>: who looked at the data, by day, for the last 7 or 30 days.
import { css, html, nothing } from 'lit'
import { recent, visitsOf } from '../state/activity.ts'
import type { Visit } from '../state/activity.ts'
import type { GrantSummary, LogEntry } from '../state/api.ts'
import { firmName, hostOf } from '../state/firms.ts'
import type { Load, Model } from '../state/model.ts'
import { valueOf } from '../state/model.ts'
import { dayName } from '../words/formats.ts'
import { AppElement } from '../parts/app-element.ts'
import '../parts/empty-state.ts'
import '../parts/loading-cards.ts'
import '../parts/problem-note.ts'
import '../parts/visit-item.ts'

export class ActivityPage extends AppElement {
  static override properties = {
    log: { attribute: false },
    grants: { attribute: false },
    grant: { attribute: false },
    webId: { attribute: false },
    now: { attribute: false },
    days: { state: true },
    mine: { state: true },
  }
  static override styles = [
    AppElement.styles,
    css`
      .period {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 2px;
        padding: 4px;
        border-radius: 999px;
        background: var(--sunken);
      }
      .period label {
        position: relative;
        display: grid;
        place-items: center;
        min-height: var(--target);
        border-radius: 999px;
        color: var(--ink-soft);
        cursor: pointer;
      }
      .period input {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        opacity: 0;
        cursor: pointer;
      }
      .period label:has(:checked) {
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--lift);
      }
      .period label:has(:focus-visible) {
        outline: 3px solid var(--focus);
        outline-offset: 2px;
      }
      .only {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--space-4);
      }
      .day h2 {
        padding: var(--space-4) 0 var(--space-2);
      }
      .firms {
        display: grid;
        gap: var(--space-2);
      }
      .firms li {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
      }
    `,
  ]

  declare log: Load<readonly LogEntry[]>
  declare grants: Model['grants']
  /** Only what happened under this grant. */
  declare grant: string | undefined
  declare webId: string
  declare now: number
  declare days: 7 | 30 | undefined
  declare mine: boolean | undefined

  override render() {
    const { activity } = this.words
    return html`<div class="stack">
      <h1 tabindex="-1">${activity.title}</h1>
      <p class="soft">${activity.lead}</p>
      ${this.#period()} ${this.grant ? this.#only(this.grant) : nothing} ${this.#content()}
    </div>`
  }

  get #shownDays() {
    return this.days ?? 7
  }

  #period() {
    const { activity } = this.words
    const choice = (days: 7 | 30, text: string) =>
      html`<label
        ><input
          type="radio"
          name="period"
          .checked=${this.#shownDays === days}
          @change=${() => (this.days = days)}
        />${text}</label
      >`
    return html`<fieldset>
        <legend class="unseen">${activity.period}</legend>
        <div class="period">${choice(7, activity.days7)} ${choice(30, activity.days30)}</div>
      </fieldset>
      <label class="choice">
        <input
          type="checkbox"
          .checked=${this.mine ?? false}
          @change=${() => (this.mine = !this.mine)}
        />
        ${activity.mine}
      </label>`
  }

  #only(id: string) {
    const { activity } = this.words
    const grant = this.#grantOf(id)
    return html`<p class="only">
      <span class="tag good">${activity.onlyGrant(grant ? firmName(grant) : hostOf(id))}</span>
      <a class="link" href="#/activity">${activity.showAll}</a>
    </p>`
  }

  #content() {
    const { log, words } = this
    if (log.state === 'failed') {
      return html`<problem-note again .words=${words} .error=${log.error}></problem-note>`
    }
    if (log.state === 'loading') return html`<loading-cards .words=${words}></loading-cards>`
    const visits = visitsOf(this.#chosen(log.value))
    if (visits.length === 0) return this.#empty()
    return [this.#totals(visits), this.#byDay(visits)]
  }

  #chosen(entries: readonly LogEntry[]) {
    return recent(entries, this.#shownDays, this.now)
      .filter((each) => this.mine || each.agent !== this.webId)
      .filter((each) => !this.grant || each.grants.includes(this.grant))
  }

  #empty() {
    const { emptyTitle, empty } = this.words.activity
    return html`<empty-state
      .words=${this.words}
      .sign=${'activity'}
      .heading=${emptyTitle}
      .text=${empty(this.#shownDays)}
    ></empty-state>`
  }

  #totals(visits: readonly Visit[]) {
    const totals = new Map<string, number>()
    for (const visit of visits.filter((each) => each.kind === 'read')) {
      const name = this.#nameOf(visit)
      totals.set(name, (totals.get(name) ?? 0) + visit.count)
    }
    if (totals.size === 0) return nothing
    return html`<ul class="card firms">
      ${[...totals].map(
        ([name, reads]) =>
          html`<li>
            <strong>${name}</strong>
            <span class="numbers">${this.words.activity.reads(reads)}</span>
          </li>`,
      )}
    </ul>`
  }

  #byDay(visits: readonly Visit[]) {
    const days = new Map<string, Visit[]>()
    for (const visit of visits) {
      const day = localDay(visit.time)
      days.set(day, [...(days.get(day) ?? []), visit])
    }
    return [...days].map(
      ([day, group]) =>
        html`<section class="day">
          <h2>${dayName(this.words.locale, day)}</h2>
          ${group.map((visit) => this.#visit(visit))}
        </section>`,
    )
  }

  #visit(visit: Visit) {
    return html`<visit-item
      .words=${this.words}
      .language=${this.language}
      .visit=${visit}
      .name=${this.#nameOf(visit)}
    ></visit-item>`
  }

  /** A firm's name is known from its grants; anybody else by the host of the address. */
  #nameOf({ agent, grants }: Visit) {
    const { you, someone } = this.words.activity
    if (agent === undefined) return someone
    if (agent === this.webId) return you
    const grant = grants.map((id) => this.#grantOf(id)).find((each) => each !== undefined)
    return grant ? firmName(grant) : hostOf(agent)
  }

  #grantOf(id: string) {
    return valueOf(this.grants)?.find((each) => each.id === id)
  }
}

/** The civil day here of a moment: '2026-12-22' */
function localDay(time: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(new Date(time))
}

customElements.define('activity-page', ActivityPage)
